"""Writing: an achievement and an award become an OpenBadgeCredential without a proof."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.encoding.times import format_time
from mintmark.errors import FormatError
from mintmark.formats import language_maps
from mintmark.formats.language_maps import usual_case
from mintmark.formats.open_badges_3.achievement_types import achievement_type
from mintmark.formats.open_badges_3.codec import (
    Node,
    child,
    with_plain_strings,
    write_fields,
)
from mintmark.formats.open_badges_3.larger import write_parts
from mintmark.formats.open_badges_3.profiles import describe_once, write_profile
from mintmark.formats.open_badges_3.results import percent, write_result, write_result_description
from mintmark.formats.open_badges_3.shapes import (
    ACHIEVEMENT,
    AWARDING,
    EQF,
    EVIDENCE,
    LEVELS,
    WORKLOAD,
)
from mintmark.formats.open_badges_3.subjects import write_identities
from mintmark.model import Achievement, Award, Credits, NoLevel

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    CONTEXT,
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def dump(
    achievement: Achievement,
    award: Award,
    *,
    credential_id: str,
    issuer_id: str,
    valid_from: datetime,
    valid_until: datetime | None,
    image: str | None = None,
    salt: str,
    status: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return an OpenBadgeCredential (Open Badges 3.0 on VC Data Model 2.0), not yet signed.

    Every node that may have an id has one, made from the achievement's or the credential's, so
    that canonicalisation meets blank nodes only where the format forbids an id (IdentityObject,
    IdentifierEntry).

    Args:
        achievement: what was achieved.
        award: by whom, when, how well.
        credential_id: an absolute IRI for the credential.
        issuer_id: the DID that the signing key speaks for.
        valid_from: when it begins to hold, with zone.
        valid_until: when it ceases to hold, with zone, or None.
        image: an absolute IRI of the credential's picture.
        salt: random text for the hashes of the learner's e-mail address and national number.
        status: a complete ``credentialStatus`` object, with ``id`` and ``type``; or several.

    Raises:
        FormatError: ``openbadges.achievement-mismatch``, ``openbadges.issuer-mismatch``,
            ``openbadges.undeclared-result``, ``openbadges.undeclared-level``: the parts do not
            belong together; ``openbadges.described-twice``: one id is given to two organisations.
        UsageError: ``time.naive``: a time without zone.
    """
    return Mould(achievement, issuer_id).cast(
        award,
        credential_id=credential_id,
        valid_from=valid_from,
        valid_until=valid_until,
        image=image,
        salt=salt,
        status=status,
    )


class Mould:
    """What the credentials of all who got one achievement share, written once.

    The documents that are cast hold the same objects for it: whoever changes one changes all.
    """

    def __init__(self, achievement: Achievement, issuer_id: str) -> None:
        """Write an achievement as ``issuer_id`` issues it.

        Raises:
            FormatError: ``openbadges.issuer-mismatch`` or ``openbadges.described-twice``.
        """
        if achievement.issuer.id not in (None, issuer_id):
            raise FormatError(
                "openbadges.issuer-mismatch",
                f"The achievement's issuer is {achievement.issuer.id}, "
                f"the key speaks for {issuer_id}.",
            )
        self._subject = achievement
        self._issuer_id = issuer_id
        # An organisation is described where it stands first, and the issuer stands first of all.
        place = child(achievement.id, "issuer")
        whole: Node = {
            "issuer": write_profile(achievement.issuer, place, issuer_id),
            "achievement": _achievement(achievement),
        }
        describe_once(whole)
        self._achievement = with_plain_strings(whole["achievement"], achievement.language)
        self._contexts = deepcopy(list(CONTEXTS))

    @property
    def achievement(self) -> dict[str, Any]:
        """The achievement as a document of its own (JSON-LD)."""
        return {"@context": self._contexts, **self._achievement}

    def cast(
        self,
        award: Award,
        *,
        credential_id: str,
        valid_from: datetime,
        valid_until: datetime | None,
        image: str | None = None,
        salt: str,
        status: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """Return the credential for one award; arguments and errors are those of ``dump``."""
        achievement = self._subject
        if award.achievement != achievement.id:
            raise FormatError(
                "openbadges.achievement-mismatch",
                f"The award is for {award.achievement}, not for {achievement.id}.",
            )
        issuer = write_profile(achievement.issuer, child(credential_id, "issuer"), self._issuer_id)
        document: Node = {
            "id": credential_id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": achievement.title.best(achievement.language),
            "issuer": issuer,
            "awardedDate": f"{award.awarded_on.isoformat()}T00:00:00Z",
            "validFrom": format_time(valid_from),
        }
        if valid_until is not None:
            document["validUntil"] = format_time(valid_until)
        if image is not None:
            document["image"] = {"id": image, "type": "Image"}
        document["credentialSubject"] = _subject(achievement, award, credential_id, salt)
        if award.evidence:
            document["evidence"] = _evidence(award, credential_id)
        document |= write_parts(award)
        if status is not None:
            document["credentialStatus"] = _entries(status)
        describe_once(document)
        written: Node = with_plain_strings(document, achievement.language)
        written["credentialSubject"]["achievement"] = self._achievement
        written["credentialSubject"]["awardedBy"] = _awarding(achievement, award, credential_id)
        return {"@context": self._contexts, **written}


def _entries(status: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Any:
    if isinstance(status, Mapping):
        return dict(status)
    return [dict(one) for one in status]


def _subject(achievement: Achievement, award: Award, credential_id: str, salt: str) -> Node:
    subject: Node = {
        "id": award.learner.id or child(credential_id, "learner"),
        "type": ["AchievementSubject"],
        **write_identities(award.learner, salt, credential_id),
    }
    for day, term in ((award.started_on, "activityStartDate"), (award.ended_on, "activityEndDate")):
        if day is not None:
            subject[term] = f"{day.isoformat()}T00:00:00Z"
    if award.results:
        subject["result"] = [
            write_result(achievement, result, child(credential_id, "result", number))
            for number, result in enumerate(award.results, 1)
        ]
    return subject


def _awarding(achievement: Achievement, award: Award, credential_id: str) -> Node:
    name = award.id if award.id != credential_id else child(credential_id, "award")
    awarding = {"id": name, "type": ["AwardingProcess"], **write_fields(award, AWARDING, name)}
    if achievement.awarding_body is not None:
        body = achievement.awarding_body.id or child(achievement.id, "creator")
        awarding["awardingBody"] = body
    return awarding


def _achievement(achievement: Achievement) -> Node:
    node: Node = {
        "id": achievement.id,
        "type": ["Achievement"],
        **achievement_type(achievement.type),
        "title": language_maps.write(achievement.title),
        "multilingualDescription": language_maps.write(achievement.description),
        "criteria": _criteria(achievement),
        **_language(achievement.language),
        **write_fields(achievement, ACHIEVEMENT, achievement.id),
    }
    if achievement.image is not None:
        node["image"] = {"id": achievement.image, "type": "Image"}
    if achievement.fields:
        node["fieldOfStudy"] = "ISCED-F 2013: " + ", ".join(achievement.fields)
    alignments = _gather_alignments(node.get("learningOutcome", []))
    if alignments:
        node["alignment"] = alignments
    if achievement.assessments:
        node["resultDescription"] = [
            write_result_description(assessment, achievement.id)
            for assessment in achievement.assessments
        ]
    return node | _workload(achievement) | _levels(achievement)


def _gather_alignments(outcomes: list[Node]) -> list[Node]:
    """Return all alignments, for the achievement; the outcomes then only name theirs."""
    found = []
    for outcome in outcomes:
        own = outcome.get("alignment", [])
        found.extend(own)
        if own:
            outcome["alignment"] = [{"id": alignment["id"]} for alignment in own]
    return found


def _language(language: str) -> Node:
    usual = usual_case(language)
    if _LANGUAGE.fullmatch(usual):
        return {"inLanguage": usual}
    return {"inLanguage": usual.split("-")[0], "metadataLanguage": usual}


def _workload(achievement: Achievement) -> Node:
    if achievement.workload is None:
        return {}
    credits = achievement.workload.credits
    fields = write_fields(achievement.workload, WORKLOAD, achievement.id)
    return ({"creditsAvailable": _number(_main(credits).value)} if credits else {}) | fields


def _main(credits: tuple[Credits, ...]) -> Credits:
    return next((credit for credit in credits if credit.system == "ECTS"), credits[0])


def _levels(achievement: Achievement) -> Node:
    if isinstance(achievement.levels, NoLevel):
        return {"levelNotApplicable": achievement.levels.not_applicable}
    if not achievement.levels:
        return {}
    levels = LEVELS.write(achievement.levels, achievement.id, "educationLevel")
    eqf = [level["id"] for level in levels if level["id"].startswith(EQF)]
    return ({"eqfLevel": eqf} if eqf else {}) | {"educationLevel": levels}


def _number(value: Decimal) -> int | float:
    """JSON has one kind of number; a whole one is written without a point, as everywhere."""
    return int(value) if value == value.to_integral_value() else float(value)


def _criteria(achievement: Achievement) -> Node:
    """Criteria: what is assessed, how, and what passes, in the achievement's own words."""
    language = achievement.language
    lines = []
    for assessment in achievement.assessments:
        said = [f"**{assessment.title.best(language)}**"]
        if assessment.criteria is not None:
            said.append(f": {assessment.criteria.best(language)}")
        if assessment.pass_mark is not None:
            said.append(f" (≥ {percent(assessment.pass_mark)} %)")
        lines.append("- " + "".join(said))
    if not lines:
        lines = [f"- {outcome.title.best(language)}" for outcome in achievement.outcomes]
    # A page that describes the achievement may have its id; then it is no node of its own.
    urls = {a.criteria_url for a in achievement.assessments if a.criteria_url} - {achievement.id}
    return {
        "id": urls.pop() if len(urls) == 1 else child(achievement.id, "criteria"),
        "narrative": "\n".join(lines) or achievement.description.best(language),
    }


def _evidence(award: Award, credential_id: str) -> list[Node]:
    return [
        {
            "id": evidence.url or child(credential_id, "evidence", number),
            "type": ["Evidence"],
            **write_fields(evidence, EVIDENCE, credential_id),
        }
        for number, evidence in enumerate(award.evidence, 1)
    ]
