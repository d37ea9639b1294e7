"""What a credential points to beside itself: related resources, services, terms, evidence.

Related resources have digests and are checked. Refresh services, terms of use and evidence are
for people: a verifier says that they are there, and never that it has checked them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.encoding.values import as_list, has_type, texts
from mintmark.errors import FormatError, InputError, LimitError, UnavailableError
from mintmark.model.base import is_absolute_iri
from mintmark.ports import Fetcher

PART: Final = "AwardPart"
"""The type of a related resource that is a part of a larger award."""

MAX_RESOURCES: Final = 8
MAX_BYTES: Final = 16 * 1024 * 1024

_SIZES: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
_STRENGTH: Final = ("sha512", "sha384", "sha256")
# Subresource Integrity, section 3.5: an algorithm, base64 with padding, options after "?".
_EXPRESSION: Final = re.compile(r"([a-z0-9]+)-([A-Za-z0-9+/_-]+={0,2})(\?[!-~]*)?")
# The codes of the multicodec registry, each followed by the length of the digest.
_MULTIHASHES: Final = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
_FOREIGN_MULTIHASH: Final = "unknown"

_SAID: Final[Mapping[str, tuple[str, frozenset[str], str]]] = {
    "refreshService": (
        "a refresh service",
        frozenset({"1EdTechCredentialRefresh"}),
        "A newer version may be had there; it was not asked.",
    ),
    "termsOfUse": (
        "terms of use",
        frozenset(),
        "Whether you keep them is yours to see to; they were not checked.",
    ),
    "evidence": (
        "evidence",
        frozenset({"Evidence"}),
        "It is for you to look at; it was not checked.",
    ),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A related resource (VC Data Model 2.0, section 5.3).

    Attributes:
        digests: one group for each property that gives digests: pairs of algorithm and digest, of
            which one must fit.
    """

    id: str
    digests: tuple[tuple[tuple[str, bytes], ...], ...]

    def require_unaltered(self, data: bytes) -> None:
        """Refuse other bytes than those whose digests the credential gives.

        Raises:
            LimitError: ``related.too-large``.
            FormatError: ``related.altered``.
            UnavailableError: ``related.unknown-digest``.
        """
        if len(data) > MAX_BYTES:
            raise LimitError("related.too-large", f"{self.id} has over {MAX_BYTES:,} bytes.")
        for group in self.digests:
            known = [pair for pair in group if pair[0] in _SIZES]
            if not known:
                raise UnavailableError(
                    "related.unknown-digest",
                    f"The digest of {self.id} is of a kind that cannot be computed here.",
                )
            # Only the strongest kind counts, as Subresource Integrity, section 3.3.4, has it.
            best = min((name for name, _ in known), key=_STRENGTH.index)
            digest = hashlib.new(best, data).digest()
            if (best, digest) not in known:
                raise FormatError(
                    "related.altered", f"{self.id} is not what it was when the credential was made."
                )


def resources_of(document: Mapping[str, Any]) -> tuple[Resource, ...]:
    """Return the related resources that a credential names, but the parts of a larger award.

    Those are followed by themselves (``formats.parts``).

    Raises:
        FormatError: ``related.malformed`` or ``related.twice``.
        LimitError: ``related.too-many``.
    """
    entries = [one for one in as_list(document.get("relatedResource")) if not is_part(one)]
    if len(entries) > MAX_RESOURCES:
        raise LimitError("related.too-many", f"It names over {MAX_RESOURCES} related resources.")
    found = tuple(map(resource_in, entries))
    if len({one.id for one in found}) != len(found):
        raise FormatError(
            "related.twice", "A related resource is named twice.", place="/relatedResource"
        )
    return found


def digest_of(data: bytes) -> str:
    """Return the digest of exact bytes as ``digestSRI`` has it: ``sha384-`` and base64."""
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"


def by_integrity(address: str, value: str) -> Resource:
    """Return a resource with the digest of a claim such as ``vct#integrity``.

    Raises:
        FormatError: ``related.malformed``.
    """
    return Resource(address, (tuple(_sri(value)),))


def check_resources(document: Mapping[str, Any], fetcher: Fetcher) -> int:
    """Fetch every related resource, compare its digests, and return how many there are.

    Raises:
        FormatError, LimitError: as ``resources_of`` and ``Resource.require_unaltered``.
        UnavailableError: a resource cannot be had, or ``related.unknown-digest``.
    """
    resources = resources_of(document)
    for one in resources:
        one.require_unaltered(fetcher.fetch(one.id))
    return len(resources)


def remarks(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what people must be told about services, terms and evidence, one sentence each.

    VC Data Model 2.0, sections 5.4 (refreshing), 5.5 (terms of use) and 5.6 (evidence).

    Raises:
        FormatError: ``related.untyped``: one of them is not an object with a type.
    """
    return tuple(_remark(one, member) for member in _SAID for one in as_list(document.get(member)))


def _remark(value: Any, member: str) -> str:
    types = texts(value.get("type")) if isinstance(value, Mapping) else []
    if not types:
        raise FormatError(
            "related.untyped", f"{member} is not an object with a type.", place=f"/{member}"
        )
    what, known, words = _SAID[member]
    name = ", ".join(types)[:100]
    unknown = "" if known.intersection(types) else ", a kind that is not known here"
    address = value.get("id")
    where = f" at {address[:200]}" if isinstance(address, str) else ""
    return f"It names {what}{where} ({name}{unknown}). {words}"


def is_part(entry: Any) -> bool:
    """Say whether a related resource is a credential that a larger award is made of."""
    return has_type(entry, PART)


def resource_in(entry: Any) -> Resource:
    """Return one entry of ``relatedResource``.

    Raises:
        FormatError: ``related.malformed``.
    """
    if not isinstance(entry, Mapping) or not is_absolute_iri(entry.get("id")):
        raise _malformed("it is not an object with an absolute address as its id")
    readers = {"digestSRI": _sri, "digestMultibase": _multibase}
    groups = tuple(
        tuple(pair for text in _digest_texts(entry, name) for pair in read(text))
        for name, read in readers.items()
        if name in entry
    )
    if not groups:
        raise _malformed("it has no digest")
    return Resource(entry["id"], groups)


def _digest_texts(entry: Mapping[str, Any], name: str) -> list[str]:
    values = as_list(entry[name])
    if not values or texts(values) != values:
        raise _malformed(f"{name} is not text")
    return values


def _sri(value: str) -> Iterator[tuple[str, bytes]]:
    for expression in value.split():
        found = _EXPRESSION.fullmatch(expression)
        if found is None:
            raise _malformed("digestSRI is not like sha384-…")
        if found[1] not in _SIZES:
            yield found[1], b""
            continue
        try:
            digest = base64.b64decode(found[2].translate(_URL_SAFE), validate=True)
        except (binascii.Error, ValueError) as error:
            raise _malformed("digestSRI is not base64") from error
        if len(digest) != _SIZES[found[1]]:
            raise _malformed("a digest has the wrong length")
        yield found[1], digest


_URL_SAFE: Final = str.maketrans("-_", "+/")


def _multibase(value: str) -> Iterator[tuple[str, bytes]]:
    try:
        data = multibase.decode(value, max_bytes=128)
    except InputError as error:
        raise _malformed(f"digestMultibase: {error.message.rstrip('.')}") from error
    name = _MULTIHASHES.get(data[:2], _FOREIGN_MULTIHASH)
    if name in _SIZES and len(data) != 2 + _SIZES[name]:
        raise _malformed("a digest has the wrong length")
    yield name, data[2:]


def _malformed(why: str) -> FormatError:
    return FormatError(
        "related.malformed", f"A related resource is malformed: {why}.", place="/relatedResource"
    )
