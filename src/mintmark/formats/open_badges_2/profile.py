"""The issuer's Profile: which addresses it hosts at and which keys are its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding.values import as_list, texts
from mintmark.errors import FormatError, KeyMaterialError
from mintmark.formats.open_badges_2 import documents
from mintmark.ports import Fetcher

_MAX_KEYS: Final = 5


@dataclass(frozen=True, slots=True)
class Profile:
    """An issuer's profile as its own address serves it.

    Attributes:
        origins: host and port of the addresses under which its assertions may stand; None where
            only ``prefixes`` count.
        prefixes: what such an address must begin with; empty where anything goes.
        keys: the keys that it lists, by address or written out.
    """

    document: Mapping[str, Any]
    id: str
    origins: frozenset[tuple[str, str]] | None
    prefixes: tuple[str, ...]
    keys: tuple[str | Mapping[str, Any], ...]

    def hosts(self, address: str) -> bool:
        """Say whether an assertion at this address is the issuer's (section VerificationObject).

        Without a word in the profile, the origin of the profile itself is the scope.
        """
        found = documents.origin(address)
        if found is None or (self.origins is not None and found not in self.origins):
            return False
        return not self.prefixes or any(
            documents.origin(prefix) == found and address.startswith(prefix)
            for prefix in self.prefixes
        )

    def owns(self, address: str) -> bool:
        """Say whether an address is in that scope or at the profile's own origin."""
        own = documents.origin(self.id)
        return self.hosts(address) or (own is not None and own == documents.origin(address))


def fetch(issuer: str, fetcher: Fetcher) -> Profile:
    """Return the profile of an issuer, from its own address and from nowhere else.

    A copy inside a badge class proves nothing: whoever wrote the badge wrote it.

    Raises:
        FormatError: ``ob2.malformed-document``, ``ob2.wrong-document``, ``ob2.wrong-type``,
            ``ob2.issuer-verification``, ``ob2.*-context``.
        KeyMaterialError: ``ob2.malformed-key-list``.
        UnavailableError: ``ob2.not-https``, or it cannot be had.
    """
    document = documents.fetch(issuer, fetcher)
    documents.require_type(document, "Issuer", "Profile")
    declared = _declared(document)
    prefixes = _listed(declared, "startsWith")
    named = _listed(declared, "allowedOrigins")
    if named:
        origins: frozenset[tuple[str, str]] | None = frozenset(map(_origin, named))
    else:
        own = documents.origin(issuer)
        origins = None if prefixes or own is None else frozenset({own})
    return Profile(document, issuer, origins, prefixes, _keys(document))


def _declared(document: Mapping[str, Any]) -> Mapping[str, Any]:
    given = [document[name] for name in ("verification", "verify") if name in document]
    if not given:
        return {}
    if len(given) > 1 or not isinstance(given[0], Mapping):
        raise _malformed("it is not one object")
    declared: Mapping[str, Any] = given[0]
    if declared.get("verificationProperty", "id") not in ("id", "@id"):
        raise _malformed("only the id of an assertion is compared")
    return declared


def _listed(declared: Mapping[str, Any], member: str) -> tuple[str, ...]:
    values = as_list(declared.get(member))
    if member in declared and (not values or texts(values) != values):
        raise _malformed(f"{member} is not text")
    return tuple(values)


def _origin(name: str) -> tuple[str, str]:
    """Read a host name; in practice whole origins are written as well."""
    found = documents.origin("https://" + name.removeprefix("https://").rstrip("/"))
    if found is None or "/" in name.removeprefix("https://").rstrip("/"):
        raise _malformed(f"{name[:60]!r} is no host name")
    return found


def _keys(document: Mapping[str, Any]) -> tuple[str | Mapping[str, Any], ...]:
    keys = as_list(document.get("publicKey"))
    if len(keys) > _MAX_KEYS or not all(isinstance(key, str | Mapping) for key in keys):
        raise KeyMaterialError(
            "ob2.malformed-key-list", f"The issuer does not list at most {_MAX_KEYS} keys properly."
        )
    return tuple(keys)


def _malformed(why: str) -> FormatError:
    return FormatError(
        "ob2.issuer-verification",
        f"What the issuer says about verifying is malformed: {why}.",
        place="/verification",
    )
