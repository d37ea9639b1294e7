"""Measures the search of the public register: ``python -m benchmarks.office_search [--entries N]``.

The goal: of 100,000 achievements, 95 of 100 searches within 100 ms on PostgreSQL and 250 ms on
SQLite. A search is a page of the catalogue, whole: found, ranked, counted by what can be chosen,
and drawn. The words are drawn as people draw them: rare, common, several, with choices.

Without ``MINTMARK_DATA`` or ``DATABASE_URL`` it measures SQLite in a folder that is gone
afterwards. With one of them, the register there is filled if it is empty, and left full for the
next time.

Processor time is this process's own: all of it on SQLite, all but the database's on PostgreSQL.
On a machine that does other things at the same time it says more than the clock.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from urllib.parse import urlencode

_START = datetime(2020, 1, 1, tzinfo=UTC)
_BATCH = 2_000
_CHOICES = (
    {"mode": "online"},
    {"level": "6"},
    {"country": "IE"},
    {"fee": "free"},
    {"size": "75", "mode": "blended"},
    {"framework": "eu-2022"},
    {"field": "06", "language": "en", "level": "5"},
)


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        vendor: which database.
        entries: how many achievements there were.
        kinds: each kind of search, and last ``EVERYTHING``: milliseconds by the clock, in the
            middle and at 95 of 100, and the same of the processor.
    """

    vendor: str
    entries: int
    kinds: dict[str, tuple[float, float, float, float]]


EVERYTHING = "everything"


def main() -> None:
    """Fill a register, search it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=300)
    chosen = parser.parse_args()
    found = measured(chosen.entries, chosen.searches)
    print(f"{found.vendor:22} {'clock, ms':>20} {'processor, ms':>20}")
    print(f"{'':22} {'median':>10}{'p95':>10} {'median':>10}{'p95':>10}")
    for kind, figures in found.kinds.items():
        print(f"{kind:22} " + " ".join(f"{one:10.1f}" for one in figures))


def measured(entries: int, searches: int, url: str | None = None) -> Figures:
    """Measure. It takes this process for itself: the site's settings are made in it.

    Args:
        url: the address of the database; None for what the environment says.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("MINTMARK_DATA", folder)
        os.environ["MINTMARK_SECRET"] = os.environ["MINTMARK_KEYS_SECRET"] = "x" * 40
        if url is not None:
            os.environ["DATABASE_URL"] = url
        from mintmark_web.operations import office

        office.set_up()
        office.prepare()
        fill(entries)
        from django.db import connection

        return Figures(connection.vendor, entries, _figures(measure(searches)))


def fill(entries: int) -> None:
    """Write so many entries, most of what they need straight into the tables."""
    from django.apps import apps
    from django.db import connection

    if apps.get_model("register", "Entry").objects.exists():
        return
    luck = random.Random(7)  # noqa: S311
    began = time.perf_counter()
    providers, terms = _providers(luck), _terms(luck)
    for first in range(0, entries, _BATCH):
        _write(range(first, min(first + _BATCH, entries)), luck, providers, terms)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM")
    print(f"filled with {entries} in {time.perf_counter() - began:.0f} s ({connection.vendor})")


def vocabulary(luck: random.Random) -> list[str]:
    """Return 8,000 words, pronounceable, the same each time."""
    parts = [c + v for c in "bcdfglmnprstvz" for v in ("a", "e", "i", "o", "u", "ar", "en", "is")]
    found = {"".join(luck.choice(parts) for _ in range(luck.randint(2, 4))) for _ in range(9_000)}
    return sorted(found)[:8_000]


def _word(luck: random.Random, words: list[str]) -> str:
    """Draw a word as texts do: few are common, most are rare."""
    return words[min(int(luck.paretovariate(0.9)) * 3 + luck.randint(0, 2), len(words) - 1)]


def _providers(luck: random.Random) -> list[Any]:
    from django.apps import apps

    organisation = apps.get_model("accounts", "Organisation")
    countries = ("IE", "FR", "DE", "NZ", "AU", "ZA", "KE", "IN", "MY", "CA")
    rows = [
        organisation(slug=f"provider-{n}", name=f"Provider {n}", country=luck.choice(countries))
        for n in range(500)
    ]
    return list(organisation.objects.bulk_create(rows))


def _terms(luck: random.Random) -> dict[str, list[int]]:
    from django.apps import apps

    term = apps.get_model("register", "Term")
    words = vocabulary(random.Random(7))  # noqa: S311
    values = {
        "field": [f"{n:02}" for n in range(1, 11)],
        "skill": [f"https://skills.example/{n}" for n in range(3_000)],
        "level": list("2345678"),
        "size": ["25", "75", "150", "375", "more"],
        "mode": ["online", "onsite", "blended", "self-study"],
        "language": ["en", "fr", "de", "es", "pt", "ar"],
        "fee": ["free", "EUR-100", "EUR-250", "EUR-500", "NZD-500", "ZAR-1000"],
        "country": ["IE", "FR", "DE", "NZ", "AU", "ZA", "KE", "IN", "MY", "CA"],
        "framework": ["eu-2022", "unesco-2022", "nz-nzqa-2022", "ca-cican", "au-nmf"],
        "provider": [f"provider-{n}" for n in range(500)],
    }
    rows = [
        term(kind=kind, value=value, label=luck.choice(words) if kind == "skill" else "")
        for kind, all_values in values.items()
        for value in all_values
    ]
    found: dict[str, list[int]] = {}
    for row in term.objects.bulk_create(rows):
        found.setdefault(row.kind, []).append(row.pk)
    return found


def _write(
    numbers: range, luck: random.Random, providers: list[Any], terms: dict[str, list[int]]
) -> None:
    from django.apps import apps
    from django.db import transaction

    from mintmark_web.register.words import Written, words

    model = apps.get_model
    vocabulary_ = vocabulary(random.Random(7))  # noqa: S311
    with transaction.atomic():
        achievements, entries, texts = [], [], []
        for number in numbers:
            provider = luck.randrange(len(providers))
            title = " ".join(_word(luck, vocabulary_) for _ in range(5)).capitalize()
            told = " ".join(_word(luck, vocabulary_) for _ in range(90)).capitalize() + "."
            achievement = model("achievements", "Achievement")(
                organisation=providers[provider], title=title
            )
            achievements.append(achievement)
            entries.append(
                model("register", "Entry")(
                    achievement=achievement,
                    organisation=providers[provider],
                    document=_document(achievement, title, told),
                    verdicts={"eu-2022": "conforms"},
                    published_at=_START + timedelta(minutes=number * 30),
                )
            )
            texts.append((Written(title, "A", "en"), Written(told, "D", "en")))
        model("achievements", "Achievement").objects.bulk_create(achievements)
        made = model("register", "Entry").objects.bulk_create(entries)
        placings = [
            model("register", "Placing")(entry=entry, term_id=one)
            for entry in made
            for one in _drawn(luck, terms)
        ]
        model("register", "Placing").objects.bulk_create(placings, batch_size=5_000)
        for entry, written in zip(made, texts, strict=True):
            words().put(entry.pk, written)


def _document(achievement: Any, title: str, told: str) -> dict[str, Any]:
    return {
        "id": f"https://badges.example/achievements/{achievement.pk}",
        "title": {"en": title},
        "description": {"en": told},
        "issuer": {"name": {"en": achievement.organisation.name}, "country": "IE"},
        "workload": {"hours": "50", "credits": [{"system": "ECTS", "value": "2"}]},
        "levels": [{"framework": "EQF", "value": "5"}],
        "participation": "online",
        "teaching_languages": ["en"],
        "price": {"amount": "90", "currency": "EUR"},
        "outcomes": [{"id": f"o{n}", "title": {"en": title}} for n in range(5)],
    }


def _drawn(luck: random.Random, terms: dict[str, list[int]]) -> set[int]:
    """Draw the terms of one entry: one or two of each kind, and some skills."""
    found = {luck.choice(ids) for ids in terms.values()}
    skills = terms["skill"]
    return found | {skills[min(int(luck.paretovariate(0.7)), len(skills) - 1)] for _ in range(4)}


def _asked(luck: random.Random, searches: int) -> Iterator[tuple[str, dict[str, str]]]:
    words = vocabulary(random.Random(7))  # noqa: S311
    for number in range(searches):
        kind = number % 6
        choice = luck.choice(_CHOICES)
        if kind == 0:
            yield "a rare word", {"q": luck.choice(words[200:])}
        elif kind == 1:
            yield "a common word", {"q": words[luck.randrange(30)]}
        elif kind == 2:
            yield "two words", {"q": f"{_word(luck, words)} {_word(luck, words)}"}
        elif kind == 3:
            yield "a word, and choices", {"q": _word(luck, words)} | choice
        elif kind == 4:
            yield "choices only", dict(choice)
        else:
            yield "nothing: all of it", {"page": str(luck.randint(1, 9))}


def measure(searches: int) -> dict[str, list[tuple[float, float]]]:
    """Return the milliseconds of every search by its kind: by the clock, and of the processor."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    luck = random.Random(11)  # noqa: S311
    asked = list(_asked(luck, searches))
    for _kind, query in asked[:6]:
        client.get("/catalogue/", query)
    taken: dict[str, list[tuple[float, float]]] = {}
    for kind, query in asked:
        began, worked = time.perf_counter(), time.process_time()
        answer = client.get("/catalogue/?" + urlencode(query))
        spent = time.perf_counter() - began, time.process_time() - worked
        taken.setdefault(kind, []).append((spent[0] * 1000, spent[1] * 1000))
        if answer.status_code != 200:
            raise SystemExit(f"{query}: {answer.status_code}")
    return taken


def _figures(
    by_kind: dict[str, list[tuple[float, float]]],
) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    everything = [one for many in by_kind.values() for one in many]
    for kind, taken in [*by_kind.items(), (EVERYTHING, everything)]:
        clock, processor = zip(*taken, strict=True)
        found[kind] = (median(clock), _p95(clock), median(processor), _p95(processor))
    return found


def _p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    main()
