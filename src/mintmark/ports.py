"""The doors to the outside, as shapes. The core opens none of them itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol, runtime_checkable

from mintmark.errors import UnavailableError


class Fetcher(Protocol):
    """Gets a document by its address."""

    def fetch(self, url: str) -> bytes:
        """Return the bytes at ``url``.

        Raises:
            UnavailableError: they cannot be had, for whatever reason.
        """
        ...


@runtime_checkable
class Given(Protocol):
    """A fetcher that has documents of its own, which it can give without asking anybody."""

    def given(self, url: str) -> bytes | None:
        """Return the document kept under ``url``, None where there is none."""
        ...


class Documents:
    """A fetcher over documents already at hand: address -> text or bytes. It asks nobody."""

    def __init__(self, documents: Mapping[str, str | bytes] | None = None) -> None:
        self._documents = dict(documents or {})

    def given(self, url: str) -> bytes | None:
        """Return the document kept under ``url``, None where there is none."""
        found = self._documents.get(url)
        return found.encode() if isinstance(found, str) else found

    def fetch(self, url: str) -> bytes:
        """Return the document kept under ``url``."""
        found = self.given(url)
        if found is None:
            raise UnavailableError(
                "fetch.not-at-hand",
                f"The document {url} is not among those at hand.",
                remedy="Add it to the documents, or allow fetching.",
            )
        return found


class Embedder(Protocol):
    """Puts texts at places in a space, near each other where they mean much the same."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def version(self) -> str:
        """Its version; another one puts texts elsewhere."""
        ...

    @property
    def near(self) -> Fraction:
        """From which cosine on a person should read both texts."""
        ...

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that it knows (the first part of BCP 47 tags); None for any."""
        ...

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return one vector for each text, all of one length."""
        ...


class Signer(Protocol):
    """A private key that stays where it is and signs."""

    @property
    def verification_method(self) -> str:
        """The address of the public key in the issuer's own document (a DID URL)."""
        ...

    @property
    def controller(self) -> str:
        """Who the key speaks for: the DID that an issuer must have as its id."""
        ...

    @property
    def kind(self) -> str:
        """``Ed25519``, ``P-256`` or ``P-384``."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the signature over ``data``: 64 bytes (Ed25519, P-256: r || s) or 96 (P-384)."""
        ...


class VerifyingKey(Protocol):
    """A public key of any kind, the other half of a signer."""

    @property
    def kind(self) -> str:
        """``Ed25519``, ``P-256``, ``P-384``, ``P-521`` or ``RSA``."""
        ...

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Say whether ``signature`` is this key's over ``data``."""
        ...
