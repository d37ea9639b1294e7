"""The learner's wallet: what is held, shared and shown."""
