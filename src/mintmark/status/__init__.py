"""Whether a credential was revoked or suspended since: reading status lists."""
