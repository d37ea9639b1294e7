"""Checks 4 to 6 of a presentation: its holder's proof, embedded, as an envelope, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.effort import spend, values_in
from mintmark.encoding.jsonld import to_quads
from mintmark.encoding.times import format_time
from mintmark.errors import KeyMaterialError, ProofError, UnavailableError
from mintmark.keys.controller import VerificationMethod, method_for, require_usable
from mintmark.proofs import envelope
from mintmark.proofs.data_integrity import proofs_of, verify_proof, without_proof
from mintmark.proofs.envelope import Opened
from mintmark.proofs.hashing import Forms
from mintmark.proofs.proof import Proof
from mintmark.proofs.suite import Cryptosuite
from mintmark.steps.verify import holder_binding
from mintmark.steps.verify.case import CLOCK_TOLERANCE, Budget
from mintmark.steps.verify.holder_binding import Asked

PURPOSE: Final = "authentication"


@dataclass(frozen=True, slots=True)
class Question:
    """What the verifier asked and decides, and the presentation has no say in."""

    at: datetime
    challenge: str | None
    domain: str | None
    fetcher: Budget
    contexts: ContextStore
    suites: frozenset[Cryptosuite]


@dataclass(slots=True)
class Held:
    """What is known of a presentation so far.

    Attributes:
        document: the presentation as it came, with its proof.
        secured: the presentation without its proof: what was signed.
        holder: the holder's id.
        canonical: the canonical N-Quads of ``secured``, by SHA-256 (after check 3).
    """

    document: Mapping[str, Any] = field(default_factory=dict)
    secured: Mapping[str, Any] = field(default_factory=dict)
    holder: str | None = None
    canonical: bytes = b""


class HolderProof(Protocol):
    """One way to prove who holds a presentation. Every method says what it found, or raises."""

    def open(self, held: Held) -> None:
        """Tell ``held`` what is inside."""
        ...

    def accept(self, held: Held, question: Question) -> str:
        """Check 4: an accepted kind, for authentication, in time, and for what was asked."""
        ...

    def find_keys(self, held: Held, question: Question) -> str:
        """Check 5: the holder's document lists the keys (Controlled Identifiers 1.0, 3.3)."""
        ...

    def verify(self, held: Held, question: Question) -> str:
        """Check 6: the signatures hold."""
        ...


class NoProof:
    """A presentation that is taken without a proof: it shows nothing about who holds it."""

    def open(self, held: Held) -> None:
        """What is inside lies open."""
        held.secured = held.document

    def accept(self, held: Held, question: Question) -> str:  # noqa: ARG002
        """Say so."""
        return "It has no proof, and you said that it needs none: anybody may have brought it."

    def find_keys(self, held: Held, question: Question) -> str:  # noqa: ARG002
        """Nobody is known to hold it, whatever it says."""
        held.holder = None
        return "It has no proof, so that nobody is known to hold it."

    def verify(self, held: Held, question: Question) -> str:  # noqa: ARG002
        """Nothing was signed but the credentials themselves."""
        return "It has no proof; what the credentials say is for their own proofs to show."


@dataclass(slots=True)
class EmbeddedProof:
    """Data Integrity proofs; every one must be the holder's."""

    proofs: tuple[Proof, ...] = ()
    methods: tuple[VerificationMethod, ...] = ()

    def open(self, held: Held) -> None:
        """What is inside lies open."""
        held.secured = without_proof(held.document)

    def accept(self, held: Held, question: Question) -> str:
        """Check 4 (Data Integrity 1.0, section 4.4, steps 4 to 8)."""
        self.proofs = proofs_of(held.document)
        for one in self.proofs:
            if one.suite not in {accepted.name for accepted in question.suites}:
                raise UnavailableError(
                    "proof.unknown-suite",
                    f"The cryptosuite {one.suite[:60]!r} is not one we can check.",
                )
            if one.purpose != PURPOSE:
                raise ProofError(
                    "proof.wrong-purpose",
                    f"The proof was made for {one.purpose[:60]!r}, not for {PURPOSE}.",
                )
            _require_in_time(one, question.at)
            _require_asked(one.members.get("challenge"), one.members.get("domain"), question)
        names = ", ".join(dict.fromkeys(one.suite for one in self.proofs))
        return f"Made for authentication ({names})."

    def find_keys(self, held: Held, question: Question) -> str:
        """Check 5. Who names no holder is held by whom the key speaks for."""
        if held.holder is None:
            held.holder = self.proofs[0].verification_method.partition("#")[0]
        document = question.fetcher.controller(held.holder)
        methods = []
        for one in self.proofs:
            method = method_for(
                document, one.verification_method, PURPOSE, fetcher=question.fetcher
            )
            require_usable(method, at=question.at)
            methods.append(method)
        self.methods = tuple(methods)
        return f"The holder {held.holder} lists the key {methods[0].id} for authentication."

    def verify(self, held: Held, question: Question) -> str:
        """Check 6. A JCS proof may cover less than stands there: only what it covers is read."""
        forms = Forms(held.secured, question.contexts, held.canonical)
        signed = [
            verify_proof(
                held.document,
                one,
                method.public_key,
                suites=question.suites,
                contexts=question.contexts,
                purpose=PURPOSE,
                forms=forms,
            )
            for one, method in zip(self.proofs, self.methods, strict=True)
        ]
        if any(other != signed[0] for other in signed):
            raise ProofError(
                "proof.context-mismatch", "Its proofs were made under different contexts."
            )
        if signed[0] != held.secured:
            spend(values_in(signed[0]))
            to_quads(signed[0], question.contexts)
            held.secured = signed[0]
        return "The content is exactly what the holder signed."


@dataclass(slots=True)
class EnvelopedProof:
    """A token around the presentation (VC-JOSE-COSE, section 3.1.2)."""

    opened: Opened
    methods: tuple[VerificationMethod, ...] = ()

    def open(self, held: Held) -> None:
        """The token's content; nothing of it is believed before check 6."""
        if self.opened.content != "presentation":
            raise ProofError("jwt.wrong-content", "The token holds no presentation.")
        held.document = self.opened.document
        held.secured = without_proof(self.opened.document)

    def accept(self, held: Held, question: Question) -> str:  # noqa: ARG002
        """Check 4: the token's times; ``nonce`` and ``aud`` are its challenge and domain."""
        self.opened.times.require(at=question.at, tolerance=CLOCK_TOLERANCE)
        claims = self.opened.claims
        _require_asked(claims.get("nonce"), claims.get("aud"), question)
        return f"A token of the kind {self.opened.envelope}."

    def find_keys(self, held: Held, question: Question) -> str:
        """Check 5."""
        held.holder = held.holder or self.opened.controller
        if held.holder != self.opened.controller:
            raise KeyMaterialError("key.not-the-holders", "The token is not signed by the holder.")
        document = question.fetcher.controller(held.holder)
        names = envelope.methods_named(self.opened.sealed.jws, document, PURPOSE)
        found = [method_for(document, name, PURPOSE, fetcher=question.fetcher) for name in names]
        for method in found:
            require_usable(method, at=question.at)
        self.methods = tuple(found)
        return f"The holder {held.holder} lists the key {found[0].id} for authentication."

    def verify(self, held: Held, question: Question) -> str:  # noqa: ARG002
        """Check 6: one of the keys that the token may mean signed it. Any key binding holds too."""
        asked = Asked(question.challenge, question.domain)
        said = [self._signed(), *holder_binding.verify(self.opened, asked, at=question.at)]
        return " ".join(said)

    def _signed(self) -> str:
        *others, last = self.methods
        for method in others:
            try:
                envelope.verify(self.opened, method.public_key)
            except ProofError:
                continue
            return "The content is exactly what the holder signed."
        envelope.verify(self.opened, last.public_key)
        return "The content is exactly what the holder signed."


@dataclass(slots=True)
class SeveralProofs:
    """Proofs around and inside one presentation: each must hold."""

    proofs: tuple[HolderProof, ...]

    def open(self, held: Held) -> None:
        """The outer one first: the others stand in what it holds."""
        for one in self.proofs:
            one.open(held)

    def accept(self, held: Held, question: Question) -> str:
        """Check 4."""
        return " ".join([one.accept(held, question) for one in self.proofs])

    def find_keys(self, held: Held, question: Question) -> str:
        """Check 5."""
        return " ".join([one.find_keys(held, question) for one in self.proofs])

    def verify(self, held: Held, question: Question) -> str:
        """Check 6."""
        return " ".join(dict.fromkeys([one.verify(held, question) for one in self.proofs]))


def enveloped(opened: Opened) -> HolderProof:
    """Return the proof of a presentation in a token, and with it a proof inside of that."""
    around = EnvelopedProof(opened)
    return SeveralProofs((around, EmbeddedProof())) if "proof" in opened.document else around


def _require_in_time(one: Proof, at: datetime) -> None:
    if one.created is not None and one.created - at > CLOCK_TOLERANCE:
        made = format_time(one.created)
        raise ProofError("proof.from-the-future", f"The proof says it was made at {made}.")
    if one.expires is not None and one.expires <= at:
        raise ProofError("proof.expired", f"The proof expired at {format_time(one.expires)}.")


def _require_asked(challenge: Any, domain: Any, question: Question) -> None:
    """Refuse a proof that is not the answer to what was asked (Data Integrity 1.0, 4.4)."""
    domains = domain if isinstance(domain, list) else [] if domain is None else [domain]
    if not all(isinstance(one, str) for one in domains):
        raise ProofError("proof.malformed", "The proof is malformed: its domain is not text.")
    if challenge is not None and not isinstance(challenge, str):
        raise ProofError("proof.malformed", "The proof is malformed: its challenge is not text.")
    if question.challenge is not None and challenge != question.challenge:
        raise ProofError(
            "proof.wrong-challenge", "The presentation does not answer the challenge that was set."
        )
    if question.domain is not None and question.domain not in domains:
        raise ProofError(
            "proof.wrong-domain",
            f"The presentation was not made for {question.domain[:100]!r}.",
            remedy="Somebody may be passing on what was shown to another.",
        )
