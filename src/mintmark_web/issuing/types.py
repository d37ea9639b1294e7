"""What reading, signing and the forms hand to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from mintmark import Award

if TYPE_CHECKING:
    from mintmark_web.issuing.models import Credential


@dataclass(frozen=True, slots=True)
class Item:
    """An award that a credential is to be issued for.

    Attributes:
        line: where it stands in the batch's list; or its number among the batch's awards.
        award: the award.
        award_id: its row, where it has one.
        supersedes: the credential that the new one takes the place of.
    """

    line: int
    award: Award
    award_id: UUID | None = None
    supersedes: Credential | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be issued, and why: codes and messages."""

    line: int
    learner: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a batch's source, read.

    Attributes:
        begins: how many rows come before.
        rows: how many rows it has, good and bad.
        offset: bytes of the source up to its end.
        line: lines of the source up to its end.
        items: the good ones.
        faults: the bad ones.
        last: whether nothing comes after.
    """

    begins: int
    rows: int
    offset: int
    line: int
    items: Sequence[Item]
    faults: Sequence[Fault]
    last: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed for one credential."""

    serial: UUID
    packed: bytes
    digest: str
