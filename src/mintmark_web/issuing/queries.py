"""Reading batches, credentials and status lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from mintmark_web.awards import queries as awards
from mintmark_web.issuing import claiming, packing, status_lists
from mintmark_web.issuing.models import (
    Batch,
    Chunk,
    Credential,
    Document,
    RowError,
    StatusDocument,
    StatusOrder,
    StatusOrderRow,
)

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation
    from mintmark_web.awards.models import Award

_AT_ONCE = 200
_EDITION = """
    SELECT purpose, changes, signed_changes FROM issuing_statusdocument
    WHERE list_id = %s ORDER BY purpose
"""
# Every verification asks this, and Django would compose it for longer than the database answers.
ISSUED = (Credential.State.SIGNED, Credential.State.DELIVERED)


def batches(organisation_id: int) -> QuerySet[Batch]:
    """Return an organisation's orders, the latest first, without what is large in them."""
    rows = Batch.objects.filter(organisation_id=organisation_id)
    chunks = Chunk.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
    done = Coalesce(Subquery(chunks.annotate(done=Sum("signed")).values("done")), 0)
    return rows.defer("achievement", "dictionary", "awards").annotate(signed=done)


def batch(organisation_id: int, batch_id: UUID | str) -> Batch | None:
    """Return one order of an organisation."""
    return Batch.objects.filter(organisation_id=organisation_id, pk=batch_id).first()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come.

    Attributes:
        total: rows that there are.
        read: rows that were read.
        intended: credentials that are committed.
        signed: those that are signed.
        failed: rows that cannot be issued.
        told: learners who were written to.
        unsent: letters that could not be sent.
        waiting: letters still to be sent.
        claimed: credentials that were claimed.
    """

    total: int
    read: int
    intended: int
    signed: int
    failed: int
    told: int
    unsent: int
    waiting: int
    claimed: int

    @property
    def settled(self) -> int:
        """Return how many rows are either issued or refused."""
        return self.signed + self.failed


def progress(batch: Batch) -> Progress:
    """Return how far a batch has come: three queries, however long it is."""
    chunks = Chunk.objects.filter(batch=batch).aggregate(
        size=Sum("size", default=0), signed=Sum("signed", default=0)
    )
    letters = Credential.objects.filter(batch=batch, state__in=ISSUED).aggregate(
        told=Count("pk", filter=~Q(told_at=None)),
        unsent=Count("pk", filter=Q(told_at=None) & ~Q(mail_trouble="")),
        waiting=Count("pk", filter=Q(told_at=None, mail_trouble="") & ~Q(email="")),
        claimed=Count("pk", filter=~Q(claimed_at=None)),
    )
    return Progress(
        total=max(batch.total, batch.read),
        read=batch.read,
        intended=chunks["size"],
        signed=chunks["signed"],
        failed=RowError.objects.filter(batch=batch).count(),
        **letters,
    )


def errors(batch: Batch) -> QuerySet[RowError]:
    """Return the rows that could not be issued, in their order."""
    return RowError.objects.filter(batch=batch)


def credentials(
    organisation_id: int,
    *,
    words: str = "",
    status: str = "",
    batch_id: UUID | str | None = None,
    achievement_id: UUID | str | None = None,
) -> QuerySet[Credential]:
    """Return an organisation's credentials, the latest first."""
    rows = Credential.objects.filter(organisation_id=organisation_id, state__in=ISSUED)
    if words:
        rows = rows.filter(_named(words))
    if status in Credential.Status.values:
        rows = rows.filter(status=status)
    if batch_id is not None:
        rows = rows.filter(batch_id=batch_id)
    if achievement_id is not None:
        rows = rows.filter(version__achievement_id=achievement_id)
    rows = rows.order_by("-signed_at", "line", "serial").select_related("batch")
    return rows.defer("content", "batch__achievement", "batch__dictionary", "batch__awards")


def _named(words: str) -> Q:
    found = Q(name__icontains=words) | Q(email__icontains=words) | Q(named=words)
    try:
        return found | Q(serial=UUID(words.removeprefix("urn:uuid:")))
    except ValueError:
        return found


def credential_of(organisation_id: int, serial: UUID | str) -> Credential | None:
    """Return one credential of an organisation, in whatever state."""
    rows = Credential.objects.select_related("batch", "supersedes", "superseded_by", "claimed_by")
    return rows.filter(organisation_id=organisation_id, pk=serial).first()


def credential_called(organisation_id: int, iri: str) -> Credential | None:
    """Return the credential of an organisation that has this id in it, in whatever state."""
    called = Q(named=iri)
    if found := _SERIAL.fullmatch(iri):
        called |= Q(serial=UUID(found[1]), named="")
    rows = Credential.objects.select_related("batch")
    return rows.filter(called, organisation_id=organisation_id).first()


_SERIAL = re.compile(r"urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)


def credential(serial: UUID | str) -> Credential | None:
    """Return an issued credential by its serial number."""
    rows = Credential.objects.select_related("batch", "organisation")
    return rows.filter(pk=serial, state__in=ISSUED).first()


def successor_was_sent(credential: Credential) -> bool:
    """Whether the link to what took a credential's place was sent to the same address."""
    rows = Credential.objects.filter(supersedes=credential, email=credential.email)
    return rows.exclude(email="").exclude(told_at=None).exists()


def statuses(serials: Iterable[UUID]) -> dict[UUID, Credential.Status]:
    """Return the status of those of these credentials that were issued here."""
    rows = Credential.objects.filter(pk__in=list(serials), state__in=ISSUED)
    return {serial: Credential.Status(said) for serial, said in rows.values_list("pk", "status")}


def credentials_for(email: str) -> QuerySet[Credential]:
    """Return what was issued to somebody's address, the latest first."""
    rows = Credential.objects.filter(email=email.strip().lower(), state__in=ISSUED)
    return rows.select_related("organisation", "batch").defer("content", "batch__awards")


def issued_to(addresses: Sequence[str]) -> QuerySet[Credential]:
    """Return what was issued to these addresses."""
    return Credential.objects.filter(email__in=addresses, state__in=ISSUED)


def waiting_for(addresses: Sequence[str]) -> QuerySet[Credential]:
    """Return what was issued to these addresses and nobody has taken or declined yet.

    What was taken back in the meantime waits for nobody.
    """
    rows = issued_to(addresses).filter(
        claimed_at=None,
        declined_at=None,
        status__in=(Credential.Status.VALID, Credential.Status.SUSPENDED),
    )
    rows = rows.select_related("organisation", "batch").order_by("-signed_at", "serial")
    return rows.defer("content", "batch__achievement", "batch__dictionary", "batch__awards")


def issued_bytes(credential: Credential) -> bytes | None:
    """Return a credential as it was signed; None where it is not."""
    found = Document.objects.filter(credential_id=credential.pk).first()
    if found is None:
        return None
    return packing.unpack(bytes(found.packed), bytes(credential.batch.dictionary))


def all_bytes(batch: Batch) -> Iterator[tuple[int, str, bytes]]:
    """Yield all that was signed for a batch, in the order of its list: line, name, bytes."""
    shared = bytes(batch.dictionary)
    rows = Document.objects.filter(credential__batch=batch).order_by("credential__line")
    parts = rows.values_list("credential__line", "credential__name", "packed")
    for line, name, packed in parts.iterator(_AT_ONCE):
        yield line, name, packing.unpack(bytes(packed), shared)


def unissued(organisation: Organisation) -> QuerySet[Award]:
    """Return the awards of an organisation that no credential was issued for."""
    issued = Credential.objects.exclude(state=Credential.State.FAILED).exclude(award=None)
    return awards.unissued(organisation).exclude(pk__in=issued.values("award_id"))


def waiting_by_version(organisation: Organisation) -> dict[UUID, int]:
    """Return how many awards of each version wait for a credential."""
    rows = unissued(organisation).order_by().values("version_id").annotate(count=Count("pk"))
    return dict(rows.values_list("version_id", "count"))


def claimable(token: str) -> Credential | None:
    """Return the credential that a learner's link leads to; None where it leads to none.

    Who claimed it already is told by ``claimed_by_id``.
    """
    named = claiming.read(token)
    if named is None:
        return None
    found = credential(named.serial)
    return found if found and found.round == named.round else None


def status_list_edition(list_id: UUID | str) -> tuple[tuple[str, int, int], ...]:
    """Return what changes whenever a status in a list does: one cheap query, for who remembers."""
    key = StatusDocument._meta.get_field("list").get_db_prep_value(list_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(_EDITION, [key])
        return tuple(cursor.fetchall())


def signed_status_list(list_id: UUID | str, purpose: str = "revocation") -> StatusDocument | None:
    """Return a status list as it is served, up to date; None where there is none."""
    return status_lists.current(list_id, purpose)


def issued_achievements(organisation_id: int) -> list[tuple[UUID, str]]:
    """Return the achievements that an organisation issued credentials for: id and title."""
    rows = Batch.objects.filter(organisation_id=organisation_id).order_by("created_at")
    named = dict(rows.values_list("version__achievement_id", "title"))  # the latest title stays
    return sorted(named.items(), key=lambda found: found[1].casefold())


def by_status(rows: QuerySet[Credential]) -> dict[str, int]:
    """Return how many credentials have each status."""
    counted = rows.order_by().values("status").annotate(count=Count("pk"))
    return dict(counted.values_list("status", "count"))


def status_orders(organisation_id: int) -> QuerySet[StatusOrder]:
    """Return an organisation's orders of statuses, the latest first."""
    return StatusOrder.objects.filter(organisation_id=organisation_id)


def status_order(organisation_id: int, order_id: UUID | str) -> StatusOrder | None:
    """Return one order of statuses of an organisation."""
    return status_orders(organisation_id).filter(pk=order_id).first()


@dataclass(frozen=True, slots=True)
class Changed:
    """How far an order of statuses has come.

    Attributes:
        changed: credentials that changed.
        refused: those that could not.
        told: learners who were written to.
        unsent: letters that could not be sent.
    """

    changed: int
    refused: int
    told: int
    unsent: int

    @property
    def settled(self) -> int:
        """Return how many rows were looked at."""
        return self.changed + self.refused


def how_far(order: StatusOrder) -> Changed:
    """Return how far an order of statuses has come: one query."""
    state = StatusOrderRow.State
    found = StatusOrderRow.objects.filter(order=order).aggregate(
        changed=Count("pk", filter=Q(state=state.CHANGED)),
        refused=Count("pk", filter=Q(state=state.REFUSED)),
        told=Count("pk", filter=~Q(told_at=None)),
        unsent=Count("pk", filter=~Q(mail_trouble="")),
    )
    return Changed(**found)


def status_faults(order: StatusOrder) -> QuerySet[StatusOrderRow]:
    """Return the rows that were not changed, or whose learner could not be written to."""
    bad = Q(state=StatusOrderRow.State.REFUSED) | ~Q(mail_trouble="")
    rows = StatusOrderRow.objects.filter(bad, order=order).order_by("number")
    return rows.select_related("credential").defer("credential__content")
