"""What the European Learning Model 3 says otherwise than the model; its lists are vocabularies."""

from __future__ import annotations

from typing import Final

from mintmark.formats.supervision import (
    IDENTIFIED,
    SUPERVISED_IDENTIFIED,
    UNSUPERVISED,
    UNSUPERVISED_IDENTIFIED,
)
from mintmark.vocabularies.catalogue import AUTHORITY, SCHEMES, SNB

NUTS: Final = (SCHEMES["region"].base, AUTHORITY + "nuts/")
"""What the URIs of regions begin with."""

SUPERVISION: Final[dict[str, tuple[str | None, bool]]] = {
    UNSUPERVISED: ("none", False),
    UNSUPERVISED_IDENTIFIED: ("none", True),
    SUPERVISED_IDENTIFIED: ("supervised", True),
    IDENTIFIED: (None, True),
}
"""Supervision and identity verification; "supervised" does not yet say where."""

OPPORTUNITIES: Final[dict[str, str]] = {
    "short-learning-programme": "micro-credential",
    "class": "course",
    "mooc": "course",
}
"""Kinds of learning opportunity that the model calls otherwise.

The EU's tools call a micro-credential a short learning programme.
"""

TRANSVERSAL: Final = SNB + "skill-reuse-level/transversal"

IDENTIFIERS: Final[dict[str, str]] = {
    "eIDASIdentifier": "eidas",
    "vatIdentifier": "vat",
    "taxIdentifier": "tax",
    "registration": "legal-registration",
    "nationalID": "national-id",
}
"""Kinds of legal identifier by property."""
