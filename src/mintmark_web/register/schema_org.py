"""An achievement in the words of schema.org, for search engines: a credential, and its course."""

from __future__ import annotations

from typing import Any

from mintmark import Achievement, NoLevel, Organisation

_MODES = {
    "online": "online",
    "onsite": "onsite",
    "blended": "blended",
    "self-study": "online",
}
Node = dict[str, Any]


def describe(noun: Achievement) -> Node:
    """Return an EducationalOccupationalCredential and the Course that leads to it, as JSON-LD."""
    credential = _credential(noun)
    if "course" not in noun.routes:
        return {"@context": "https://schema.org", **credential}
    return {"@context": "https://schema.org", "@graph": [credential, _course(noun)]}


def _credential(noun: Achievement) -> Node:
    told = {
        "@type": "EducationalOccupationalCredential",
        "@id": noun.id,
        "url": noun.id,
        "name": _say(noun, noun.title),
        "description": _say(noun, noun.description),
        "credentialCategory": noun.type,
        "inLanguage": noun.language,
        "image": noun.image,
        "version": noun.version,
        "recognizedBy": _party(noun.issuer),
        "educationalLevel": _levels(noun),
        "competencyRequired": [_competency(noun, n) for n in range(len(noun.outcomes))],
        "validFor": noun.expiry.period if noun.expiry else None,
        "keywords": list(noun.tags),
    }
    return _without_nothing(told)


def _course(noun: Achievement) -> Node:
    course = f"{noun.id}#course"
    told = {
        "@type": "Course",
        "@id": course,
        "url": noun.id,
        "name": _say(noun, noun.title),
        "description": _say(noun, noun.description),
        "provider": _party(noun.provider or noun.issuer),
        "inLanguage": list(noun.teaching_languages) or noun.language,
        "teaches": [_say(noun, outcome.title) for outcome in noun.outcomes],
        "coursePrerequisites": [_say(noun, text) for text in noun.prerequisites],
        "educationalLevel": _levels(noun),
        "educationalCredentialAwarded": {"@id": noun.id},
        "numberOfCredits": _credits(noun),
        "hasCourseInstance": _instance(noun),
        "offers": _offer(noun),
    }
    return _without_nothing(told)


def _instance(noun: Achievement) -> Node | None:
    mode = _MODES.get(noun.participation or "")
    hours = noun.workload.hours if noun.workload else None
    length = noun.workload.duration if noun.workload else None
    if mode is None and hours is None and length is None:
        return None
    told = {
        "@type": "CourseInstance",
        "courseMode": mode,
        "courseWorkload": None if hours is None else _iso_hours(hours),
        "courseSchedule": length and {"@type": "Schedule", "duration": length},
    }
    return _without_nothing(told)


def _iso_hours(hours: Any) -> str:
    whole, rest = divmod(round(hours * 60), 60)
    return f"PT{whole}H{f'{rest}M' if rest else ''}"


def _offer(noun: Achievement) -> Node | None:
    if noun.price is None:
        return None
    return {
        "@type": "Offer",
        "category": "Free" if noun.price.amount == 0 else "Paid",
        "price": f"{noun.price.amount:f}",
        "priceCurrency": noun.price.currency,
    }


def _credits(noun: Achievement) -> Node | None:
    told = noun.workload.credits if noun.workload else ()
    if not told:
        return None
    best = next((one for one in told if one.system == "ECTS"), told[0])
    return {"@type": "StructuredValue", "value": f"{best.value:f}", "unitText": best.system}


def _levels(noun: Achievement) -> list[Node]:
    levels = () if isinstance(noun.levels, NoLevel) else noun.levels
    return [
        {"@type": "DefinedTerm", "inDefinedTermSet": one.framework, "termCode": one.value}
        for one in levels
    ]


def _competency(noun: Achievement, number: int) -> Node:
    outcome = noun.outcomes[number]
    same = [alignment.url for alignment in outcome.alignments]
    told = {"@type": "DefinedTerm", "name": _say(noun, outcome.title), "sameAs": same}
    return _without_nothing(told)


def _party(organisation: Organisation) -> Node:
    told = {
        "@type": "EducationalOrganization",
        "name": organisation.name.best("en"),
        "@id": organisation.id,
        "url": organisation.url,
        "address": organisation.country
        and {"@type": "PostalAddress", "addressCountry": organisation.country},
    }
    return _without_nothing(told)


def _say(noun: Achievement, text: Any) -> str | list[Node]:
    """Return text as one string, or as one of each language where there are several."""
    spoken = dict(text.by_language(noun.language))
    if len(spoken) == 1:
        return str(next(iter(spoken.values())))
    return [{"@language": tag, "@value": content} for tag, content in spoken.items()]


def _without_nothing(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [], "")}
