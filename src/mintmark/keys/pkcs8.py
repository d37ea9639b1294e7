"""Private keys as PKCS#8 in PEM (RFC 5958, RFC 7468), behind a passphrase where there is one.

With a passphrase: PBES2 (RFC 8018 section 6.2) of scrypt (RFC 7914 section 7) and AES-256-CBC.
`cryptography` reads this form but writes only PBKDF2 with 2,048 rounds, which is too cheap to
guess at; so the few lines of DER are written here. OpenSSL's own tools open the result.
"""

from __future__ import annotations

import base64
import secrets
import textwrap
from typing import Final

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from mintmark.errors import KeyMaterialError
from mintmark.keys.private_key import Secret

# Memory 16 MiB (what OpenSSL's tools open by default), five rounds to make up for it.
_SCRYPT: Final = {"n": 2**14, "r": 8, "p": 5}
_PBES2: Final = bytes.fromhex("06092a864886f70d01050d")
_SCRYPT_OID: Final = bytes.fromhex("06092b06010401da47040b")
_AES_256_CBC: Final = bytes.fromhex("060960864801650304012a")
_SEQUENCE, _OCTETS, _INTEGER = 0x30, 0x04, 0x02


def write(secret: Secret, passphrase: str | None) -> str:
    """Return the key as PEM, encrypted where a passphrase is given."""
    if passphrase is None:
        pem = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return pem.decode("ascii")
    plain = secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    body = base64.b64encode(_encrypt(plain, _encoded(passphrase))).decode("ascii")
    lines = "\n".join(textwrap.wrap(body, 64))
    return f"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{lines}\n-----END ENCRYPTED PRIVATE KEY-----\n"


def read(pem: str, passphrase: str | None) -> Secret:
    """Return the key in a PEM. A passphrase that nothing asks for is not looked at.

    Raises:
        KeyMaterialError: ``key.passphrase-missing``, ``key.passphrase-wrong``, or
            ``key.malformed-key-file``.
    """
    encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----" in pem
    if encrypted and not passphrase:
        raise KeyMaterialError(
            "key.passphrase-missing",
            "The private key is encrypted.",
            remedy="Give the passphrase that it was written with.",
        )
    try:
        password = _encoded(passphrase) if encrypted and passphrase else None
        secret = load_pem_private_key(pem.encode("ascii"), password)
    except (ValueError, TypeError, UnsupportedAlgorithm, InternalError, MemoryError) as error:
        if "password" in str(error):
            raise KeyMaterialError(
                "key.passphrase-wrong",
                "The passphrase does not open this private key.",
                remedy="Check for a typing error; without its passphrase the key is lost.",
            ) from None
        raise malformed("its private key is not PKCS#8 in PEM") from None
    if not isinstance(secret, Ed25519PrivateKey | ec.EllipticCurvePrivateKey):
        raise malformed("its private key is of a kind that is not supported here")
    return secret


def malformed(why: str) -> KeyMaterialError:
    """Return the error for a key file that is broken."""
    return KeyMaterialError("key.malformed-key-file", f"The key file is malformed: {why}.")


def _encoded(passphrase: str) -> bytes:
    if not passphrase or len(passphrase) > 1000:
        raise KeyMaterialError(
            "key.unfit-passphrase", "A passphrase has between 1 and 1,000 characters."
        )
    try:
        return passphrase.encode()
    except UnicodeEncodeError:
        raise KeyMaterialError(
            "key.unfit-passphrase", "The passphrase has characters that are not text."
        ) from None


def _encrypt(plain: bytes, passphrase: bytes) -> bytes:
    salt, iv = secrets.token_bytes(16), secrets.token_bytes(16)
    key = Scrypt(salt=salt, length=32, **_SCRYPT).derive(passphrase)
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    padded = padder.update(plain) + padder.finalize()
    parameters = _der(_SEQUENCE, _der(_OCTETS, salt), *map(_integer, _SCRYPT.values()))
    scheme = _der(
        _SEQUENCE,
        _der(_SEQUENCE, _SCRYPT_OID, parameters),
        _der(_SEQUENCE, _AES_256_CBC, _der(_OCTETS, iv)),
    )
    return _der(
        _SEQUENCE,
        _der(_SEQUENCE, _PBES2, scheme),
        _der(_OCTETS, encryptor.update(padded) + encryptor.finalize()),
    )


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body).to_bytes(2, "big").lstrip(b"\0")
    return bytes([tag, *([] if len(body) < 128 else [0x80 + len(size)])]) + size + body


def _integer(value: int) -> bytes:
    return _der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))
