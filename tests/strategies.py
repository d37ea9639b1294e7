"""Hypothesis strategies for every valid achievement and award.

``pairs()`` gives an achievement and an award that belong together: the award names the
achievement, its results name assessments that exist and levels that their rubrics have.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mintmark.model import (
    Achievement,
    Alignment,
    Assessment,
    Award,
    Classification,
    Credits,
    Decision,
    Employer,
    Evidence,
    Expiry,
    Identifier,
    IdentityCheck,
    Learner,
    LearningOutcome,
    Level,
    Need,
    NoLevel,
    Organisation,
    Part,
    Price,
    QualityAssurance,
    Registration,
    Relation,
    Result,
    Review,
    RubricLevel,
    Stackability,
    Text,
    Workload,
)
from mintmark.model.base import is_visible

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
LANGUAGES = ("en", "fr", "pt-BR", "zh-Hant-TW", "ar", "sl-rozaj", "de-1996")


def lines(max_size: int = 12) -> SearchStrategy[str]:
    """One line of text, any script, with something in it that can be seen."""
    written = st.text(CHARACTERS, min_size=1, max_size=max_size)
    return written.map(str.strip).filter(lambda line: line.strip() == line and is_visible(line))


def texts() -> SearchStrategy[Text]:
    """Text in one language or several, or in none that is named."""
    tags = st.sampled_from((*LANGUAGES, "und"))
    return st.dictionaries(tags, lines(), min_size=1, max_size=3).map(Text)


def iris() -> SearchStrategy[str]:
    """Absolute IRIs that no other part of a noun has."""
    web = st.from_regex(r"https://example\.org/[a-z0-9]{1,8}", fullmatch=True)
    return st.one_of(web, st.uuids().map(lambda one: one.urn))


def local_ids() -> SearchStrategy[str]:
    """Local ids."""
    return st.from_regex(r"[a-z0-9][a-z0-9-]{0,7}", fullmatch=True)


def decimals(low: str, high: str, places: int = 3) -> SearchStrategy[Decimal]:
    """Numbers between two."""
    return st.decimals(Decimal(low), Decimal(high), places=places)


def maybe(strategy: SearchStrategy) -> SearchStrategy:
    """Something or None."""
    return st.none() | strategy


def some(strategy: SearchStrategy, most: int = 2, **more: object) -> SearchStrategy:
    """A few, in a tuple."""
    return st.lists(strategy, max_size=most, **more).map(tuple)


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
FLAGS = maybe(st.booleans())
DURATIONS = st.sampled_from(("P6W", "P1Y6M", "P30D", "PT50H", "P1M", "P2Y"))
COUNTRIES = st.sampled_from(("IE", "FR", "EU", "XK", "NZ"))
EMAILS = st.sampled_from(("ana@example.org", "A.N.Other@Example.EU"))
IDENTIFIERS = st.builds(
    Identifier,
    value=lines(),
    type=st.sampled_from(("vat", "eidas", "legal-registration", "student-number", "isbn", "Ref №")),
    country=maybe(COUNTRIES),
)
ALIGNMENTS = st.builds(
    Alignment,
    url=iris(),
    name=lines(),
    framework=maybe(lines()),
    code=maybe(lines()),
    type=st.sampled_from(
        (None, "esco-skill", "esco-occupation", "case-item", "ctdl", "ctdl-asn", "other")
    ),
)
RUBRIC_LEVELS = st.builds(
    RubricLevel,
    id=local_ids(),
    name=texts(),
    description=maybe(texts()),
    points=maybe(decimals("0", "100")),
)
QUALITY = ("internal", "external", "sector", "national", "none")
RELATIONS = st.builds(
    Relation,
    type=st.sampled_from(("additional", "alternate", "complementary", "component")),
    title=texts(),
    url=maybe(iris()),
    mandatory=FLAGS,
)
ROUTES = ("course", "recognition-of-prior-learning", "assessment-only")


def organisations(ids: SearchStrategy | None = None) -> SearchStrategy[Organisation]:
    """Organisations; their ids from ``ids``, else some or none."""
    return st.builds(
        Organisation,
        name=texts(),
        id=maybe(iris()) if ids is None else ids,
        type=st.sampled_from((None, "higher-education", "company", "quality-agency")),
        description=maybe(texts()),
        regulated=FLAGS,
        country=maybe(COUNTRIES),
        region=maybe(lines()),
        url=maybe(iris()),
        email=maybe(EMAILS),
        address=maybe(lines()),
        identifiers=some(IDENTIFIERS),
    )


def outcomes() -> SearchStrategy[LearningOutcome]:
    """Learning outcomes."""
    return st.builds(
        LearningOutcome,
        id=local_ids(),
        title=texts(),
        kind=st.sampled_from((None, "knowledge", "skill", "competence")),
        description=maybe(texts()),
        transversal=FLAGS,
        alignments=some(ALIGNMENTS),
    )


def workloads() -> SearchStrategy[Workload]:
    """Workloads in hours, credits, or by the calendar."""
    credits = st.builds(
        Credits, system=st.sampled_from(("ECTS", "NZQCF", "ECVET")), value=decimals("0.5", "180")
    )
    return st.builds(
        Workload,
        hours=decimals("0.001", "9999"),
        credits=some(credits, unique_by=lambda credit: credit.system),
        duration=maybe(DURATIONS),
    )


@st.composite
def assessments(draw: st.DrawFn, outcome_ids: tuple[str, ...] = ()) -> Assessment:
    """Assessments of some of the named outcomes."""
    rubric = draw(some(RUBRIC_LEVELS, 3, unique_by=lambda level: level.id))
    ids = [level.id for level in rubric]
    return Assessment(
        id=draw(local_ids()),
        title=draw(texts()),
        type=draw(st.sampled_from(("written-exam", "portfolio", "Übung"))),
        outcomes=draw(some(st.sampled_from(outcome_ids), unique=True)) if outcome_ids else (),
        criteria=draw(maybe(texts())),
        criteria_url=draw(maybe(iris())),
        standard=draw(maybe(lines())),
        pass_mark=draw(maybe(decimals("0", "1"))),
        rubric=rubric,
        required_level=draw(maybe(st.sampled_from(ids))) if ids else None,
        formative_required=draw(st.booleans()),
        supervision=draw(st.sampled_from((None, "none", "online", "onsite"))),
        identity_verification=draw(FLAGS),
        summative=draw(FLAGS),
        external=draw(FLAGS),
        authentic=draw(FLAGS),
        context=draw(maybe(texts())),
        language=draw(maybe(st.sampled_from(LANGUAGES))),
    )


def quality_assurances() -> SearchStrategy[QualityAssurance]:
    """Quality assurance of all kinds."""
    return st.builds(
        QualityAssurance,
        type=st.sampled_from(QUALITY),
        body=maybe(organisations()),
        standard=maybe(lines()),
        sector=maybe(lines()),
        url=maybe(iris()),
        statement=maybe(texts()),
        decision=maybe(lines()),
        decided_on=maybe(DAYS.map(date.isoformat)),
        review_due=maybe(DAYS.map(date.isoformat)),
    )


def levels() -> SearchStrategy:
    """Levels in frameworks, or the statement that there is none."""
    level = st.builds(
        Level,
        framework=st.sampled_from(("EQF", "IE:NFQ", "QF-EHEA")),
        value=st.sampled_from(("6", "7", "first cycle")),
    )
    several = some(level, unique_by=lambda one: (one.framework, one.value))
    return st.one_of(several, st.builds(NoLevel, not_applicable=lines()))


REVIEWS = st.builds(
    Review,
    interval=maybe(DURATIONS),
    reviewed_on=maybe(DAYS.map(date.isoformat)),
    process=maybe(texts()),
)
REGISTRATIONS = st.builds(
    Registration,
    catalogue=lines(),
    code=maybe(lines()),
    url=maybe(iris()),
    registered_on=maybe(DAYS.map(date.isoformat)),
)
CLASSIFICATIONS = st.builds(Classification, scheme=lines(), code=lines())


@st.composite
def achievements(draw: st.DrawFn, issuer_id: str | None = None) -> Achievement:
    """Any valid achievement; its issuer has the id given, or none."""
    several = draw(some(outcomes(), unique_by=lambda outcome: outcome.id))
    tests = assessments(tuple(outcome.id for outcome in several))
    return Achievement(
        id=draw(iris()),
        version=draw(lines()),
        language=draw(st.sampled_from(LANGUAGES)),
        title=draw(texts()),
        description=draw(texts()),
        type=draw(st.sampled_from(("micro-credential", "badge", "participation", "微证书"))),
        issuer=draw(organisations(st.just(issuer_id))),
        awarding_body=draw(maybe(organisations())),
        provider=draw(maybe(organisations())),
        outcomes=several,
        workload=draw(maybe(workloads())),
        levels=draw(levels()),
        assessments=draw(some(tests, unique_by=lambda one: one.id)),
        participation=draw(
            st.sampled_from(
                (None, "online", "onsite", "blended", "work-experience", "volunteering")
            )
        ),
        quality_assurance=draw(some(quality_assurances())),
        prerequisites=draw(some(texts())),
        grading=draw(maybe(texts())),
        stackability=draw(
            maybe(
                st.builds(
                    Stackability, standalone=FLAGS, stackable=FLAGS, relations=some(RELATIONS)
                )
            )
        ),
        further_information=draw(some(texts())),
        routes=draw(some(st.sampled_from(ROUTES), unique=True)),
        fields=draw(some(st.sampled_from(("061", "0688", "02")), unique=True)),
        teaching_languages=draw(some(st.sampled_from(LANGUAGES), unique=True)),
        needs=draw(
            some(
                st.builds(
                    Need,
                    kind=st.sampled_from(("societal", "personal", "cultural", "labour-market")),
                    statement=texts(),
                    evidence=maybe(iris()),
                )
            )
        ),
        employers=draw(
            some(
                st.builds(
                    Employer,
                    organisation=organisations(),
                    role=st.sampled_from(("co-design", "endorse", "assess")),
                    evidence=maybe(iris()),
                )
            )
        ),
        target_group=draw(maybe(texts())),
        price=draw(
            maybe(
                st.builds(
                    Price,
                    amount=decimals("0", "9999", 2),
                    currency=st.sampled_from(("EUR", "NZD")),
                    funding=maybe(texts()),
                )
            )
        ),
        qualification=draw(st.sampled_from((None, "full", "part", "none"))),
        award_class=draw(maybe(lines())),
        origin=draw(st.sampled_from((None, "skill-set", "industry-learning", "other"))),
        credit_bearing=draw(FLAGS),
        transcriptable=draw(FLAGS),
        accountable=draw(maybe(lines())),
        no_duplication=draw(maybe(texts())),
        study_modes=draw(some(st.sampled_from(("full-time", "part-time")), unique=True)),
        review=draw(maybe(REVIEWS)),
        registrations=draw(some(REGISTRATIONS)),
        classifications=draw(some(CLASSIFICATIONS)),
        expiry=draw(
            maybe(
                st.builds(
                    Expiry,
                    period=DURATIONS,
                    reason=st.sampled_from(("safety", "technology", "other")),
                    renewal=maybe(texts()),
                )
            )
        ),
        image=draw(maybe(iris())),
        tags=draw(some(lines(), unique=True)),
    )


DIGESTS = st.sampled_from(("sha256", "sha384", "sha512")).flatmap(
    lambda kind: st.binary(
        min_size=hashlib.new(kind).digest_size, max_size=hashlib.new(kind).digest_size
    ).map(lambda data: f"{kind}-{base64.b64encode(data).decode()}")
)
PARTS = st.builds(
    Part,
    id=iris(),
    digest=DIGESTS,
    title=maybe(texts()),
    issuer=maybe(iris()),
    issuer_name=maybe(lines()),
    credits=maybe(st.fractions(0, 1000, max_denominator=99)),
    system=maybe(lines()),
    groups=some(lines(), unique=True),
)
DECISIONS = st.builds(
    Decision, by=lines(), on=DAYS, rule=maybe(iris()), rule_version=maybe(lines())
)


def learners() -> SearchStrategy[Learner]:
    """Learners, with names in any script."""
    return st.builds(
        Learner,
        name=lines(),
        id=maybe(iris()),
        given_name=maybe(lines()),
        family_name=maybe(lines()),
        email=maybe(EMAILS),
        date_of_birth=maybe(DAYS),
        identifiers=some(IDENTIFIERS),
    )


@st.composite
def awards(draw: st.DrawFn, achievement: Achievement) -> Award:
    """Any valid award of the achievement."""
    return Award(
        id=draw(iris()),
        achievement=achievement.id,
        learner=draw(learners()),
        awarded_on=draw(DAYS),
        results=tuple(
            draw(_results(assessment))
            for assessment in achievement.assessments
            if draw(st.booleans())
        ),
        route=draw(st.sampled_from(ROUTES)),
        identity_check=draw(
            maybe(st.builds(IdentityCheck, method=lines(), checked_on=maybe(DAYS)))
        ),
        formative_done=draw(FLAGS),
        place=draw(maybe(lines())),
        started_on=draw(maybe(DAYS)),
        ended_on=draw(maybe(DAYS)),
        evidence=draw(
            some(
                st.builds(
                    Evidence, url=maybe(iris()), name=maybe(lines()), narrative=maybe(texts())
                ),
                unique_by=lambda one: one.url or id(one),
            )
        ),
        assessor=draw(maybe(lines())),
        parts=draw(some(PARTS, unique_by=lambda one: one.id)),
        decision=draw(maybe(DECISIONS)),
    )


def _results(assessment: Assessment) -> SearchStrategy[Result]:
    ids = [level.id for level in assessment.rubric]
    return st.builds(
        Result,
        assessment=st.just(assessment.id),
        score=maybe(decimals("0", "1")),
        level=maybe(st.sampled_from(ids)) if ids else st.none(),
        grade=maybe(lines()),
        points=maybe(decimals("0", "100")),
    )


@st.composite
def pairs(draw: st.DrawFn, issuer_id: str | None = None) -> tuple[Achievement, Award]:
    """An achievement and an award of it, in which one id is that of one thing."""
    achievement = draw(achievements(issuer_id))
    award = draw(awards(achievement))
    ids = list(_ids(achievement, award))
    assume(len(set(ids)) == len(ids))
    return achievement, award


def _ids(achievement: Achievement, award: Award) -> Iterator[str]:
    """Give the id of everything that a credential may describe."""
    assured = [one.body for one in achievement.quality_assurance]
    partners = [one.organisation for one in achievement.employers]
    named = [achievement.issuer, achievement.awarding_body, achievement.provider]
    parties = [one for one in (*named, *assured, *partners) if one is not None]
    pages = {one.criteria_url for one in achievement.assessments}
    shown = [one.url for one in award.evidence]
    things = [achievement, award, award.learner, *parties]
    all_named = [one.id for one in (*things, *award.parts)]
    ids = [*all_named, achievement.image, *pages, *shown]
    return (one for one in ids if one is not None)
