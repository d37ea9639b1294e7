"""Public and private keys, and the DID documents that say whom a key speaks for."""
