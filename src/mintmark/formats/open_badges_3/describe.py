"""What a verified credential says, in lines for people.

It takes what it finds, so that any verifiable credential can be shown: one value or several,
an issuer as an address or an object, Mintmark's own terms or only those of Open Badges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mintmark.encoding.values import has_type, text
from mintmark.formats import language_maps
from mintmark.formats.durations import read_hours
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import PLAIN_TERMS, decimal
from mintmark.formats.open_badges_3.describe_larger import (
    DecisionSummary,
    PartSummary,
    decision_in,
    parts_in,
)
from mintmark.formats.open_badges_3.subjects import read_name
from mintmark.model import Text
from mintmark.vocabularies import vocabulary


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who issues or awards. What is not said is None."""

    id: str | None
    name: str | None
    url: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class AchievementSummary:
    """What was achieved. What is not said is None or empty.

    Attributes:
        outcomes: what the learner knows and can do, one line each.
        workload: for example ``60 h``.
        credits: for example ``2 ECTS``.
        level: for example ``EQF 6``.
        assessment: one line each: title, kind, pass mark.
        participation: ``online``, ``onsite``, ``blended`` ...
        quality_assurance: one line each: kind, body, standard, decision.
        awarding_body: who awards it, where that is said.
        image: the address of its picture, or of the credential's.
        fields: fields of study, as codes of ISCED-F 2013.
    """

    id: str | None
    name: str | None
    description: str | None
    criteria: str | None
    outcomes: tuple[str, ...]
    workload: str | None
    credits: tuple[str, ...]
    level: tuple[str, ...]
    assessment: tuple[str, ...]
    participation: str | None
    quality_assurance: tuple[str, ...]
    awarding_body: Party | None
    image: str | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LearnerSummary:
    """Whom the credential is about. What is not said is None."""

    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Something by its id and its name. What is not said is None."""

    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """Who gave what to whom, and nothing else."""

    issuer: Named
    achievement: Named | None
    learner: Named


@dataclass(frozen=True, slots=True)
class ResultSummary:
    """One result: of what, and what it was."""

    name: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Description:
    """A credential in lines for people. Dates and codes are as they stand in it.

    In its lines codes are called by their names. ``language`` is the credential's own, where it
    names one. ``parts`` and ``decision`` are those of a larger award; ``more`` is what another kind
    says besides, as labels and lines.
    """

    id: str | None
    name: str | None
    issuer: Party
    achievement: AchievementSummary | None
    learner: LearnerSummary
    awarded: str | None
    valid_from: str | None
    valid_until: str | None
    results: tuple[ResultSummary, ...]
    evidence: tuple[str, ...]
    language: str | None = None
    parts: tuple[PartSummary, ...] = ()
    decision: DecisionSummary | None = None
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()


def describe(document: Mapping[str, Any], *languages: str) -> Description:
    """Return what a credential says.

    Args:
        document: a verifiable credential as JSON, one that was verified.
        languages: the reader's languages, best first. Text is in the first of them that there
            is, else in the credential's own.
    """
    document = document if isinstance(document, Mapping) else {}
    nodes = Nodes(document)
    subject = nodes.node(document.get("credentialSubject"))
    achievement = nodes.node(subject.get("achievement"))
    own = text(achievement.get("metadataLanguage")) or text(achievement.get("inLanguage"))
    reader = _Reader(nodes, languages, own)
    return Description(
        id=text(document.get("id")),
        name=reader.say(document, "title"),
        issuer=reader.party(document.get("issuer")),
        achievement=reader.achievement(achievement, document) if achievement else None,
        learner=LearnerSummary(text(subject.get("id")), reader.learner_name(subject)),
        awarded=text(document.get("awardedDate")),
        valid_from=text(document.get("validFrom")) or text(document.get("issuanceDate")),
        valid_until=text(document.get("validUntil")) or text(document.get("expirationDate")),
        results=tuple(reader.result(node) for node in nodes.nodes(subject.get("result"))),
        evidence=tuple(
            line
            for node in nodes.nodes(document.get("evidence"))
            if (line := reader.say(node, "title") or text(node.get("id")))
        ),
        language=own,
        parts=parts_in(document),
        decision=decision_in(subject, nodes),
    )


def names(document: Mapping[str, Any]) -> Names:
    """Return the lines of ``describe`` that name somebody or something, without the others."""
    reader = _Reader(Nodes(document), ())
    issuer = reader.nodes.node(document.get("issuer"))
    subject = reader.nodes.node(document.get("credentialSubject"))
    achievement = reader.nodes.node(subject.get("achievement"))
    return Names(
        reader.named(issuer, "legalName"),
        reader.named(achievement, "title") if achievement else None,
        Named(text(subject.get("id")), reader.learner_name(subject)),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """The document's nodes and the reader's languages, which every line needs."""

    nodes: Nodes
    languages: tuple[str, ...]
    own: str | None = None
    """The credential's own language, where it names one."""

    def label(self, name: str, value: Any) -> str | None:
        """Return what a code is called: in a wanted language, or else in the credential's own."""
        code = text(value)
        return code and vocabulary(name).label(code, *self._languages())

    def _languages(self) -> tuple[str, ...]:
        return self.languages or (self.own or "en",)

    def say(self, node: Mapping[str, Any], term: str) -> str | None:
        """Return the text of a term: in a wanted language, else the plain string, else any."""
        plain = text(node.get(PLAIN_TERMS[term]))
        said = language_maps.read(node[term]) if term in node else None
        if said is None:
            return plain
        best = Text(said)
        wanted = self._wanted(best)
        return best.best(*self.languages) if wanted or plain is None else plain

    def _wanted(self, said: Text) -> bool:
        there = {tag.split("-")[0].lower() for tag in said.root}
        return any(language.split("-")[0].lower() in there for language in self.languages)

    def party(self, value: Any) -> Party:
        node = self.nodes.node(value)
        address = self.nodes.node(node.get("address"))
        country = text(address.get("addressCountryCode")) or text(address.get("addressCountry"))
        name = self.say(node, "legalName")
        return Party(text(node.get("id")), name, text(node.get("url")), country)

    def named(self, node: Mapping[str, Any], term: str) -> Named:
        return Named(text(node.get("id")), self.say(node, term))

    def learner_name(self, subject: Mapping[str, Any]) -> str | None:
        name = read_name(subject, self.nodes)
        if name is None and not has_type(subject, "AchievementSubject"):
            return text(subject.get("name"))
        return name

    def achievement(
        self, node: Mapping[str, Any], document: Mapping[str, Any]
    ) -> AchievementSummary:
        criteria = self.nodes.node(node.get("criteria"))
        hours = read_hours(node.get("volumeOfLearning"))
        image = self.nodes.node(node.get("image") or document.get("image"))
        creator = node.get("creator")
        return AchievementSummary(
            id=text(node.get("id")),
            name=self.say(node, "title"),
            description=self.say(node, "multilingualDescription"),
            criteria=self.say(criteria, "multilingualNarrative") or text(criteria.get("id")),
            outcomes=self._outcomes(node),
            workload=f"{hours:f} h" if hours is not None else text(node.get("duration")),
            credits=self._credits(node),
            level=self._levels(node),
            assessment=tuple(
                self._assessment(item) for item in self.nodes.nodes(node.get("resultDescription"))
            ),
            participation=text(node.get("participation")),
            quality_assurance=tuple(
                self._assurance(item) for item in self.nodes.nodes(node.get("qualityAssurance"))
            ),
            awarding_body=self.party(creator) if creator is not None else None,
            image=text(image.get("id")),
            fields=tuple(
                code
                for area in self.nodes.nodes(node.get("thematicArea"))
                if (code := vocabulary("isced-f").from_uri(text(area.get("id")) or ""))
            ),
        )

    def _outcomes(self, node: Mapping[str, Any]) -> tuple[str, ...]:
        ours = [self.say(item, "title") for item in self.nodes.nodes(node.get("learningOutcome"))]
        aligned = [text(a.get("targetName")) for a in self.nodes.nodes(node.get("alignment"))]
        return tuple(line for line in (ours or aligned) if line)

    def _credits(self, node: Mapping[str, Any]) -> tuple[str, ...]:
        known = vocabulary("credit-system")
        points = self.nodes.nodes(node.get("creditPoint"))
        said = tuple(
            f"{text(p.get('point')) or '?'} "
            f"{text(p.get('creditSystem')) or known.from_uri(str(p.get('framework'))) or 'credits'}"
            for p in points
        )
        available = decimal(node.get("creditsAvailable"))
        if said or available is None:
            return said
        return (f"{float(available):g} credits",)

    def _levels(self, node: Mapping[str, Any]) -> tuple[str, ...]:
        none = text(node.get("levelNotApplicable"))
        if none is not None:
            return (f"not applicable: {none}",)
        return tuple(
            _line(text(level.get("frameworkName")), text(level.get("notation")), joint=" ")
            for level in self.nodes.nodes(node.get("educationLevel"))
        )

    def _assessment(self, node: Mapping[str, Any]) -> str:
        required = text(node.get("requiredValue"))
        return _line(
            self.say(node, "title"),
            self.label("assessment", node.get("assessmentType")),
            f"≥ {required}{_unit(node)}" if required else None,
        )

    def _assurance(self, node: Mapping[str, Any]) -> str:
        body = self.party(node.get("accreditingAgent")).name if "accreditingAgent" in node else None
        return _line(
            self.label("quality-assurance", node.get("kind")),
            body,
            text(node.get("standard")),
            text(node.get("decision")),
        )

    def result(self, node: Mapping[str, Any]) -> ResultSummary:
        description = self.nodes.node(node.get("resultDescription"))
        level = self.nodes.node(node.get("achievedLevel")) if node.get("achievedLevel") else {}
        value = text(node.get("value"))
        said = _line(
            value and f"{value}{_unit(description)}",
            self.say(level, "title"),
            *self._grade(node, value),
        )
        return ResultSummary(self.say(description, "title"), said or text(node.get("status")))

    def _grade(self, node: Mapping[str, Any], value: str | None) -> list[str]:
        note = self.nodes.node(node.get("grade")).get("noteLiteral") if "grade" in node else None
        said = language_maps.read(note) or {}
        grade = Text(said).best(*self._languages()) if said else value
        return [grade] if grade and grade != value else []


def _line(*parts: str | None, joint: str = ", ") -> str:
    return joint.join(part for part in parts if part)


def _unit(description: Mapping[str, Any]) -> str:
    """The unit of a description's values: percent, or none that is known."""
    is_percent = text(description.get("resultType")) == "Percent" or "passMark" in description
    return " %" if is_percent else ""
