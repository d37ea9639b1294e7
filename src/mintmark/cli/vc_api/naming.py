"""Members of a credential to be issued: under ``@vocab``, a misspelling is a word too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.jsonld import expand
from mintmark.encoding.values import as_list
from mintmark.errors import ContextError

_NO_VOCABULARY: Final = {"@vocab": None}
_ANYTHING: Final = "urn:x:x"


def check(document: Mapping[str, Any], contexts: ContextStore) -> None:
    """Refuse a member of the credential itself that no context defines by its name.

    ``validUntill`` would be signed under ``@vocab``, and nobody would see when the credential
    ends. What is said inside its members is the issuer's own affair.

    Raises:
        ContextError: ``context.undefined-term``.
    """
    members = dict.fromkeys(document.keys() - {"@context", "type"}, _ANYTHING)
    names = [*as_list(document["@context"]), _NO_VOCABULARY]
    outline = {"@context": names, "type": document["type"], **members}
    try:
        expand(outline, contexts.extended({}, inline=[_NO_VOCABULARY]))
    except ContextError as error:
        if error.code == "context.undefined-term":
            raise
