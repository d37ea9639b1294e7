"""Who watches an assessment and whether identity is checked, in the words of the ELM list.

The list (Europass standard list of methods of supervision and verification) does not say where
somebody watches; the model does (Council Recommendation 2022/C 243/02, Annex I, optional element).
"""

from __future__ import annotations

from typing import Final

from mintmark.vocabularies.catalogue import SNB

_LIST: Final = SNB + "supervision-verification/"

UNSUPERVISED: Final = _LIST + "c598449d64"
UNSUPERVISED_IDENTIFIED: Final = _LIST + "df2880c5cb"
SUPERVISED_IDENTIFIED: Final = _LIST + "70be69aaf9"
IDENTIFIED: Final = _LIST + "44314532f9"

ELM_CODES: Final[dict[tuple[str | None, bool | None], str]] = {
    ("none", False): UNSUPERVISED,
    ("none", True): UNSUPERVISED_IDENTIFIED,
    ("online", True): SUPERVISED_IDENTIFIED,
    ("onsite", True): SUPERVISED_IDENTIFIED,
    (None, True): IDENTIFIED,
}
"""The entry for supervision and identity verification; what is not here has none."""
