"""issue: a larger award and its parts, in one file that the learner can hand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mintmark.encoding import strict_json
from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import FormatError
from mintmark.formats import clr_2, open_badges_3
from mintmark.formats.parts import exact_bytes
from mintmark.model import Association, LearnerRecord
from mintmark.ports import Signer
from mintmark.proofs import vc_jose


def record_of(larger: bytes, parts: Sequence[bytes], *, record_id: str) -> LearnerRecord:
    """Return the record of a larger award: its credential, those of its parts, what is part of it.

    Args:
        larger: the credential of the larger award, an Open Badge 3.0.
        parts: the credentials of its parts, or pictures and PDFs that carry them.
        record_id: an absolute address of its own for the record.

    Raises:
        FormatError: ``record.not-json``: a part is a token; or one is no Open Badge.
        MintmarkError: as ``carriers.detect.unpack``.
    """
    whole = strict_json.loads_object(larger)
    achievement, award = open_badges_3.load(whole)
    found = [_document(exact_bytes(one)) for one in parts]
    kinds = dict.fromkeys(open_badges_3.load(one)[0].id for one in found)
    return LearnerRecord(
        id=record_id,
        name=achievement.title.best(achievement.language),
        issuer=achievement.issuer,
        learner=award.learner,
        credentials=tuple(strict_json.dumps(one).decode() for one in (whole, *found)),
        associations=tuple(
            Association(type="isPartOf", source=kind, target=achievement.id)
            for kind in kinds
            if kind != achievement.id
        ),
    )


def issue_record(
    record: LearnerRecord,
    *,
    signer: Signer,
    at: datetime,
    salt: str,
    contexts: ContextStore = BUNDLED,
) -> bytes:
    """Return a record as a Comprehensive Learner Record 2.0, secured as a token (``vc+jwt``).

    Args:
        record: what it holds.
        signer: the publisher's key.
        at: the moment of issuing, with zone; the record is valid from then.
        salt: random text.
        contexts: the JSON-LD contexts there are.

    Raises:
        FormatError: it does not belong to the key.
        ContextError, LimitError: it would say something that means nothing, or too much.
    """
    document = clr_2.dump(
        record, issuer_id=signer.controller, valid_from=at.replace(microsecond=0), salt=salt
    )
    clr_2.check(document)
    plain_form(document, contexts, told_once=False)
    return vc_jose.sign(document, signer).encode()


def _document(data: bytes) -> Mapping[str, Any]:
    if not data.lstrip().startswith(b"{"):
        raise FormatError(
            "record.not-json",
            "A record carries credentials as JSON, and one of the parts is a token.",
            remedy="Hand on the larger award and its parts as files of their own.",
        )
    return strict_json.loads_object(data)
