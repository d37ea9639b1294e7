"""What the command line says about how to verify, and that made ready for many files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mintmark.cli import files, keyring
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.times import parse_time
from mintmark.errors import MintmarkError, UsageError
from mintmark.ports import Documents, Fetcher
from mintmark.report import Check, Outcome, Report
from mintmark.steps.verify import PartsAtHand
from mintmark.steps.verify import verify as examine
from mintmark.steps.verify.holder_binding import Asked
from mintmark.trust.policy import AnchoredIn, Policy, UnsafeAnyIssuer


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line says about how to verify."""

    at: str | None = None
    trust: Path | None = None
    documents: Path | None = None
    contexts: Path | None = None
    offline: bool = False
    challenge: str | None = None
    domain: str | None = None
    require_binding: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """The order made ready: everything that is the same for all files."""

    at: datetime
    policy: Policy
    documents: Mapping[str, bytes]
    contexts: ContextStore
    offline: bool
    asked: Asked
    parts: PartsAtHand

    def fetcher(self) -> Fetcher:
        """Return the way to other documents for one file: those at hand, then the network."""
        at_hand = Documents(self.documents)
        if self.offline:
            return at_hand
        from mintmark.network.fetch import First, NetworkFetcher

        return First(at_hand, NetworkFetcher())

    def report(self, name: str) -> Report:
        """Verify one file. A file that cannot be read could not be checked."""
        try:
            data = files.read_bytes(name)
        except MintmarkError as error:
            check = Check(1, "read", Outcome.INDETERMINATE, error.code, str(error))
            return Report((check,))
        return examine(
            data,
            at=self.at,
            policy=self.policy,
            documents=self.fetcher(),
            contexts=self.contexts,
            challenge=self.asked.challenge,
            domain=self.asked.domain,
            require_binding=self.asked.required,
            parts=self.parts,
        )


def make_ready(order: Order) -> Bench:
    """Read what the order names.

    Raises:
        UsageError: something in it cannot be used.
    """
    try:
        return Bench(
            at=parse_time(order.at) if order.at else datetime.now(UTC),
            policy=_policy(order.trust),
            documents=files.documents(order.documents) if order.documents else {},
            contexts=keyring.contexts(order.contexts),
            offline=order.offline,
            asked=Asked(order.challenge, order.domain, required=order.require_binding),
            parts=PartsAtHand(map(files.read_bytes, files.credentials_in(list(order.parts)))),
        )
    except UsageError:
        raise
    except MintmarkError as error:
        raise UsageError(
            error.code, error.message, place=error.place, remedy=error.remedy
        ) from error


def _policy(path: Path | None) -> Policy:
    if path is None:
        return UnsafeAnyIssuer()
    from mintmark.trust.anchors import read_anchors

    return AnchoredIn(read_anchors(files.read_object(path), str(path)))
