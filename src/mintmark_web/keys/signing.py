"""From a row to what signs. The secret is in memory only as long as the signer is."""

from __future__ import annotations

from mintmark import PrivateKey, read_key
from mintmark_web.adapters import vault
from mintmark_web.keys.models import Key
from mintmark_web.keys.queries import issuer_did

__all__ = ["KeyUnusableError", "issuer_did", "purpose", "signer"]


class KeyUnusableError(Exception):
    """A key cannot sign: it was compromised, and its secret is gone."""


def purpose(key: Key) -> str:
    """Return what a key's secret is encrypted for: it opens in its own row only."""
    return f"key:{key.pk}"


def signer(key: Key) -> PrivateKey:
    """Return what signs. A retired key is for the status lists of what it signed, nothing else.

    Raises:
        KeyUnusableError: the key was compromised.
        VaultError: the installation's secret is another one than when the key was made.
    """
    if key.state == Key.State.COMPROMISED or not key.secret:
        raise KeyUnusableError(f"The key {key.method} was compromised and cannot sign.")
    return read_key(vault.decrypt(key.secret, purpose(key)))
