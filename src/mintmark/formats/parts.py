"""The parts of a larger award: which credentials it names, and the digest of one at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.carriers.detect import unpack
from mintmark.encoding.values import as_list, text
from mintmark.errors import FormatError, LimitError
from mintmark.formats import related
from mintmark.formats.related import Resource, is_part, resource_in

MAX_PARTS: Final = 100
"""Parts that one award may name."""


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part as the larger award names it.

    Attributes:
        resource: its id, and the digests of its exact bytes.
        name: what the award calls it.
    """

    resource: Resource
    name: str | None

    @property
    def id(self) -> str:
        """The part's id."""
        return self.resource.id


def named_parts(document: Mapping[str, Any]) -> tuple[NamedPart, ...]:
    """Return the parts that a credential names by id and digest, in its order.

    Raises:
        FormatError: ``related.malformed``, or ``part.twice``.
        LimitError: ``part.too-many``.
    """
    entries = [one for one in as_list(document.get("relatedResource")) if is_part(one)]
    if len(entries) > MAX_PARTS:
        raise LimitError("part.too-many", f"It names over {MAX_PARTS} parts.")
    found = tuple(NamedPart(resource_in(one), text(one.get("name"))) for one in entries)
    if len({one.id for one in found}) != len(found):
        raise FormatError("part.twice", "A part is named twice.", place="/relatedResource")
    return found


def exact_bytes(data: bytes) -> bytes:
    """Return the credential as its issuer signed it, taken out of a picture or a PDF.

    Raises:
        MintmarkError: as ``carriers.detect.unpack``.
    """
    return unpack(data).payload


def digest_of(data: bytes) -> str:
    """Return the digest of a credential's exact bytes, as ``digestSRI`` has it.

    The same comes of ``openssl dgst -sha384 -binary FILE | openssl base64 -A`` after ``sha384-``.

    Args:
        data: a credential, or a picture or PDF that carries one.

    Raises:
        MintmarkError: as ``carriers.detect.unpack``.
    """
    return related.digest_of(exact_bytes(data))
