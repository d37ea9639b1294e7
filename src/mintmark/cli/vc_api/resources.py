"""Related resources of a credential to be issued: a digest that is wrong is not signed.

VC Data Model 2.0, section 5.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.encoding.values import as_list
from mintmark.errors import FormatError, InputError, UnavailableError
from mintmark.formats.related import Resource, resources_of
from mintmark.ports import Fetcher

# The contents that have been published at this address, in February 2025 and in July 2024: of
# each the SHA-256, SHA-384 and SHA-512.
_PUBLISHED: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "https://www.w3.org/ns/credentials/v2": (
        {
            "sha256": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
            "sha384": "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa"
            "21e138fd38def18cb360133c221aa31d6896a6bf3e65b614",
            "sha512": "5d55452bd2dcf8a29f5a290473eb242b1c5fb77d4e68f1a0aa87baa4dba26948"
            "52d65ec63d48ac04a99d956f9f7153b9406f84d2d04c74869b02c239a1d81305",
        },
        {
            "sha256": "24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9",
            "sha384": "35239c36999d2155312091af194a1edb61634d6ad789a5e5"
            "b19f2aebdd762dd9d1dcaada40eda7ef921c6b8c0ae107a0",
            "sha512": "cb1336dfa8670d80d03344b3b0cc25faf4d45201823c35f39bb1afe5a9f911f6"
            "15ff4ec80ec5f2f89e33d14e96bec8be78e38df35b918c9cd5f3b3449bd6c88f",
        },
    )
}
_HEADERS: Final = {32: b"\x12\x20", 48: b"\x20\x30", 64: b"\x13\x40"}


def check(document: Mapping[str, Any], fetcher: Fetcher) -> None:
    """Refuse digests that are not those of the resource, as far as the resource can be had.

    Raises:
        FormatError, LimitError: ``related.*``.
    """
    for one in resources_of(_with_multihashes(document)):
        if one.id in _PUBLISHED:
            _require_published(one)
            continue
        try:
            one.require_unaltered(fetcher.fetch(one.id))
        except UnavailableError:
            continue


def _require_published(one: Resource) -> None:
    for known in _PUBLISHED[one.id]:
        if all(
            any(known.get(name) == digest.hex() for name, digest in group) for group in one.digests
        ):
            return
    raise FormatError("related.altered", f"{one.id} never had the content with this digest.")


def _with_multihashes(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read a bare digest as what its length tells: it is often given without its header."""
    if "relatedResource" not in document:
        return document
    entries = [_with_multihash(one) for one in as_list(document["relatedResource"])]
    return {**document, "relatedResource": entries}


def _with_multihash(entry: Any) -> Any:
    given = entry.get("digestMultibase") if isinstance(entry, Mapping) else None
    if not isinstance(given, str):
        return entry
    try:
        data = multibase.decode(given, max_bytes=128)
    except InputError:
        return entry
    header = _HEADERS.get(len(data))
    if header is not None:
        return {**entry, "digestMultibase": multibase.encode(header + data, "u")}
    if not _is_multihash(data):
        raise FormatError(
            "related.malformed",
            "The digest of a related resource is not a multihash.",
            place="/relatedResource",
        )
    return entry


def _is_multihash(data: bytes) -> bool:
    """Say whether a code and a length stand before the digest, and the length is true."""
    _, rest = _varint(data)
    size, digest = _varint(rest)
    return 0 < size == len(digest)


def _varint(data: bytes) -> tuple[int, bytes]:
    value = 0
    for place, byte in enumerate(data):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, data[place + 1 :]
    return 0, b""
