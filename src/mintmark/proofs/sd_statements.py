"""A document as statements that can be disclosed one by one.

ECDSA Cryptosuites 1.0, sections 3.4.1 to 3.4.4 and 3.4.14 to 3.4.17. Each statement is one
canonical N-Quad. The canonical names of blank nodes would tell how much is held back, so other
names take their place, made with a secret key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding import multibase, rdfc
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.rdf import Dataset, Quad
from mintmark.errors import LimitError
from mintmark.proofs.sd_selection import select
from mintmark.proofs.sd_skolem import Skolemized

MAX_STATEMENTS: Final = 2000
"""The most statements of one document; each may cost one signature."""

_CANONICAL: Final = "_:c14n"


@dataclass(frozen=True, slots=True)
class Group:
    """The statements that some pointers select.

    Attributes:
        indexes: which of all statements, ascending.
        document: the same as JSON-LD.
        label_map: the number of each blank node's canonical name in this group alone -> the name
            that it has among all statements, without the ``u`` and as bytes.
    """

    indexes: Sequence[int]
    document: Mapping[str, Any]
    label_map: Mapping[int, bytes]


class Statements:
    """All statements of a document, with secret names for blank nodes, in code point order.

    Args:
        document: without proofs.
        contexts: the contexts that exist.
        hmac_key: 32 bytes that nobody can guess.

    Raises:
        ContextError, LimitError, InputError: as ``jsonld.to_quads`` and ``rdfc.canonicalize``.
        ProofError: ``proof.reserved-iri``.
        LimitError: ``proof.too-many-statements``.
    """

    def __init__(
        self, document: Mapping[str, Any], contexts: ContextStore, hmac_key: bytes
    ) -> None:
        self._skolemized = Skolemized(document, contexts)
        self._labels = {
            node: hmac.digest(hmac_key, f"c14n{number}".encode(), "sha256")
            for node, number in canonical_numbers(self._skolemized.quads).items()
        }
        self.lines = relabelled(self._skolemized.quads, self._labels)

    def group(self, pointers: Iterable[str]) -> Group | None:
        """Return the statements that JSON pointers select, or None where there is no pointer.

        Raises:
            ProofError: ``proof.malformed-pointer``, ``proof.unknown-pointer``,
                ``proof.unfit-pointer``.
        """
        selection = select(self._skolemized.document, pointers)
        if selection is None:
            return None
        quads = self._skolemized.quads_of(selection)
        selected = set(relabelled(quads, self._labels))
        return Group(
            [index for index, line in enumerate(self.lines) if line in selected],
            selection.document,
            {number: self._labels[node] for node, number in canonical_numbers(quads).items()},
        )


def relabelled(quads: Dataset, labels: Mapping[str, bytes]) -> list[str]:
    """Return quads as lines of N-Quads, each once, sorted, with their blank nodes renamed.

    Raises:
        LimitError: ``proof.too-many-statements``.
    """
    if len(quads) > MAX_STATEMENTS:
        raise LimitError(
            "proof.too-many-statements",
            f"More than {MAX_STATEMENTS} statements are too many to disclose them one by one.",
        )
    names = {node: f"_:{multibase.encode(label, 'u')}" for node, label in labels.items()}
    # Not splitlines(): literals may hold U+0085 or U+2028, which it takes for ends of lines.
    return [f"{line}\n" for line in rdfc.serialize(quads, names).split("\n")[:-1]]


def canonical_numbers(quads: Iterable[Quad]) -> dict[str, int]:
    """Return blank node -> number of its canonical name: 3 for ``_:c14n3``.

    Raises:
        LimitError, InputError: as ``rdfc.canonicalize``.
    """
    return {
        node: int(name.removeprefix(_CANONICAL))
        for node, name in rdfc.canonical_labels(quads).items()
    }


def hash_of(lines: Iterable[str]) -> bytes:
    """Return the hash of statements (section 3.4.17)."""
    return hashlib.sha256("".join(lines).encode()).digest()
