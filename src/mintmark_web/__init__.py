"""The office: the web application in which people do all this. Django around the core."""
