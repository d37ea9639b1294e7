"""Selective Disclosure for JWTs (RFC 9901), compact form: reading and processing.

Written here because a verifier's worth is in the refusals of section 7.1. ``sd_jwt_json`` turns
the JSON serialization (section 8) into this form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from mintmark.encoding import multibase, strict_json
from mintmark.errors import InputError, LimitError, ProofError

DIGESTS: Final = "_sd"
PLACEHOLDER: Final = "..."
HASH_CLAIM: Final = "_sd_alg"
RESERVED: Final = frozenset({DIGESTS, PLACEHOLDER, HASH_CLAIM})

HASHES: Final[Mapping[str, str]] = MappingProxyType(
    {"sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512"}
)
"""``_sd_alg`` -> the name that ``hashlib`` knows it by. No other hash is accepted."""

MAX_DISCLOSURES: Final = 2_000
MAX_DEPTH: Final = 64

_MAX_BYTES: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT or SD-JWT+KB that was taken apart (RFC 9901 section 4); nothing is verified yet.

    Attributes:
        issuer_jwt: the issuer-signed JWT, a compact JWS.
        disclosures: the disclosures as they came.
        key_binding_jwt: the key binding JWT, None where there is none.
    """

    issuer_jwt: str
    disclosures: tuple[str, ...]
    key_binding_jwt: str | None = None

    @property
    def unbound(self) -> str:
        """The text without key binding, up to the last tilde: what ``sd_hash`` is over."""
        return "~".join([self.issuer_jwt, *self.disclosures]) + "~"

    def __str__(self) -> str:
        return self.unbound + (self.key_binding_jwt or "")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one disclosure says (RFC 9901 section 4.2).

    Attributes:
        encoded: the disclosure as it came, over which the digest goes.
        name: the name of the member, None for an element of an array.
    """

    encoded: str
    name: str | None
    value: Any


@dataclass(frozen=True, slots=True)
class Processed:
    """What an SD-JWT says with its disclosures put in.

    Attributes:
        claims: the claims, without anything that is about selective disclosure.
        disclosed: JSON pointer into ``claims`` -> the disclosure that put the value there.
    """

    claims: dict[str, Any]
    disclosed: Mapping[str, Disclosure]


def parse(text: str) -> SdJwt:
    """Take an SD-JWT apart at its tildes (RFC 9901 section 4).

    Raises:
        LimitError: ``sd-jwt.too-large`` or ``sd-jwt.too-many-disclosures``.
        ProofError: ``sd-jwt.malformed``.
    """
    if len(text) > _MAX_BYTES:
        raise LimitError("sd-jwt.too-large", f"The SD-JWT is larger than {_MAX_BYTES:,} bytes.")
    if not text.isascii():
        raise _malformed("a character does not belong to it")
    issuer_jwt, *disclosures = text.split("~")
    if not disclosures:
        raise _malformed("it has no tilde")
    *disclosures, binding = disclosures
    if len(disclosures) > MAX_DISCLOSURES:
        raise LimitError(
            "sd-jwt.too-many-disclosures", f"There are more than {MAX_DISCLOSURES:,} disclosures."
        )
    if not issuer_jwt or not all(disclosures):
        raise _malformed("a part of it is empty")
    return SdJwt(issuer_jwt, tuple(disclosures), binding or None)


def process(
    payload: Mapping[str, Any],
    disclosures: Sequence[str],
    *,
    always_open: AbstractSet[str] = frozenset(),
) -> Processed:
    """Put the disclosures in place of their digests (RFC 9901 section 7.1, steps 2d and 3 to 5).

    Args:
        payload: the claims of the issuer-signed JWT. Its signature is the caller's to verify.
        always_open: members of the payload that must not be selectively disclosable, nor anything
            inside them: a holder who could hide them would change what the rest means.

    Raises:
        LimitError: ``sd-jwt.too-deep``.
        ProofError: ``sd-jwt.unknown-hash``, ``sd-jwt.malformed-disclosure``,
            ``sd-jwt.repeated-disclosure``, ``sd-jwt.repeated-digest``,
            ``sd-jwt.malformed-digests``, ``sd-jwt.wrong-place``, ``sd-jwt.reserved-name``,
            ``sd-jwt.claim-overridden``, ``sd-jwt.unreferenced-disclosure`` or
            ``sd-jwt.must-be-open``.
    """
    by_digest = _by_digest(disclosures, hash_of(payload))
    signed = {name: value for name, value in payload.items() if name != HASH_CLAIM}
    work = _Work(by_digest, always_open)
    claims = work.members(signed, "", 1)
    if len(work.used) != len(by_digest):
        raise ProofError(
            "sd-jwt.unreferenced-disclosure", "A disclosure is not one that the issuer signed for."
        )
    return Processed(claims, MappingProxyType(work.placed))


def hash_of(payload: Mapping[str, Any]) -> str:
    """Return the ``hashlib`` name of the payload's hash; SHA-256 where it names none (4.1.1).

    Raises:
        ProofError: ``sd-jwt.unknown-hash``.
    """
    name = payload.get(HASH_CLAIM, "sha-256")
    if not isinstance(name, str) or name not in HASHES:
        raise ProofError(
            "sd-jwt.unknown-hash",
            f"The hash {str(name)[:40]!r} is not accepted.",
            remedy=f"Accepted are {', '.join(HASHES)}.",
        )
    return HASHES[name]


def digest(text: str, hash_name: str) -> str:
    """Return the digest of an encoded disclosure (RFC 9901 section 4.2.3)."""
    return multibase.base64url_encode(hashlib.new(hash_name, text.encode("ascii")).digest())


def _by_digest(disclosures: Sequence[str], hash_name: str) -> dict[str, Disclosure]:
    found = {}
    for encoded in disclosures:
        disclosure = _read(encoded)
        found[digest(encoded, hash_name)] = disclosure
    if len(found) != len(disclosures):
        raise ProofError("sd-jwt.repeated-disclosure", "A disclosure is there more than once.")
    return found


def _read(encoded: str) -> Disclosure:
    """Read ``[salt, name, value]`` or ``[salt, value]`` (RFC 9901 sections 4.2.1 and 4.2.2)."""
    try:
        value = strict_json.loads(multibase.base64url_decode(encoded))
    except InputError as error:
        raise _malformed_disclosure(error.message) from error
    if not isinstance(value, list) or len(value) not in (2, 3) or not isinstance(value[0], str):
        raise _malformed_disclosure("it is no array of salt, name and value, or salt and value")
    if len(value) == 2:
        return Disclosure(encoded, None, value[1])
    if not isinstance(value[1], str):
        raise _malformed_disclosure("its name is not text")
    if value[1] in RESERVED:
        raise _reserved(value[1])
    return Disclosure(encoded, value[1], value[2])


@dataclass(slots=True)
class _Work:
    """One pass over the claims; ``seen`` and ``used`` make each digest count once."""

    by_digest: Mapping[str, Disclosure]
    always_open: AbstractSet[str]
    seen: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    placed: dict[str, Disclosure] = field(default_factory=dict)

    def value(self, value: Any, place: str, depth: int) -> Any:
        if isinstance(value, dict):
            return self.members(value, place, depth + 1)
        if isinstance(value, list):
            return self.elements(value, place, depth + 1)
        return value

    def members(self, signed: Mapping[str, Any], place: str, depth: int) -> dict[str, Any]:
        """Return an object with its disclosed members, without ``_sd`` (step 3c ii and 3e)."""
        self._guard(place, depth, hides=DIGESTS in signed)
        for name in (PLACEHOLDER, HASH_CLAIM):
            if name in signed:
                raise _reserved(name)
        result = {}
        for name, value in signed.items():
            if name != DIGESTS:
                result[name] = self.value(value, f"{place}/{_escaped(name)}", depth)
        for disclosure in self._referenced(signed.get(DIGESTS, [])):
            self._disclose(disclosure, result, place, depth)
        return result

    def _disclose(
        self, disclosure: Disclosure, result: dict[str, Any], place: str, depth: int
    ) -> None:
        if disclosure.name is None:
            raise _wrong_place()
        if disclosure.name in result:
            raise ProofError(
                "sd-jwt.claim-overridden",
                f"A disclosure would override the claim {disclosure.name[:60]!r}.",
            )
        if not place and disclosure.name in self.always_open:
            raise _must_be_open(disclosure.name)
        inside = f"{place}/{_escaped(disclosure.name)}"
        result[disclosure.name] = self.value(disclosure.value, inside, depth)
        self.placed[inside] = disclosure

    def elements(self, signed: list[Any], place: str, depth: int) -> list[Any]:
        """Return an array with its disclosed elements, without placeholders (3c iii and 3d)."""
        result: list[Any] = []
        for element in signed:
            inside = f"{place}/{len(result)}"
            if not isinstance(element, dict) or PLACEHOLDER not in element:
                result.append(self.value(element, inside, depth))
                continue
            self._guard(place, depth, hides=True)
            if len(element) != 1:
                raise _malformed_digests("a placeholder in an array has further members")
            for disclosure in self._referenced([element[PLACEHOLDER]]):
                if disclosure.name is not None:
                    raise _wrong_place()
                result.append(self.value(disclosure.value, inside, depth))
                self.placed[inside] = disclosure
        return result

    def _guard(self, place: str, depth: int, *, hides: bool) -> None:
        if depth > MAX_DEPTH:
            raise LimitError("sd-jwt.too-deep", f"Claims are nested more than {MAX_DEPTH} deep.")
        top = place[1:].partition("/")[0]
        if hides and top in self.always_open:
            raise _must_be_open(top)

    def _referenced(self, digests: Any) -> list[Disclosure]:
        """Return the disclosures of the digests; those of others, and decoys, stay hidden."""
        if not isinstance(digests, list) or not all(isinstance(one, str) for one in digests):
            raise _malformed_digests("they are not texts in an array")
        found = []
        for one in digests:
            if one in self.seen:
                raise ProofError("sd-jwt.repeated-digest", "A digest is there more than once.")
            self.seen.add(one)
            if one in self.by_digest:
                self.used.add(one)
                found.append(self.by_digest[one])
        return found


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _malformed(why: str) -> ProofError:
    return ProofError("sd-jwt.malformed", f"This is no SD-JWT: {why}.")


def _malformed_disclosure(why: str) -> ProofError:
    return ProofError(
        "sd-jwt.malformed-disclosure", f"A disclosure is malformed: {why.rstrip('.')}."
    )


def _malformed_digests(why: str) -> ProofError:
    return ProofError("sd-jwt.malformed-digests", f"Digests are malformed: {why}.")


def _wrong_place() -> ProofError:
    return ProofError(
        "sd-jwt.wrong-place", "A disclosure for an array stands in an object, or the reverse."
    )


def _reserved(name: str) -> ProofError:
    return ProofError("sd-jwt.reserved-name", f"{name} is not the name of a claim.")


def _must_be_open(name: str) -> ProofError:
    return ProofError(
        "sd-jwt.must-be-open", f"{name[:60]} must not be selectively disclosable, nor parts of it."
    )
