"""Which vocabularies there are, what they are for, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SNB: Final = "http://data.europa.eu/snb/"
"""What the URIs of the European Learning Model's own lists begin with."""

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
"""What the URIs of the EU Publications Office's authority tables begin with."""

ELM: Final = "European Learning Model 3, list of February 2024"
OWN: Final = "Mintmark"
_CLDR: Final = "names in French, German and Spanish: Unicode CLDR"


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is known of a vocabulary before its entries are loaded.

    Attributes:
        title: what it lists, in a few words.
        base: what its URIs begin with; empty where its codes have none.
        source: who keeps it.
    """

    title: str
    base: str
    source: str


SCHEMES: Final[Mapping[str, Scheme]] = {
    "isced-f": Scheme(
        "Fields of education and training (ISCED-F 2013)",
        SNB + "isced-f/",
        f"{ELM}; names in French after UNESCO's CITE-F 2013",
    ),
    "eqf": Scheme("Levels of the European Qualifications Framework", SNB + "eqf/", ELM),
    "assessment": Scheme("Kinds of assessment", SNB + "assessment/", f"{ELM}; {OWN}"),
    "participation": Scheme("Forms of participation in learning", SNB, f"{ELM}; {OWN}"),
    "quality-assurance": Scheme("Who assures the quality", "", OWN),
    "outcome": Scheme("Kinds of learning outcome", SNB + "skill-type/", f"{ELM}; {OWN}"),
    "credit-system": Scheme("European credit systems", SNB + "education-credit/", ELM),
    "learning-setting": Scheme("Settings of learning", SNB + "learning-setting/", ELM),
    "learning-opportunity": Scheme(
        "Kinds of learning opportunity", SNB + "learning-opportunity/", ELM
    ),
    "learning-activity": Scheme("Kinds of learning activity", SNB + "learning-activity/", ELM),
    "credential": Scheme("Profiles of European credentials", SNB + "credential/", ELM),
    "country": Scheme(
        "Countries (ISO 3166-1 alpha-2; EU and XK too)",
        AUTHORITY + "country/",
        f"EU Publications Office; {_CLDR}",
    ),
    "region": Scheme("Regions of Europe (NUTS)", "http://data.europa.eu/nuts/code/", "Eurostat"),
    "language": Scheme(
        "Languages (ISO 639-1 where there is such a code, else ISO 639-3)",
        AUTHORITY + "language/",
        f"EU Publications Office; {_CLDR}",
    ),
    "currency": Scheme(
        "Currencies (ISO 4217)", AUTHORITY + "currency/", f"EU Publications Office; {OWN}"
    ),
}
"""The vocabularies by name."""
