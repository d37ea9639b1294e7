"""The only doors to the outside: fetching, the clock, e-mail, keys at rest."""
