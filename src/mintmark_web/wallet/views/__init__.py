"""The pages of the wallet: for its owner, and for whom they show something."""
