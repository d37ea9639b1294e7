"""A presentation: is it from its holder, made for me and now, and does what it shows hold?

The checklist, in the order of the report::

    1 read         one presentation can be taken out, as strict JSON or a token
    2 form         it is a verifiable presentation (VC Data Model 2.0, section 4.13)
    3 terms        every term, type and id means one thing; nothing is lost
    4 proof        proofs of accepted suites, for authentication, in time, for what was asked
    5 key          the holder's own document lists the keys for authentication
    6 signature    the signatures hold over the whole content
    7 credentials  every credential in it is valid by the checklist for credentials
    8 binding      the holder is who the credentials are about; it is named where it issued one
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Literal

from mintmark.carriers.detect import unpack
from mintmark.encoding import strict_json
from mintmark.encoding.canonical import canonical_form
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.encoding.effort import spend, spend_bytes, values_in
from mintmark.encoding.values import as_list
from mintmark.errors import FormatError, UnavailableError, UsageError
from mintmark.formats import verifiable_presentation_2
from mintmark.ports import Documents, Fetcher
from mintmark.proofs import sd_jwt_json
from mintmark.proofs.envelopes import open_cose, open_enveloped, open_token
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import DEFAULT_SUITES
from mintmark.report import Check, Claims, NotValidError, Outcome, Report
from mintmark.steps.verify.case import Budget
from mintmark.steps.verify.checklist import verify
from mintmark.steps.verify.checks import carried_out, not_reached
from mintmark.steps.verify.held import (
    EmbeddedProof,
    Held,
    HolderProof,
    NoProof,
    Question,
    enveloped,
)
from mintmark.trust.policy import Policy

Binding = Literal["strict", "none"]
"""``strict``: every credential has subjects with an id, and each is the holder. ``none``: the
report says who the holder is, and the caller decides what that means."""


@dataclass(frozen=True, slots=True)
class PresentationReport:
    """The numbered checks of a presentation, and the report of each credential in it.

    ``require()`` is the way to the claims for whoever acts on them.

    Attributes:
        checks: the checks, numbered and in order.
        credentials: one report for each credential, in the order of the presentation; empty
            where it did not come to that.
        holder: the holder's id where the presentation is the holder's; None where that does not
            hold, or where an unsigned presentation names nobody.
    """

    checks: tuple[Check, ...]
    credentials: tuple[Report, ...] = ()
    holder: str | None = None

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of the checks."""
        return Report(self.checks).outcome

    @property
    def decisive(self) -> Check | None:
        """The first check that has the overall outcome, or None where all is valid."""
        return Report(self.checks).decisive

    @property
    def code(self) -> str | None:
        """The error code of the decisive check, or None where all is valid."""
        return Report(self.checks).code

    def require(self) -> tuple[Claims, ...]:
        """Return the claims of the credentials of a valid presentation.

        Raises:
            NotValidError: the presentation is invalid, or could not be checked.
        """
        if self.outcome is not Outcome.VALID:
            raise NotValidError(Report(self.checks))
        return tuple(report.require() for report in self.credentials)


def verify_presentation(
    data: bytes | str | Mapping[str, Any],
    *,
    at: datetime,
    challenge: str | None = None,
    domain: str | None = None,
    policy: Policy | None = None,
    documents: Fetcher | Mapping[str, str | bytes] | None = None,
    contexts: ContextStore = BUNDLED,
    suites: frozenset[Cryptosuite] = DEFAULT_SUITES,
    binding: Binding = "strict",
    allow_unsigned: bool = False,
) -> PresentationReport:
    """Verify one presentation.

    Args:
        data: a JSON presentation, an ``EnvelopedVerifiablePresentation``, or a ``vp+jwt`` token.
        at: the moment asked about, with a time zone.
        challenge: what the verifier gave to the holder; where given, the proof must have it.
        domain: how the verifier named itself; where given, the proof must be made for it.
        policy: whom to believe; without one nobody vouches for the credentials' issuers.
        documents: DID documents, status lists and schemas: address -> text, or a fetcher. The
            presentation as a whole may ask for as many as one credential may.
        contexts: the JSON-LD contexts there are; none is ever fetched.
        suites: the cryptosuites that are accepted.
        binding: whether the credentials must be about the holder.
        allow_unsigned: take a presentation without a proof for what it is: a bundle of
            credentials, brought by anybody. Never where a challenge or domain was asked.

    Returns:
        The report: eight numbered checks. It never raises for anything in ``data``.

    Raises:
        UsageError: ``at`` has no time zone.
    """
    if at.utcoffset() is None:
        raise UsageError("time.no-zone", "The moment asked about has no time zone.")
    fetcher = Documents(documents) if isinstance(documents, Mapping | None) else documents
    unsigned = allow_unsigned and challenge is None and domain is None
    question = Question(at, challenge, domain, Budget(fetcher), contexts, suites)
    work = _Work(data, question, binding, allow_unsigned=unsigned)
    work.examine = lambda credential: verify(
        credential,
        at=at,
        policy=policy,
        documents=question.fetcher,
        contexts=contexts,
        suites=suites,
        domain=domain,
    )
    with question.fetcher.effort.counted():
        return _go_through(work)


@dataclass(slots=True)
class _Work:
    """One presentation under verification; each check adds what later ones build on."""

    data: bytes | str | Mapping[str, Any]
    question: Question
    binding: Binding
    allow_unsigned: bool
    examine: Callable[[Mapping[str, Any]], Report] = field(default=lambda _: Report(()))
    held: Held = field(default_factory=Held)
    proof: HolderProof = field(default_factory=NoProof)
    credentials: tuple[Report, ...] = ()


def _read(work: _Work) -> str:
    """Check 1."""
    data = _as_bytes(work.data)
    spend_bytes(len(data))
    found = unpack(data)
    if found.kind == "jwt":
        work.proof = enveloped(open_token(found.payload.decode("utf-8", "replace")))
    elif found.kind == "cose":
        work.proof = enveloped(open_cose(found.payload))
    elif found.kind != "json":
        raise FormatError("read.no-presentation", "A picture or PDF carries no presentation.")
    else:
        document = strict_json.loads_object(found.payload)
        if sd_jwt_json.is_sd_jwt(document):
            work.proof = enveloped(open_token(sd_jwt_json.compact(document)))
        elif "EnvelopedVerifiablePresentation" in as_list(document.get("type")):
            work.proof = enveloped(open_enveloped(document))
        else:
            work.held.document = document
            unsigned = work.allow_unsigned and "proof" not in document
            work.proof = NoProof() if unsigned else EmbeddedProof()
    work.proof.open(work.held)
    return "Read from JSON." if found.kind == "json" else "Read from a token."


def _form(work: _Work) -> str:
    """Check 2."""
    work.held.holder = verifiable_presentation_2.check(work.held.secured)
    return "It is a verifiable presentation after the data model 2.0."


def _terms(work: _Work) -> str:
    """Check 3."""
    spend(values_in(work.held.secured))
    work.held.canonical = canonical_form(work.held.secured, work.question.contexts)
    count = work.held.canonical.count(b"\n")
    return f"Every term is defined; the content is {count} statements."


def _proof(work: _Work) -> str:
    """Check 4."""
    return work.proof.accept(work.held, work.question)


def _key(work: _Work) -> str:
    """Check 5."""
    return work.proof.find_keys(work.held, work.question)


def _signature(work: _Work) -> str:
    """Check 6."""
    return work.proof.verify(work.held, work.question)


def _credentials(work: _Work) -> str:
    """Check 7: each by the ordinary checklist; one that does not hold decides for all."""
    shown = verifiable_presentation_2.credentials_of(work.held.secured)
    work.credentials = tuple(map(work.examine, shown))
    worst = max(
        work.credentials, key=lambda report: report.outcome.severity, default=Report(())
    ).outcome
    if not shown or worst is Outcome.VALID:
        return f"{len(shown)} credential(s), and every one is valid." if shown else "It shows none."
    named = "; ".join(
        f"credential {number}: {report.decisive.name}: {report.decisive.detail}"
        for number, report in enumerate(work.credentials, 1)
        if report.outcome is worst and report.decisive
    )
    if worst is Outcome.INDETERMINATE:
        raise UnavailableError("presentation.credential-unchecked", named[:2000])
    raise FormatError("presentation.bad-credential", named[:2000])


def _binding(work: _Work) -> str:
    """Check 8: the subjects of the credentials are the holder."""
    _require_named(work)
    if work.binding == "none":
        return "Whether the credentials are about the holder was not asked."
    holder = work.held.holder
    for number, report in enumerate(work.credentials, 1):
        subjects = as_list(report.require().document.get("credentialSubject"))
        ids = [one.get("id") if isinstance(one, Mapping) else None for one in subjects]
        if holder is None or not ids or any(name != holder for name in ids):
            raise FormatError(
                "presentation.foreign-subject", f"Credential {number} is not about the holder."
            )
    return "The credentials are about the holder."


def _require_named(work: _Work) -> None:
    """What a holder says of its own accord is shown under its name (VCDM 2.0, section 4.13.4)."""
    if "holder" in work.held.secured or work.held.holder is None:
        return
    for number, report in enumerate(work.credentials, 1):
        issuer = report.require().document.get("issuer")
        if work.held.holder == (issuer.get("id") if isinstance(issuer, Mapping) else issuer):
            raise FormatError(
                "presentation.unnamed-holder",
                f"Credential {number} is the holder's own, and the presentation names no holder.",
                place="/holder",
                remedy="The holder adds its id as the holder of the presentation.",
            )


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    name: str
    run: Callable[[_Work], str]
    needs: tuple[int, ...] = ()


CHECKLIST: tuple[_Step, ...] = (
    _Step(1, "read", _read),
    _Step(2, "form", _form, needs=(1,)),
    _Step(3, "terms", _terms, needs=(1, 2)),
    _Step(4, "proof", _proof, needs=(1, 2)),
    _Step(5, "key", _key, needs=(1, 2, 4)),
    _Step(6, "signature", _signature, needs=(1, 2, 3, 4, 5)),
    _Step(7, "credentials", _credentials, needs=(1, 2, 6)),
    _Step(8, "binding", _binding, needs=(1, 2, 6, 7)),
)


def _go_through(work: _Work) -> PresentationReport:
    checks: dict[int, Check] = {}
    for step in CHECKLIST:
        missing = [n for n in step.needs if checks[n].outcome is not Outcome.VALID]
        checks[step.number] = (
            not_reached(step.number, step.name, missing[0])
            if missing
            else carried_out(step.number, step.name, partial(step.run, work))
        )
    genuine = checks[6].outcome is Outcome.VALID
    return PresentationReport(
        tuple(checks.values()), work.credentials, work.held.holder if genuine else None
    )


def _as_bytes(data: bytes | str | Mapping[str, Any]) -> bytes:
    if isinstance(data, bytes):
        return data
    return (
        data.encode("utf-8", "surrogatepass") if isinstance(data, str) else strict_json.dumps(data)
    )
