"""Keeping the register in step with what is published.

The register is made of what stands elsewhere and can be made anew at any time, so its making is no
action of anybody's, and the record tells of the publishing only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise

from mintmark import Achievement
from mintmark.frameworks.evaluation import Overall, evaluate_all
from mintmark.frameworks.loading import load_all
from mintmark_web.accounts.queries import organisation_by_id
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters.clock import now
from mintmark_web.register import labels
from mintmark_web.register.models import Entry, Placing, Term
from mintmark_web.register.terms import Said, terms
from mintmark_web.register.types import Kind
from mintmark_web.register.words import Written, words


def reindex(achievement_id: UUID) -> None:
    """Bring the register to what is public of an achievement now."""
    version = achievements.published_version(achievement_id)
    if version is None:
        take_out(achievement_id)
        return
    put(
        version.achievement_id,
        version.organisation_id,
        achievements.noun(version),
        version.published_at or now(),
    )


def reindex_all() -> int:
    """Make every entry anew, and take out what is public no more; return how many are listed.

    For after an upgrade, whose frameworks may say something else of the same achievement.
    """
    public = achievements.published_versions().order_by("published_at", "pk")
    numbers = list(public.values_list("achievement_id", flat=True))
    for number in numbers:
        reindex(number)
    gone = Entry.objects.filter(is_listed=True).exclude(achievement__in=numbers)
    for number in list(gone.values_list("achievement_id", flat=True)):
        take_out(number)
    return len(numbers)


@transaction.atomic
def put(
    achievement_id: UUID, organisation_id: int, noun: Achievement, published_at: datetime
) -> Entry:
    """List a published achievement, or bring its entry up to date."""
    today = now().date()
    verdicts = _verdicts(noun, today)
    entry, _made = Entry.objects.update_or_create(
        achievement_id=achievement_id,
        defaults={
            "organisation_id": organisation_id,
            "document": noun.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
            "verdicts": verdicts,
            "is_listed": True,
            "published_at": published_at,
        },
    )
    provider = organisation_by_id(organisation_id)
    said = terms(noun, verdicts, today) | {Said(Kind.PROVIDER, provider.slug, provider.name)}
    _place(entry, said)
    words().put(entry.pk, list(_written(noun, provider.name, said)))
    return entry


@transaction.atomic
def take_out(achievement_id: UUID) -> None:
    """Offer an achievement no more. Its page stays, because credentials lead to it."""
    for entry in Entry.objects.filter(achievement=achievement_id):
        Entry.objects.filter(pk=entry.pk).update(is_listed=False, changed_at=now())
        entry.placings.all().delete()
        words().take_out((entry.pk,))


def _verdicts(noun: Achievement, today: date) -> dict[str, str]:
    """Return what each framework that can tell says of the design."""
    evaluations = evaluate_all(load_all(), noun, as_of=today)
    return {
        one.framework: str(one.overall)
        for one in evaluations
        if one.overall is not Overall.CANNOT_TELL
    }


def _place(entry: Entry, said: Iterable[Said]) -> None:
    """Make the terms of an entry these, and no others."""
    wanted = {(one.kind, one.value): one for one in said}
    made = [Term(kind=one.kind, value=one.value, label=one.label) for one in wanted.values()]
    Term.objects.bulk_create(made, ignore_conflicts=True)
    known = Term.objects.filter(value__in={value for _kind, value in wanted})
    ids = {term.pk for term in known if (term.kind, term.value) in wanted}
    for term in known:
        one = wanted.get((term.kind, term.value))
        if one is not None and one.label != term.label:
            Term.objects.filter(pk=term.pk).update(label=one.label)
    entry.placings.exclude(term__in=ids).delete()
    placings = [Placing(entry=entry, term_id=one) for one in sorted(ids)]
    Placing.objects.bulk_create(placings, ignore_conflicts=True)


def _written(noun: Achievement, provider: str, said: Iterable[Said]) -> Iterator[Written]:
    """Yield every text that an achievement is found by."""
    yield Written(provider, "B", "")
    for one in said:
        if one.kind == Kind.SKILL:
            yield Written(one.label, "B", noun.language)
        elif one.kind == Kind.FIELD:
            yield from _in_each_language(labels.FIELDS.get(one.value, ""))
    spoken = [(noun.title, "A"), (noun.issuer.name, "B"), (noun.description, "D")]
    spoken += [(outcome.title, "C") for outcome in noun.outcomes]
    spoken += [(noun.target_group, "D")] if noun.target_group is not None else []
    for text, weight in spoken:
        for tag, content in text.by_language(noun.language).items():
            yield Written(content, weight, tag)


def _in_each_language(words: str | Promise) -> Iterator[Written]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield Written(str(words), "C", language)
