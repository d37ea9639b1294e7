"""Whether a badge is somebody's: the IdentityObject of Open Badges 2.0."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final

_HASH: Final = re.compile(r"(sha256)\$([0-9a-fA-F]{64})|(md5)\$([0-9a-fA-F]{32})")
_NAMES: Final = {"schema:email": "email", "schema:url": "url", "schema:telephone": "telephone"}


def is_about(document: Mapping[str, Any], kind: str, value: str) -> bool:
    """Say whether an assertion is awarded to whom an identifier belongs.

    The hash is over the identifier and the salt behind it (section IdentityHash). Issuers hash
    addresses as they were typed or in lower case, so an e-mail address is tried both ways.

    Args:
        document: the assertion.
        kind: ``email``, ``url``, ``telephone`` or another property that identifies somebody.
        value: the identifier.
    """
    recipient = document.get("recipient")
    if not isinstance(recipient, Mapping):
        return False
    named, identity = recipient.get("type"), recipient.get("identity")
    if not isinstance(named, str) or not isinstance(identity, str):
        return False
    if _NAMES.get(named, named) != kind:
        return False
    spellings = {value, value.lower()} if kind == "email" else {value}
    if recipient.get("hashed", False) is not True:
        return identity in spellings or (kind == "email" and identity.lower() in spellings)
    salt = recipient.get("salt", "")
    return isinstance(salt, str) and any(_matches(identity, one + salt) for one in spellings)


def _matches(identity: str, salted: str) -> bool:
    found = _HASH.fullmatch(identity)
    if found is None:
        return False
    algorithm, digest = (found[1], found[2]) if found[1] else (found[3], found[4])
    data = salted.encode("utf-8", "surrogatepass")
    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest() == digest.lower()
