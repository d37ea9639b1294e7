"""Selective Disclosure for JWTs (RFC 9901): issuing one, and choosing what to show of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from mintmark.encoding import multibase, strict_json
from mintmark.errors import UsageError
from mintmark.ports import Signer
from mintmark.proofs import jws
from mintmark.proofs.sd_jwt import (
    DIGESTS,
    HASH_CLAIM,
    HASHES,
    PLACEHOLDER,
    RESERVED,
    SdJwt,
    digest,
    process,
)
from mintmark.proofs.sd_jwt import parse as parse_sd_jwt


def issue(
    claims: Mapping[str, Any],
    *,
    disclosable: AbstractSet[str],
    signer: Signer,
    salt: Callable[[], str],
    header: Mapping[str, Any] | None = None,
    hash_name: str = "sha-256",
    decoys: int = 0,
) -> SdJwt:
    """Sign claims so that the holder may choose which of some to show (RFC 9901 section 6.1).

    Args:
        claims: what is signed.
        disclosable: JSON pointers (RFC 6901) to the members and elements of ``claims`` that can
            be hidden; one inside another makes a recursive disclosure (section 6.3).
        salt: gives a new unpredictable text at each call, at least 128 bits in base64url (9.3).
        header: further header parameters, such as ``typ``.
        hash_name: ``sha-256``, ``sha-384`` or ``sha-512``.
        decoys: digests of nothing that are added to each object that hides members (4.2.5).

    Raises:
        UsageError: ``sd-jwt.reserved-claim``, ``sd-jwt.no-such-claim`` or ``sd-jwt.unknown-hash``.
        ProofError, LimitError: ``jws.*`` as ``jws.sign``, or why nobody could read the result.
        InputError: ``json.not-serialisable``.
    """
    if hash_name not in HASHES:
        raise UsageError("sd-jwt.unknown-hash", f"There is no hash {hash_name[:40]!r} here.")
    hiding = _Hiding(disclosable, salt, HASHES[hash_name], decoys)
    payload = hiding.members(claims, "")
    missing = disclosable - hiding.hidden
    if missing:
        raise UsageError("sd-jwt.no-such-claim", f"There is no claim at {min(missing)[:80]!r}.")
    if disclosable:
        payload[HASH_CLAIM] = hash_name
    # A salt that comes twice, or claims nested too deep: better found out here than by a verifier.
    process(payload, hiding.disclosures)
    token = jws.sign(strict_json.dumps(payload), signer, header=header)
    return SdJwt(token, tuple(hiding.disclosures))


@dataclass(slots=True)
class _Hiding:
    disclosable: AbstractSet[str]
    salt: Callable[[], str]
    hash_name: str
    decoys: int
    disclosures: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def members(self, claims: Mapping[str, Any], place: str) -> dict[str, Any]:
        digests: list[str] = []
        result: dict[str, Any] = {}
        for name, value in claims.items():
            if name in RESERVED:
                raise UsageError("sd-jwt.reserved-claim", f"No claim may be called {name}.")
            inside = f"{place}/{_escaped(name)}"
            value = self.value(value, inside)
            if inside in self.disclosable:
                digests.append(self._hide(inside, [self.salt(), name, value]))
            else:
                result[name] = value
        if digests:
            digests += [digest(self.salt(), self.hash_name) for _ in range(self.decoys)]
            # Sorted, so that the order tells nothing about the claims (section 4.2.4.1).
            result[DIGESTS] = sorted(digests)
        return result

    def value(self, value: Any, place: str) -> Any:
        if isinstance(value, Mapping):
            return self.members(value, place)
        if isinstance(value, list):
            return [self._element(one, f"{place}/{index}") for index, one in enumerate(value)]
        return value

    def _element(self, element: Any, place: str) -> Any:
        element = self.value(element, place)
        if place not in self.disclosable:
            return element
        return {PLACEHOLDER: self._hide(place, [self.salt(), element])}

    def _hide(self, place: str, content: list[Any]) -> str:
        encoded = multibase.base64url_encode(strict_json.dumps(content))
        self.disclosures.append(encoded)
        self.hidden.add(place)
        return digest(encoded, self.hash_name)


def present(text: str, *, show: AbstractSet[str]) -> SdJwt:
    """Return the SD-JWT with only the disclosures for some claims (RFC 9901 section 7.2).

    What encloses a shown claim is shown too, as far as it must be to reach it. A key binding, if
    there is one, is left off: ``key_binding.bind`` makes a new one.

    Args:
        text: an SD-JWT as its holder keeps it; nothing is verified.
        show: JSON pointers into its processed claims.

    Raises:
        UsageError: ``sd-jwt.no-such-claim`` for a pointer at which nothing is disclosable.
        ProofError, LimitError: ``sd-jwt.*`` and ``jws.*``, as reading it.
    """
    held = parse_sd_jwt(text)
    payload = jws.claims_of(jws.parse(held.issuer_jwt))
    disclosed = process(payload, held.disclosures).disclosed
    missing = show - disclosed.keys()
    if missing:
        raise UsageError(
            "sd-jwt.no-such-claim", f"Nothing can be disclosed at {min(missing)[:80]!r}."
        )
    shown = {
        disclosure.encoded
        for place, disclosure in disclosed.items()
        if any(wanted == place or wanted.startswith(place + "/") for wanted in show)
    }
    return SdJwt(held.issuer_jwt, tuple(one for one in held.disclosures if one in shown))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
