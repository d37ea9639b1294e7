"""The door to the network: the only floor of the core that has one. Below it, none."""
