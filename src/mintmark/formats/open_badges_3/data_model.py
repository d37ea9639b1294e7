"""The tables of the data model of Open Badges 3.0 (appendix B): how many values, and of what kind.

RDF sets have no order, and no signature over statements covers one. So where the data model has
one value, several are refused: whoever held the badge could choose which of them comes first.
One value may stand alone or in a list, as JSON-LD says the same by both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mintmark.encoding.times import parse_time
from mintmark.errors import FormatError, InputError
from mintmark.formats.open_badges_3.achievement_types import ACHIEVEMENT_TYPES
from mintmark.formats.open_badges_3.profiles import IDENTIFIER_TYPES

_EXTENSION: Final = "ext:"
TARGET_TYPES: Final = frozenset(
    {
        "CFItem",
        "CFRubric",
        "CFRubricCriterion",
        "CFRubricCriterionLevel",
        "CTDL",
        "ceasn:Competency",
        "ceterms:Credential",
    }
)
RESULT_TYPES: Final = frozenset(
    {
        "GradePointAverage",
        "LetterGrade",
        "Percent",
        "PerformanceLevel",
        "PredictedScore",
        "RawScore",
        "Result",
        "RubricCriterion",
        "RubricCriterionLevel",
        "RubricScore",
        "ScaledScore",
        "Status",
    }
)


def _is_text(value: Any) -> bool:
    # A whole number under a term of texts is the same statement as its digits in quotation marks.
    return type(value) is str or type(value) is int or _is_spoken(value)


def _is_spoken(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("@value"), str)


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_number(value: Any) -> bool:
    return type(value) is int or type(value) is float


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_moment(value: Any) -> bool:
    try:
        parse_time(value)
    except InputError:
        return False
    return True


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_listed(listed: frozenset[str]) -> Callable[[Any], bool]:
    """Return the kind of an enumeration that may be extended."""

    def is_listed(value: Any) -> bool:
        return isinstance(value, str) and (value in listed or _is_extension(value))

    return is_listed


def _is_extension(value: str) -> bool:
    return value.startswith(_EXTENSION) and len(value) > len(_EXTENSION)


_LISTED: Final = "a type that Open Badges lists, or one that begins with ext:"
_KINDS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "text": (_is_text, "text"),
    "address": (_is_address, "an address"),
    "number": (_is_number, "a number"),
    "truth": (_is_truth, "true or false"),
    "moment": (_is_moment, "a date and time with a time zone"),
    "day": (_is_day, "a date"),
    "achievement type": (_is_listed(ACHIEVEMENT_TYPES), _LISTED),
    "identifier type": (_is_listed(IDENTIFIER_TYPES), _LISTED),
    "target type": (_is_listed(TARGET_TYPES), _LISTED),
    "result type": (_is_listed(RESULT_TYPES), _LISTED),
}

_TABLES: Final[Mapping[str, str]] = {
    "OpenBadgeCredential": """
        id! address, name text, description text, image Image, awardedDate moment,
        credentialSubject AchievementSubject, evidence* Evidence, issuer Profile,
        validFrom! moment, validUntil moment""",
    "AchievementSubject": """
        id address, activityEndDate moment, activityStartDate moment, creditsEarned number,
        achievement Achievement, identifier* IdentityObject, image Image, licenseNumber text,
        narrative text, result* Result, role text, source Profile, term text""",
    "IdentityObject": """
        type! text, hashed! truth, identityHash! text, identityType! identifier type, salt text""",
    "Evidence": """
        id address, narrative text, name text, description text, genre text, audience text""",
    "Achievement": """
        id address, alignment* Alignment, achievementType achievement type, creator Profile,
        creditsAvailable number, criteria Criteria, description text, fieldOfStudy text,
        humanCode text, image Image, inLanguage text, name text,
        otherIdentifier* IdentifierEntry, related* Related,
        resultDescription* ResultDescription, specialization text, tag* text, version text""",
    "Alignment": """
        targetCode text, targetDescription text, targetName! text, targetFramework text,
        targetType target type, targetUrl! address""",
    "Criteria": """
        id address, narrative text""",
    "IdentifierEntry": """
        type! text, identifier! text, identifierType! identifier type""",
    "Image": """
        id! address, caption text""",
    "Result": """
        achievedLevel address, alignment* Alignment, resultDescription address, status text,
        value text""",
    "ResultDescription": """
        id address, alignment* Alignment, allowedValue* text, name text, requiredLevel address,
        requiredValue text, resultType result type, rubricCriterionLevel* RubricCriterionLevel,
        valueMax text, valueMin text""",
    "RubricCriterionLevel": """
        id! address, alignment* Alignment, description text, level text, name! text,
        points text""",
    "Related": """
        id! address, inLanguage text, version text""",
    "Profile": """
        id! address, name text, url address, phone text, description text, image Image,
        email text, address Address, otherIdentifier* IdentifierEntry, official text,
        parentOrg Profile, familyName text, givenName text, additionalName text,
        patronymicName text, honorificPrefix text, honorificSuffix text, familyNamePrefix text,
        dateOfBirth day""",
    "Address": """
        addressCountry text, addressCountryCode text, addressRegion text, addressLocality text,
        streetAddress text, postOfficeBoxNumber text, postalCode text, geo GeoCoordinates""",
    "GeoCoordinates": """
        latitude! number, longitude! number""",
}
"""Class -> its properties and the kind or class of their values; ``!`` must be there, ``*`` may be
there several times. What the rules tell better themselves is not said again."""


@dataclass(frozen=True, slots=True)
class _Property:
    """A property: how often it may be there, and what its values are.

    Attributes:
        of: the class of its values, None where they are plain.
        fits: whether a value that is no object is of the right kind.
        wanted: this kind in words.
    """

    term: str
    many: bool
    needed: bool
    of: str | None
    fits: Callable[[Any], bool]
    wanted: str


def _property(entry: str) -> _Property:
    term, _, kind = " ".join(entry.split()).partition(" ")
    of = kind if kind in _TABLES else None
    fits, wanted = _KINDS.get(kind) or (_is_address, f"a {kind}, or its address")
    return _Property(term.rstrip("!*"), term[-1] == "*", term[-1] == "!", of, fits, wanted)


_CLASSES: Final = {
    name: {one.term: one for one in map(_property, table.split(","))}
    for name, table in _TABLES.items()
}
_NEEDED: Final = {
    name: {term: None for term, one in properties.items() if one.needed}.keys()
    for name, properties in _CLASSES.items()
}


def check(document: Mapping[str, Any]) -> None:
    """Hold an Open Badge on the data model 2.0 to the tables.

    Endorsements are credentials of their own, and so are not looked at. A node that is named by
    its address is looked at where it is written out.

    Raises:
        FormatError: ``openbadges.missing-value``, ``openbadges.several-values`` or
            ``openbadges.malformed-value``.
    """
    _hold(document, "OpenBadgeCredential", "")


def _hold(node: Mapping[str, Any], name: str, place: str) -> None:
    if not node.keys() >= _NEEDED[name]:
        _require(node, name, place)
    known = _CLASSES[name]
    for term, value in node.items():
        one = known.get(term)
        if one is None or (type(value) is str and one.fits(value)):
            continue
        if not isinstance(value, (list, tuple)):
            _hold_value(value, one, place, term)
            continue
        if len(value) > 1 and not one.many:
            raise FormatError(
                "openbadges.several-values",
                f"{term} has {len(value)} values, and may have one. Their order is not "
                "signed, so nobody knows which one is meant.",
                place=f"{place}/{term}",
                remedy="Ask the issuer for a badge that names one.",
            )
        for position, item in enumerate(value):
            _hold_value(item, one, place, f"{term}/{position}")


def _require(node: Mapping[str, Any], name: str, place: str) -> None:
    for term in _NEEDED[name]:
        if term not in node and not _is_name(node, term):
            raise FormatError(
                "openbadges.missing-value", f"The {name} has no {term}.", place=f"{place}/{term}"
            )


def _hold_value(value: Any, one: _Property, place: str, name: str) -> None:
    # Asking for a dict first: to ask for any mapping costs more than all the rest.
    if one.of is not None and (type(value) is dict or isinstance(value, Mapping)):
        _hold(value, one.of, f"{place}/{name}")
    elif value is not None and not one.fits(value):
        raise FormatError(
            "openbadges.malformed-value",
            f"{one.term} is not {one.wanted}: {str(value)[:60]!r}.",
            place=f"{place}/{name}",
        )


def _is_name(node: Mapping[str, Any], term: str) -> bool:
    """Say whether a node only names one that is written out elsewhere."""
    return term != "id" and "id" in node and node.keys() <= {"id", "type"}
