"""Cases to test with: an office, a module, a credential handed in, and what may happen next."""

from __future__ import annotations

from datetime import date
from typing import Any

from mintmark.model import Achievement, LearningOutcome, Organisation
from mintmark.model.comparison import Suggestion, Target
from mintmark.model.prior_learning import Assessed, Claim
from mintmark.model.recognition import (
    Answered,
    Appealed,
    AppealSettled,
    Applicant,
    Asked,
    Closed,
    Compared,
    Decided,
    Issued,
    Procedure,
    RecognitionCase,
    Submitted,
    Verdict,
    Verified,
)
from mintmark.steps.recognise.case import add, made, open_case

DIGEST = "sha384-" + "A" * 64
COMPLETE = date(2026, 1, 31)
CREDENTIAL = "urn:uuid:5b1b3f0c-6a4e-4f0e-9a55-2f4b3f1f8d27"
PROCEDURE = Procedure(office=Organisation(name="Office"), appeal_to="The board")
KINDS = {
    "verified": Verified,
    "asked": Asked,
    "answered": Answered,
    "compared": Compared,
    "assessed": Assessed,
    "decided": Decided,
    "appealed": Appealed,
    "appeal-settled": AppealSettled,
    "issued": Issued,
    "closed": Closed,
}


def achievement(
    name: str = "bread", *outcomes: str, version: str = "1", **more: Any
) -> Achievement:
    """Return an achievement whose outcomes are the titles given."""
    titles = outcomes or ("Keeps a sourdough starter alive", "Bakes a loaf of bread")
    return Achievement(
        id=f"https://example.org/{name}",
        version=version,
        title=f"About {name}",
        description="Flour, water, salt and time.",
        issuer=Organisation(name="School of Bread"),
        outcomes=tuple(
            LearningOutcome(id=f"lo{number}", title=title) for number, title in enumerate(titles, 1)
        ),
        **more,
    )


TARGET = Target(achievement=achievement("module"))


def handed_in(
    of: Achievement | None = None, standing: str = "valid", credential: str = CREDENTIAL
) -> tuple[Submitted, Verdict]:
    """Return a credential as it was handed in, and what verification said of it."""
    kept = Submitted(
        credential=credential,
        file="held.json",
        digest=DIGEST,
        achievement=of or achievement(),
        learner="Ana Andromeda",
    )
    return kept, made(Verdict, {"credential": credential, "standing": standing})


def opened(
    number: int = 1,
    *,
    on: date = COMPLETE,
    target: Target = TARGET,
    of: Achievement | None = None,
    standing: str = "valid",
    missing: tuple[str, ...] = (),
    claim: Claim | None = None,
    procedure: Procedure = PROCEDURE,
) -> RecognitionCase:
    """Return a case that has just been opened; with a claim it has no credential."""
    return open_case(
        f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        target,
        procedure,
        Applicant(name="Ana Andromeda"),
        on=on,
        credentials=[] if claim else [handed_in(of, standing)],
        claim=claim,
        missing=missing,
    )


def then(case: RecognitionCase, event: str, day: str, **values: Any) -> RecognitionCase:
    """Return the case after one more event; ``values`` fill in or replace the usual ones."""
    whole = {"event": event, "day": day, **usual(event), **values}
    return add(case, made(KINDS[event], whole))


def usual(event: str) -> dict[str, Any]:
    """Return what usually stands in an event of this kind."""
    suggestion = Suggestion(value="full", at_least="full", at_most="full", reasons=("All of it.",))
    found: dict[str, dict[str, Any]] = {
        "verified": {"verdicts": (Verdict(credential=CREDENTIAL, standing="valid"),)},
        "asked": {"documents": ("The syllabus",)},
        "compared": {"suggestion": suggestion},
        "assessed": {
            "outcome": "lo1",
            "by": {"name": "Ada Assessor"},
            "method": "interview",
            "result": "shown",
            "grounds": "Knew it.",
        },
        "decided": {"decision": decision()},
        "appealed": {"grounds": ("The syllabus was overlooked.",)},
        "appeal-settled": {
            "outcome": "upheld",
            "by": {"name": "Eve Miller"},
            "reasons": ("Rightly so.",),
        },
        "issued": {"credential": "urn:uuid:1", "digest": DIGEST},
        "closed": {"why": "final"},
    }
    return found.get(event, {})


def decision(outcome: str = "full", **values: Any) -> dict[str, Any]:
    """Return the fields of a sound decision."""
    sound: dict[str, Any] = {"outcome": outcome, "by": {"name": "Dora Dean"}, "reasons": ("So.",)}
    if outcome == "partial":
        sound |= {"conditions": ("Pass the test.",)}
    if outcome == "refused":
        sound |= {
            "differences": ({"element": "level", "reason": "EQF 3 and not 6."},),
            "measures": ("Take the bridging course.",),
        }
    return sound | values


def claim(*outcomes: str) -> Claim:
    """Return a claim to outcomes, each shown by a testimony."""
    item = {"kind": "testimony", "name": "Letter", "by": {"name": "Carl"}, "says": "She can."}
    return made(
        Claim,
        {
            "outcomes": tuple(
                {"outcome": one, "statement": "I can.", "evidence": (item,)}
                for one in outcomes or ("lo1", "lo2")
            )
        },
    )


def decided(number: int = 1, outcome: str = "full", **how: Any) -> RecognitionCase:
    """Return a case that was opened, compared and decided."""
    case = then(opened(number, **how), "compared", "2026-02-01")
    return then(case, "decided", "2026-02-02", decision=decision(outcome))
