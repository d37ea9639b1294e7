"""The European Learning Model 3: European Digital Credentials for Learning."""

from mintmark.formats.elm_3.reading import Reading, load, read

__all__ = ["Reading", "load", "read"]
