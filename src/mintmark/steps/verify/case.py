"""What a verification is given, and what its checks have found out so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.effort import Effort, spend_bytes
from mintmark.errors import MintmarkError, UnavailableError
from mintmark.formats.describing import Names
from mintmark.formats.open_badges_2 import Badge, Keys, Received
from mintmark.formats.outline import Outline
from mintmark.keys.controller import ControllerDocument, VerificationMethod, resolve
from mintmark.ports import Fetcher, Given
from mintmark.proofs.envelope import Envelope, Opened
from mintmark.proofs.proof import Proof
from mintmark.proofs.suite import Cryptosuite
from mintmark.report import Report
from mintmark.steps.verify.at_hand import NOTHING_AT_HAND, PartsAtHand
from mintmark.steps.verify.holder_binding import NOTHING_ASKED, Asked
from mintmark.trust.policy import Policy

_Found = TypeVar("_Found")

PURPOSE = "assertionMethod"
"""What a key must be listed for to sign credentials."""

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far ahead another machine's clock may be before a proof counts as from the future."""

MAX_REQUESTS = 10
"""Documents that one credential may make a verifier ask for, status lists and their keys too."""


MAX_SCHEMAS = 2
"""Schemas that are tried for one input; each may cost close to half a second."""


class Budget:
    """What one input may cost, and what was found out for it so far.

    Status lists and endorsements are verified within the budget of what names them, and the
    credentials of a presentation within that of the presentation. What several of them need is
    found out once.

    Attributes:
        reports: those of the parts of larger awards, by the SHA-256 of their bytes.
        effort: pays for the work on all of it.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._asked: dict[str, bytes] = {}
        self._count = 0
        self._schemas = 0
        self._found: dict[Hashable, Any] = {}
        self.reports: dict[bytes, Report] = {}
        self.effort = Effort()

    def fetch(self, url: str) -> bytes:
        """Return the document at ``url``; the same one is asked for once.

        Raises:
            UnavailableError: it cannot be had, ``fetch.too-many`` or ``input.work-limit``.
        """
        if url not in self._asked:
            self._count += 1
            if self._count > MAX_REQUESTS:
                raise UnavailableError(
                    "fetch.too-many",
                    f"The credential wants more than {MAX_REQUESTS} documents fetched.",
                )
            self._asked[url] = self._fetcher.fetch(url)
        # Each time: whoever is handed it will read it.
        spend_bytes(len(self._asked[url]))
        return self._asked[url]

    def given(self, url: str) -> bytes | None:
        """Return a document that the caller gave, without asking anybody; None where not."""
        return self._fetcher.given(url) if isinstance(self._fetcher, Given) else None

    def once(self, key: Hashable, find: Callable[[], _Found]) -> _Found:
        """Return what ``find`` returns, or raise what it raises; it is called once for a key."""
        if key not in self._found:
            try:
                self._found[key] = (find(), None)
            except MintmarkError as error:
                self._found[key] = (None, error)
        found, refusal = self._found[key]
        if refusal is not None:
            raise refusal
        return found  # type: ignore[no-any-return]

    def controller(self, controller_id: str) -> ControllerDocument:
        """Return the document that stands behind an identifier; it is read once.

        Raises:
            KeyMaterialError, UnavailableError: as ``keys.controller.resolve``.
        """
        return self.once(("controller", controller_id), lambda: resolve(controller_id, self))

    def take_schema(self) -> None:
        """Count one more schema.

        Raises:
            UnavailableError: ``schema.too-many``.
        """
        self._schemas += 1
        if self._schemas > MAX_SCHEMAS:
            raise UnavailableError(
                "schema.too-many", f"No more than {MAX_SCHEMAS} schemas are tried for one input."
            )


@dataclass(frozen=True, slots=True)
class Setting:
    """What the verifier decides, and the credential has no say in.

    Attributes:
        at: the moment asked about, with zone.
        policy: whom to believe.
        fetcher: the way to other documents, and what may be spent on them.
        contexts: the only contexts there are.
        suites: the cryptosuites that are accepted.
        envelopes: the envelopes that are accepted.
        examine: goes through the checklist with a case: status lists are credentials too.
        is_status_list: whether the case is itself a status list.
        parts: credentials given, among which the parts of larger awards are looked for.
        carried: what stands in the records above, by id, as JSON.
        above: the ids of the larger awards that the case is a part of, outermost first.
    """

    at: datetime
    policy: Policy
    fetcher: Budget
    contexts: ContextStore
    suites: frozenset[Cryptosuite]
    envelopes: frozenset[Envelope]
    examine: Callable[[Case], Report]
    is_status_list: bool = False
    parts: PartsAtHand = NOTHING_AT_HAND
    carried: Mapping[str, bytes] = field(default_factory=dict)
    above: tuple[str, ...] = ()


@dataclass(slots=True)
class Case:
    """One credential under verification; each check adds what later ones build on.

    Attributes:
        data: the credential as it came.
        text: the JSON text that ``document`` was read from; empty where it is not all of it.
        document: the credential with its proof (after check 1).
        secured: the credential without its proof: what was signed (after check 1).
        asked: what was asked of the holder who shows it; nothing is asked of a status list.
        opened: the token that the document came in, if it did (after check 1).
        received: the Open Badge 2.0 that it is, if it is one (after check 1).
        badge: the same with its class and issuer (after check 5).
        badge_keys: the keys that may have signed it (after check 5).
        outline: its data model and period (after check 2).
        issuer: the issuer's id (after check 2; of an Open Badge 2.0 after check 5).
        proofs: the proofs (after check 4).
        methods: the verification method of each proof (after check 5).
        token_methods: those that may have signed the token (after check 5).
        names: who gave what to whom (after the trust check).
        canonical: the canonical N-Quads of ``secured``, by SHA-256 (after check 3).
        vouched_by: who vouches for the issuer (after the trust check).
        parts: id and report of each part of a larger award (after check 12).
    """

    data: bytes | str | Mapping[str, Any]
    setting: Setting
    asked: Asked = NOTHING_ASKED
    text: bytes = b""
    document: Mapping[str, Any] = field(default_factory=dict)
    secured: Mapping[str, Any] = field(default_factory=dict)
    opened: Opened | None = None
    received: Received | None = None
    badge: Badge | None = None
    badge_keys: Keys = ()
    outline: Outline | None = None
    issuer: str = ""
    proofs: tuple[Proof, ...] = ()
    methods: tuple[VerificationMethod, ...] = ()
    token_methods: tuple[VerificationMethod, ...] = ()
    names: Names | None = None
    canonical: bytes = b""
    vouched_by: str | None = None
    parts: tuple[tuple[str, Report], ...] = ()

    @property
    def is_sd_jwt_vc(self) -> bool:
        """Whether it is an SD-JWT VC: claims of plain JSON."""
        return self.opened is not None and self.opened.content == "claims"
