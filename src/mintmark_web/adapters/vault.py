"""Secrets at rest: what lies in the database is of no use without the site's keys secret."""

from __future__ import annotations

import base64
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_FORM = "v1."
"""Begins each ciphertext, so that another way to encrypt can come later."""
_NONCE = 12


class VaultError(Exception):
    """A secret cannot be read: it was encrypted with another secret, or for something else."""


def encrypt(text: str, purpose: str) -> str:
    """Return ``text`` encrypted (AES-256-GCM). It can be read for the same ``purpose`` only."""
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher(settings.KEYS_SECRET).encrypt(nonce, text.encode(), purpose.encode())
    return _FORM + base64.urlsafe_b64encode(sealed).decode("ascii")


def decrypt(sealed: str, purpose: str) -> str:
    """Return what was encrypted for ``purpose``.

    Raises:
        VaultError: it cannot be read.
    """
    try:
        if not sealed.startswith(_FORM):
            raise ValueError
        data = base64.urlsafe_b64decode(sealed[len(_FORM) :])
        cipher = _cipher(settings.KEYS_SECRET)
        return cipher.decrypt(data[:_NONCE], data[_NONCE:], purpose.encode()).decode()
    except (ValueError, InvalidTag):
        raise VaultError(
            "A secret in the database cannot be read. Is MINTMARK_KEYS_SECRET the one of before?"
        ) from None


@cache
def _cipher(secret: str) -> AESGCM:
    if not secret:
        raise ImproperlyConfigured("MINTMARK_KEYS_SECRET is not set.")
    derived = HKDF(SHA256(), 32, salt=None, info=b"mintmark vault v1").derive(secret.encode())
    return AESGCM(derived)
