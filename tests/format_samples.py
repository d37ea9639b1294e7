"""One achievement and one award with everything in it, for tests of the formats."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from mintmark.formats import open_badges_3
from mintmark.model import Achievement, Award

DID = "did:example:mint"
CREDENTIAL = "urn:uuid:3f1a2b10-0000-4000-8000-000000000001"
BAKING = "https://example.org/achievements/baking"


def achievement(**changes: Any) -> Achievement:
    """A micro-credential in baking, with every field filled in."""
    data = {
        "id": BAKING,
        "version": "2026.1",
        "language": "en",
        "title": {"en": "Sourdough baking", "fr": "Pain au levain"},
        "description": "Bake bread with wild yeast.",
        "issuer": {
            "name": "Mill School",
            "id": DID,
            "type": "vocational-education",
            "country": "IE",
            "region": "IE061",
            "url": "https://mill.example",
            "email": "office@mill.example",
            "address": "1 Mill Lane, Dublin",
            "identifiers": [{"value": "IE123", "type": "vat", "country": "IE"}],
        },
        "awarding_body": {"name": "Guild of Bakers", "country": "FR"},
        "provider": {"name": "Mill Kitchen", "id": "https://kitchen.example"},
        "outcomes": [
            {
                "id": "bake",
                "title": "Bakes a sourdough loaf",
                "kind": "skill",
                "transversal": False,
                "alignments": [
                    {
                        "url": "http://data.europa.eu/esco/skill/0001",
                        "name": "bake goods",
                        "framework": "ESCO",
                        "code": "1",
                        "type": "esco-skill",
                    }
                ],
            },
            {"id": "explain", "title": {"en": "Explains fermentation"}, "kind": "knowledge"},
        ],
        "workload": {
            "hours": "37.5",
            "credits": [{"system": "NZQCF", "value": "4"}, {"system": "ECTS", "value": "1.5"}],
            "duration": "P6W",
        },
        "levels": [{"framework": "EQF", "value": "4"}, {"framework": "IE:NFQ", "value": "5"}],
        "assessments": [
            {
                "id": "loaf",
                "title": "The loaf",
                "type": "demonstration",
                "outcomes": ["bake"],
                "criteria": {"en": "Crumb, crust, taste.", "fr": "Mie, croûte, goût."},
                "criteria_url": "https://example.org/criteria",
                "standard": "Guild rules 7",
                "rubric": [
                    {"id": "raw", "name": "Raw", "points": "1"},
                    {"id": "done", "name": "Done", "description": "Sounds hollow", "points": "2"},
                    {"id": "golden", "name": {"en": "Golden", "fr": "Doré"}, "points": "3"},
                ],
                "required_level": "done",
                "supervision": "onsite",
                "identity_verification": True,
                "authentic": True,
                "context": "A working bakery at night.",
                "language": "en",
            },
            {
                "id": "theory",
                "title": "Theory",
                "type": "written-exam",
                "outcomes": ["explain"],
                "pass_mark": "0.9",
                "formative_required": True,
                "supervision": "none",
                "identity_verification": False,
            },
            {"id": "talk", "title": "A talk", "type": "oral-exam"},
        ],
        "participation": "blended",
        "quality_assurance": [
            {
                "type": "external",
                "body": {"name": "QQI", "country": "IE"},
                "standard": "ESG 2015",
                "sector": "food",
                "url": "https://qqi.example/1",
                "decision": "accredited",
                "decided_on": "2025-01-31",
                "review_due": "2030-01-31",
            }
        ],
        "prerequisites": ["An oven.", {"en": "Patience.", "fr": "Patience."}],
        "grading": "Pass or fail",
        "stackability": {
            "standalone": True,
            "stackable": True,
            "relations": [
                {
                    "type": "component",
                    "title": "Master baker",
                    "url": "https://example.org/master",
                    "mandatory": True,
                }
            ],
        },
        "further_information": ["Bring an apron."],
        "routes": ["course", "assessment-only"],
        "fields": ["0721", "101"],
        "teaching_languages": ["en", "fr"],
        "needs": [
            {
                "kind": "labour-market",
                "statement": "Bakers are wanted.",
                "evidence": "https://example.org/need",
            }
        ],
        "employers": [
            {
                "organisation": {"name": "Bread & Co"},
                "role": "co-design",
                "evidence": "https://example.org/letter",
            }
        ],
        "target_group": "Whoever likes bread.",
        "price": {"amount": "120.00", "currency": "EUR", "funding": "Skills voucher"},
        "expiry": {"period": "P3Y", "reason": "safety", "renewal": "Bake again."},
        "image": "https://example.org/loaf.png",
        "tags": ["bread", "yeast"],
    }
    return Achievement.model_validate(data | changes)


def award(**changes: Any) -> Award:
    """Ana's award of it."""
    data = {
        "id": "urn:uuid:3f1a2b10-0000-4000-8000-0000000000aa",
        "achievement": BAKING,
        "learner": {
            "name": "Ana Andromeda",
            "given_name": "Ana",
            "family_name": "Andromeda",
            "email": "Ana@example.org",
            "date_of_birth": "1999-10-02",
            "identifiers": [
                {"value": "S-17", "type": "student-number"},
                {"value": "LA-234218", "type": "national-id", "country": "IT"},
            ],
        },
        "awarded_on": date(2026, 2, 28),
        "results": [
            {"assessment": "loaf", "level": "golden", "points": "3"},
            {"assessment": "theory", "score": "0.93", "grade": "A"},
            {"assessment": "talk", "grade": "Pass"},
        ],
        "route": "course",
        "identity_check": {"method": "passport", "checked_on": "2026-02-01"},
        "formative_done": True,
        "place": "Dublin",
        "started_on": "2026-01-05",
        "ended_on": "2026-02-20",
        "evidence": [
            {"url": "https://example.org/film", "name": "Film", "narrative": {"en": "Ana bakes."}},
            {"narrative": "The crumb, photographed."},
        ],
        "assessor": "Master Miller",
    }
    return Award.model_validate(data | changes)


def dump(what: Achievement, of: Award, **more: Any) -> dict[str, Any]:
    """The credential of an award, with plain arguments for the rest."""
    arguments: dict[str, Any] = {
        "credential_id": CREDENTIAL,
        "issuer_id": DID,
        "valid_from": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        "valid_until": None,
        "salt": "pepper",
    }
    return open_badges_3.dump(what, of, **(arguments | more))


def badge(**more: Any) -> dict[str, Any]:
    """Ana's credential."""
    return dump(achievement(), award(), **more)


def kept(of: Award) -> Award:
    """The award as it comes back: without what is only there as a hash, or not at all."""
    learner = of.learner
    identifiers = tuple(one for one in learner.identifiers if one.type != "national-id")
    hidden = {"email": None, "date_of_birth": None, "identifiers": identifiers}
    return of.model_copy(update={"learner": learner.model_copy(update=hidden)})
