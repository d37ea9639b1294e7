"""Intent: what is to be issued is committed, with serial and status index, before anything is
signed."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db.models import F
from django.utils.translation import gettext as _

from mintmark import Achievement
from mintmark.steps.award import decision_key, learner_key
from mintmark.steps.issue import end_of
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import bulk
from mintmark_web.issuing.indices import SEED_BYTES, index_at
from mintmark_web.issuing.models import (
    Batch,
    Chunk,
    Credential,
    RowError,
    StatusDocument,
    StatusList,
)
from mintmark_web.issuing.types import Fault, Item, Part

_SALT_BYTES = 16


@service("credential.intend")
def intend(_actor: Actor, batch: Batch, part: Part, achievement: Achievement) -> Batch:
    """Commit what was read: a credential for each good row, the reasons for each bad one.

    Whoever comes second with the same rows changes nothing.
    """
    mine = Batch.objects.filter(pk=batch.pk, read=part.begins, state=Batch.State.READING)
    moved = mine.update(
        read=F("read") + part.rows,
        offset=part.offset,
        line=part.line,
        reading_until=None,
        state=Batch.State.SIGNING if part.last else Batch.State.READING,
    )
    if not moved:
        note(rows=0)
        return batch
    items, twice = _first_only(batch, part.items)
    faults = [*part.faults, *twice]
    if items:
        add_chunk(batch, items, achievement)
    RowError.objects.bulk_create(_error(batch, fault) for fault in faults)
    note(rows=part.rows, good=len(items), bad=len(faults))
    return batch


def add_chunk(batch: Batch, items: Sequence[Item], achievement: Achievement) -> list[Credential]:
    """Commit credentials as the next chunk of a batch, each with a serial and a status index."""
    Batch.objects.filter(pk=batch.pk).update(chunks=F("chunks") + 1)
    number = Batch.objects.values_list("chunks", flat=True).get(pk=batch.pk)
    places = reserve(batch, len(items))
    made = [
        _credential(batch, number, item, achievement, place)
        for item, place in zip(items, places, strict=True)
    ]
    bulk.insert(made)
    Chunk.objects.create(batch=batch, number=number, size=len(made))
    return made


def _credential(
    batch: Batch, chunk: int, item: Item, achievement: Achievement, place: tuple[StatusList, int]
) -> Credential:
    award = item.award
    told = award.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return Credential(
        serial=uuid.uuid4(),
        organisation_id=batch.organisation_id,
        batch=batch,
        chunk=chunk,
        line=item.line,
        award_id=item.award_id,
        version_id=batch.version_id,
        decision=decision_key(award),
        learner=_learner(item),
        name=award.learner.name,
        email=(award.learner.email or "").lower(),
        content={"award": told, "salt": secrets.token_urlsafe(_SALT_BYTES)},
        status_list=place[0],
        status_index=place[1],
        valid_until=end_of(achievement, award, at=batch.issued_at),
        supersedes=item.supersedes,
    )


def _learner(item: Item) -> str:
    return sha256(learner_key(item.award.learner).encode()).hexdigest()


def _first_only(batch: Batch, items: Sequence[Item]) -> tuple[list[Item], list[Fault]]:
    """Part the items from those whose learner, or whose decision, has a credential already."""
    lines = _lines_of(batch, map(_learner, items))
    issued = _issued(batch.organisation_id, (decision_key(item.award) for item in items))
    good: list[Item] = []
    faults: list[Fault] = []
    for item in items:
        learner, decision = _learner(item), decision_key(item.award)
        if learner in lines:
            told = _("The same learner stands on line %s already.") % lines[learner]
            faults.append(_fault(item, "issuing.same-learner", told))
        elif decision in issued:
            told = _("This award is issued already, as %s.") % issued[decision].urn
            faults.append(_fault(item, "issuing.issued-already", told))
        else:
            good.append(item)
            lines[learner] = item.line
    return good, faults


def _lines_of(batch: Batch, learners: Iterable[str]) -> dict[str, int]:
    rows = Credential.objects.filter(batch=batch, learner__in=list(learners))
    return dict(rows.values_list("learner", "line"))


def _issued(organisation_id: int, decisions: Iterable[str]) -> dict[str, uuid.UUID]:
    rows = Credential.objects.filter(
        organisation_id=organisation_id, decision__in=list(decisions), supersedes=None
    ).exclude(state=Credential.State.FAILED)
    return dict(rows.values_list("decision", "serial"))


def _fault(item: Item, code: str, message: str) -> Fault:
    return Fault(item.line, item.award.learner.name, ((code, message),))


def _error(batch: Batch, fault: Fault) -> RowError:
    return RowError(
        batch=batch,
        line=fault.line,
        learner=fault.learner[:500],
        code=fault.reasons[0][0],
        message="\n".join(message for _code, message in fault.reasons),
    )


def reserve(batch: Batch, count: int) -> list[tuple[StatusList, int]]:
    """Return indices that nobody has, of the issuer's lists; new lists are begun as needed."""
    issuer = batch.key.controller
    places: list[tuple[StatusList, int]] = []
    while len(places) < count:
        found = _open_list(batch.organisation_id, issuer)
        first = found.used
        found.used = min(found.size, first + count - len(places))
        found.save(update_fields=("used",))
        seed = bytes(found.seed)
        places += [
            (found, index_at(position, found.size, seed)) for position in range(first, found.used)
        ]
    return places


def _open_list(organisation_id: int, issuer: str) -> StatusList:
    """Return a list with room, locked until the transaction ends."""
    rows = StatusList.objects.filter(
        organisation_id=organisation_id, issuer=issuer, used__lt=F("size")
    )
    found = rows.select_for_update().order_by("pk").first()
    if found is not None:
        return found
    made = StatusList.objects.create(
        organisation_id=organisation_id, issuer=issuer, seed=secrets.token_bytes(SEED_BYTES)
    )
    StatusDocument.objects.bulk_create(
        StatusDocument(list=made, purpose=purpose) for purpose in StatusDocument.Purpose.values
    )
    return made
