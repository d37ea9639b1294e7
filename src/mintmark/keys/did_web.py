"""did:web: the identifier is a web address under which the DID document stands.

W3C CCG did:web method, sections "Method-specific identifier" and "Read (Resolve)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mintmark.errors import KeyMaterialError

PREFIX: Final = "did:web:"

_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
# What the URL standard reads as an IPv4 address: a last label that is a number.
_NUMBER: Final = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_PORT: Final = re.compile(r"[1-9][0-9]{0,4}")
_SEGMENT: Final = re.compile(r"(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+")
_TRAVERSAL: Final = re.compile(r"(?:\.|%2[Ee]){1,2}|.*%(?:2[Ff]|5[Cc]|[01][0-9A-Fa-f]|7[Ff]).*")


def write(domain: str, path: Sequence[str] = (), *, port: int | None = None) -> str:
    """Return the DID of a domain, of a path under it and of a port that is not 443.

    Raises:
        KeyMaterialError: ``key.malformed-did``.
    """
    host = domain if port is None else f"{domain}%3A{port}"
    did = PREFIX + ":".join([host, *path])
    to_url(did)
    return did


def to_url(did: str) -> str:
    """Return the https address of the document: ``/.well-known/did.json`` where no path is given.

    Raises:
        KeyMaterialError: ``key.wrong-did-method``, or ``key.malformed-did``: an IP address, a
            port that is none, an empty or dotted path segment, or anything else that is not in
            the method's syntax.
    """
    if not did.startswith(PREFIX):
        raise KeyMaterialError("key.wrong-did-method", f"This is not a did:web: {did[:60]!r}.")
    host, *path = did[len(PREFIX) :].split(":")
    authority = _authority(host)
    if authority is None or not all(map(_is_segment, path)) or len(did) > 1024:
        raise KeyMaterialError(
            "key.malformed-did",
            f"This did:web names no web address: {did[:100]!r}.",
            remedy="Write it like did:web:example.org or did:web:example.org:departments:baking.",
        )
    return f"https://{authority}/{'/'.join(path) or '.well-known'}/did.json"


def _authority(host: str) -> str | None:
    domain, _, port = host.replace("%3a", "%3A").partition("%3A")
    if not _DOMAIN.fullmatch(domain) or len(domain) > 253:
        return None
    if _NUMBER.fullmatch(domain.rpartition(".")[2]):
        return None
    if "%" not in host:
        return domain
    return f"{domain}:{port}" if _PORT.fullmatch(port) and int(port) < 65536 else None


def _is_segment(segment: str) -> bool:
    return bool(_SEGMENT.fullmatch(segment)) and not _TRAVERSAL.fullmatch(segment)
