"""Credentials that come ready-made: what is asked of them before the office signs them.

Nothing is written here. What a verifier of this office could not read is not signed either, so the
contexts are those that everybody here has, and no document is fetched.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mintmark.cli.vc_api.issuing import check_content
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.values import as_list, has_type
from mintmark.errors import FormatError, MintmarkError, UsageError
from mintmark.formats import verifiable_credential_2
from mintmark.formats.describing import names
from mintmark.ports import Documents
from mintmark_web.issuing import content, queries
from mintmark_web.issuing.disclosing import SD_JWT
from mintmark_web.keys import queries as keys

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation
    from mintmark_web.keys.models import Key

_TOKENS = frozenset({content.JWT, SD_JWT})
"""Ways of signing whose answer would be no JSON."""
_LISTS = ("BitstringStatusListCredential", "StatusList2021Credential")
_LONGEST_ID = 500
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A credential that can be signed as it is, but for its status.

    Attributes:
        serial: the number that the office gives it.
        document: the credential, with issuer and id.
        named: the id that it came with; empty where its serial is its id.
        key: whose key signs it.
        suite: how.
        learner: whom it is about, as far as it says.
        title: what it is.
        valid_until: its end.
    """

    serial: uuid.UUID
    document: Mapping[str, Any]
    named: str
    key: Key
    suite: str
    learner: str
    title: str
    valid_until: datetime | None


def prepared(
    organisation: Organisation, document: Mapping[str, Any], *, suite: str = ""
) -> ReadyMade:
    """Return a credential ready to be signed.

    Args:
        organisation: who issues it.
        document: the credential, without a proof and without a status.
        suite: the name of a cryptosuite; the usual one of the key where it is empty.

    Raises:
        MintmarkError: what is wrong with it.
    """
    _refuse_finished(document)
    issuer = document.get("issuer")
    key, suite = _key(organisation, _id_of(issuer), suite)
    _refuse_foreign_name(organisation, issuer)
    whole = {**document, "issuer": _as_issuer(issuer, key.controller)}
    until = verifiable_credential_2.outline(whole).valid_until
    serial = uuid.uuid4()
    named = _named(organisation, whole)
    whole = {**whole, "id": named or serial.urn}
    check_content(whole, Documents({}), BUNDLED)
    learner, title = _called(whole)
    return ReadyMade(serial, whole, named, key, suite, learner, title, until)


def _refuse_finished(document: Mapping[str, Any]) -> None:
    if "proof" in document:
        raise FormatError(
            "vc-api.already-secured", "The credential to be issued has a proof.", place="/proof"
        )
    if "credentialStatus" in document:
        raise FormatError(
            "vc-api.has-status",
            "The credential has a status already; which one counts would be anybody's guess.",
            place="/credentialStatus",
            remedy="Leave it out: this office keeps the status of what it signs.",
        )
    if has_type(document, *_LISTS):
        raise FormatError(
            "vc-api.status-list",
            "It is a status list. With one, others' credentials could be called good or bad.",
            place="/type",
            remedy="This office signs the lists of what it issues itself.",
        )


def _refuse_foreign_name(organisation: Organisation, issuer: Any) -> None:
    """Refuse another's name over our signature: whoever verifies is shown that name."""
    names = issuer.get("name", organisation.name) if isinstance(issuer, Mapping) else ()
    for one in as_list(names):
        said = one.get("@value") if isinstance(one, Mapping) else one
        if not isinstance(said, str) or _plain(said) != _plain(organisation.name):
            raise FormatError(
                "vc-api.foreign-name",
                f"The issuer is called otherwise here: {organisation.name}.",
                place="/issuer/name",
                remedy="Write that, or leave the name out.",
            )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _id_of(issuer: Any) -> Any:
    return issuer.get("id") if isinstance(issuer, Mapping) else issuer


def _as_issuer(given: Any, did: str) -> Any:
    return {**given, "id": did} if isinstance(given, Mapping) else did


def _key(organisation: Organisation, issuer: Any, suite: str) -> tuple[Key, str]:
    """Return the key that signs for this issuer, and in which way.

    An issuer can say things in its own name only; where none is named, it is the organisation.
    """
    every = list(keys.active_keys(organisation.pk))
    if not every:
        raise UsageError(
            "vc-api.no-key",
            "This organisation has no key in use.",
            remedy="A registrar makes one in the office.",
        )
    own = [key for key in every if issuer in (None, key.controller)]
    if not own:
        signs_as = " or ".join(sorted({key.controller for key in every}))
        raise FormatError(
            "vc-api.foreign-issuer",
            f"The credential is not issued by this organisation, which signs as {signs_as}.",
            place="/issuer",
            remedy="Name that, or leave the issuer out.",
        )
    if not suite:
        return own[0], content.suites(own[0].kind)[0]
    for key in own:
        if suite not in _TOKENS and suite in content.suites(key.kind):
            return key, suite
    raise UsageError("issue.unfit-suite", f"No key in use here signs with {suite[:60]!r}.")


def _named(organisation: Organisation, document: Mapping[str, Any]) -> str:
    """Return the id that a credential has, if it has one: an id that nothing else here has."""
    named = str(document.get("id", ""))
    if len(named) > _LONGEST_ID:
        raise UsageError(
            "vc-api.long-id", f"The id is longer than {_LONGEST_ID} characters.", place="/id"
        )
    if named and queries.credential_called(organisation.pk, named) is not None:
        raise UsageError(
            "vc-api.issued-already", "A credential with this id is issued already.", place="/id"
        )
    return named


def _called(document: Mapping[str, Any]) -> tuple[str, str]:
    """Return whom a credential is about, and what it is, for lists that people read."""
    try:
        told = names(document)
    except MintmarkError:
        told = None
    learner = next(_texts(told and told.learner.name, told and told.learner.id), "–")
    kinds = (one for one in as_list(document["type"]) if one != "VerifiableCredential")
    achieved = told.achievement.name if told and told.achievement else None
    title = next(_texts(achieved, document.get("name"), *kinds), "VerifiableCredential")
    return learner[:_LONGEST_NAME], title[:_LONGEST_NAME]


def _texts(*found: Any) -> Iterator[str]:
    return (one.strip() for one in found if isinstance(one, str) and one.strip())
