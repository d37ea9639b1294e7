"""``mintmark vc-api``: issuing and verifying over HTTPS, after the Verifiable Credential API."""
