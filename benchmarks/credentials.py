"""Credentials as issuers of Open Badges 3.0 make them: 4 to 5 KB, every node with an id."""

from __future__ import annotations

from random import Random
from typing import Any

Document = dict[str, Any]

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_TEXT = (
    "learners plan carry out and explain a project with partners from practice they choose methods "
    "collect evidence weigh sources and present results to people outside the field"
)
_WORDS = tuple(_TEXT.split())


def same_shaped(issuer: str, learners: int, first: int = 0) -> list[Document]:
    """Return the credentials of learners who got one achievement, numbered from ``first``."""
    achievement = _achievement(0, _chance(0))
    return [
        _credential(issuer, achievement, number, _chance(0))
        for number in range(first, first + learners)
    ]


def mixed(issuer: str, achievements: int, learners: int, first: int = 0) -> list[Document]:
    """Return credentials of many achievements that differ in what they say, in random order."""
    chance = _chance(1)
    made = []
    for number in range(achievements):
        achievement = _achievement(1000 + number, _chance(number))
        made += [
            _credential(issuer, achievement, first + number * learners + one, chance)
            for one in range(learners)
        ]
    chance.shuffle(made)
    return made


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same credentials at every run


def _text(chance: Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _achievement(number: int, chance: Random) -> Document:
    name = f"https://school.example/achievements/{number}"
    made: Document = {
        "id": name,
        "type": ["Achievement"],
        "achievementType": chance.choice(["MicroCredential", "Certificate", "Course"]),
        "name": _text(chance, 5),
        "description": _text(chance, 40),
        "criteria": {"id": f"{name}/criteria", "narrative": _text(chance, 30)},
        "inLanguage": "en",
        "version": "1.0",
        "creditsAvailable": chance.choice([1, 2, 2.5, 5]),
        "alignment": [_alignment(name, one, chance) for one in range(chance.randint(1, 4))],
        "resultDescription": [_result_description(name, one, chance) for one in (0, 1)],
    }
    if chance.random() < 0.6:
        made["tag"] = ["micro-credential", *chance.sample(_WORDS, 3)]
    if chance.random() < 0.5:
        made["image"] = {"id": f"{name}/image.png", "type": "Image", "caption": _text(chance, 4)}
    if chance.random() < 0.3:
        made["humanCode"] = f"MC-{number}"
    if chance.random() < 0.3:
        made["fieldOfStudy"] = _text(chance, 2)
    if chance.random() < 0.4:
        made["creator"] = {"id": "https://school.example/faculty", "type": ["Profile"]}
        made["creator"]["name"] = "Faculty of Examples"
    return made


def _alignment(parent: str, number: int, chance: Random) -> Document:
    made = {
        "id": f"{parent}/alignments/{number}",
        "type": ["Alignment"],
        "targetName": _text(chance, 4),
        "targetUrl": f"http://data.europa.eu/esco/skill/{chance.getrandbits(64):x}",
        "targetFramework": "ESCO",
    }
    if chance.random() < 0.5:
        made["targetDescription"] = _text(chance, 8)
    return made


def _result_description(parent: str, number: int, chance: Random) -> Document:
    name = f"{parent}/results/{number}"
    if number == 0:
        return {
            "id": name,
            "type": ["ResultDescription"],
            "name": "Written test",
            "resultType": "Percent",
            "valueMin": "0",
            "valueMax": "100",
            "requiredValue": "60",
        }
    return {
        "id": name,
        "type": ["ResultDescription"],
        "name": "Portfolio",
        "resultType": "RubricCriterionLevel",
        "requiredLevel": f"{name}/levels/1",
        "rubricCriterionLevel": [
            {
                "id": f"{name}/levels/{level}",
                "type": ["RubricCriterionLevel"],
                "name": ("Emerging", "Proficient", "Leading")[level],
                "description": _text(chance, 8),
                "level": str(level + 1),
                "points": str(level),
            }
            for level in range(3)
        ],
    }


def _credential(issuer: str, achievement: Document, number: int, chance: Random) -> Document:
    learner = f"{number:012x}"
    name = f"urn:uuid:9d2b1e2a-7c51-4f1d-8a1e-{learner}"
    results = [item["id"] for item in achievement["resultDescription"]]
    made: Document = {
        "@context": list(CONTEXTS),
        "id": name,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": {
            "id": issuer,
            "type": ["Profile"],
            "name": "School of Examples",
            "url": "https://school.example/",
            "email": "credentials@school.example",
        },
        "validFrom": f"2026-03-{1 + number % 28:02d}T09:{number % 60:02d}:00Z",
        "awardedDate": f"2026-02-{1 + number % 28:02d}T00:00:00Z",
        "credentialSubject": {
            "id": f"did:example:{learner}",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "id": f"{name}#learner",
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": f"sha256${number:064x}",
                    "identityType": "emailAddress",
                    "salt": learner,
                }
            ],
            "achievement": achievement,
            "result": [
                _result(name, 0, results[0], value=str(60 + number % 41)),
                _result(name, 1, results[1], achievedLevel=f"{results[1]}/levels/{number % 3}"),
            ],
        },
    }
    if chance.random() < 0.5:
        made["validUntil"] = f"2031-03-{1 + number % 28:02d}T09:00:00Z"
    if chance.random() < 0.6:
        made["evidence"] = [_evidence(name, one, chance) for one in range(chance.randint(1, 2))]
    return made


def _result(parent: str, number: int, description: str, **value: str) -> Document:
    return {
        "id": f"{parent}#result-{number}",
        "type": ["Result"],
        "resultDescription": description,
        "status": "Completed",
        **value,
    }


def _evidence(parent: str, number: int, chance: Random) -> Document:
    made = {
        "id": f"{parent}#evidence-{number}",
        "type": ["Evidence"],
        "name": _text(chance, 4),
        "narrative": _text(chance, 15),
    }
    if chance.random() < 0.5:
        made["genre"] = "Portfolio"
    if chance.random() < 0.5:
        made["audience"] = _text(chance, 3)
    return made
