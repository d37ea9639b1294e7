"""What recognition hands from its views to its services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mintmark import Holding
from mintmark.model.recognition import Submitted, Verdict


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that the applicant hands in.

    Attributes:
        name: what it is called.
        data: its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """A credential that was handed in and has just been verified.

    Attributes:
        file: the file.
        holding: as a comparison sees it.
        kept: as a case keeps it.
        verdict: what verification said.
    """

    file: Handed
    key: str
    holding: Holding
    kept: Submitted
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Claimed:
    """Prior learning that the applicant claims for one outcome, and what shows it."""

    outcome: str
    statement: str
    file: Handed | None = None
    witness: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """What an applicant sends.

    Attributes:
        name: the applicant's full name.
        credentials: what was handed in, verified.
        claims: prior learning that no credential shows.
    """

    name: str
    credentials: Sequence[Seen] = field(default_factory=tuple)
    claims: Sequence[Claimed] = field(default_factory=tuple)
