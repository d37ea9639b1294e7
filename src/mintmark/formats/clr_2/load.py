"""Reading: a ClrCredential becomes a learner's record again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.encoding import strict_json
from mintmark.encoding.values import as_list, text
from mintmark.errors import FormatError
from mintmark.formats.clr_2.rules import carried, check, subject_of
from mintmark.formats.forgiving import build
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import Node, child
from mintmark.formats.open_badges_3.profiles import read_profile
from mintmark.formats.open_badges_3.subjects import read_identities
from mintmark.model.record import LearnerRecord


def load(document: Mapping[str, Any]) -> LearnerRecord:
    """Return the record that a ClrCredential tells of.

    From one that this package wrote everything comes back as it went in, except the learner's
    e-mail address, date of birth and secret identifiers, and ``issuer.id``, which is the DID it
    was issued with.

    Raises:
        FormatError, LimitError: as ``check``; ``clr.unreadable`` where something that no record
            can be without is malformed.
    """
    check(document)
    subject = subject_of(document)
    nodes = Nodes({name: value for name, value in document.items() if name != "credentialSubject"})
    name = text(document.get("id")) or ""
    data: Node = {
        "id": name,
        "name": text(document.get("name")),
        "issuer": read_profile(document.get("issuer"), nodes),
        "learner": _learner(subject, name),
        "credentials": [strict_json.dumps(one).decode() for one in carried(document)],
        "associations": [
            {
                "type": one["associationType"],
                "source": one["sourceId"],
                "target": one["targetId"],
            }
            for one in as_list(subject.get("association"))
        ],
    }
    record, _ = build(LearnerRecord, data, _refuse)
    return record


def _refuse(why: str) -> FormatError:
    return FormatError("clr.unreadable", f"The record cannot be read: {why}")


def _learner(subject: Mapping[str, Any], name: str) -> Node:
    own = {key: value for key, value in subject.items() if key != "verifiableCredential"}
    learner = read_identities(own, Nodes(own))
    found = text(subject.get("id"))
    if found is not None and found != child(name, "learner"):
        learner["id"] = found
    return {"name": found or "?"} | learner
