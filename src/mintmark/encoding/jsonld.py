"""JSON-LD documents as RDF, with nothing lost and nothing fetched.

JSON-LD 1.1 Processing Algorithms and API: expansion by PyLD (section 5) under a guard, then RDF
(section 8). There is no base address, and contexts come from a ``ContextStore`` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pyld.jsonld import JsonLdError

from mintmark.encoding import places, rdf
from mintmark.encoding.active_contexts import active_contexts
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.expansion import Expansion
from mintmark.encoding.rdf import Dataset
from mintmark.errors import ContextError, LimitError, MintmarkError

MAX_VALUES: Final = 20_000
"""The most values (objects, arrays, strings, numbers ...) that one document may hold."""

MAX_DEPTH: Final = 64

MAX_CHARACTERS: Final = 8 * 2**20
"""The most characters that the statements of one document may take together."""

TOLD_TWICE: Final = frozenset(
    {"context.described-twice", "context.repeated-node", "context.repeated-value"}
)
"""The codes of what ``told_once`` refuses."""

_FOREIGN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def to_quads(
    document: Mapping[str, Any],
    contexts: ContextStore,
    *,
    max_values: int = MAX_VALUES,
    told_once: bool = True,
) -> Dataset:
    """Return the RDF dataset that a JSON-LD document says, all of it.

    Works for whole credentials and for a proof's configuration with the document's ``@context``.
    Whatever would not reach the dataset makes the document refused.

    Args:
        document: JSON values, as ``strict_json.loads`` gives them.
        contexts: the contexts that exist.
        max_values: the most values that the document may hold.
        told_once: whether a document is refused in which one thing is said twice, or one id is
            described in two objects and not all of it in each. Where the JSON itself is signed,
            nobody can have rearranged it.

    Returns:
        Quads of N-Quads terms, each once, in no meaningful order; blank nodes are named
        ``_:b0``, ``_:b1`` ... as they come. Base directions are i18n datatypes.

    Raises:
        ContextError: as ``expand``, and ``context.relative-id``, ``context.blank-id``,
            ``context.malformed-iri``, ``context.malformed-language``, ``context.dropped-value``;
            ``context.described-twice``, ``context.repeated-node``, ``context.repeated-value``.
        LimitError: as ``expand``.
        InputError: ``rdf.number``, ``jcs.not-canonicalizable``.
    """
    expanded = expand(document, contexts, max_values=max_values)
    try:
        quads = rdf.from_expanded(expanded, lost=_Losses(document, told_once))
    except RecursionError:
        raise _too_deep() from None
    # Each statement repeats its subject: a long id with much to say of it would fill the memory.
    if sum(len(term) for quad in quads for term in quad) > MAX_CHARACTERS:
        raise LimitError(
            "context.too-large",
            f"The statements of the document take more than {MAX_CHARACTERS} characters.",
        )
    return quads


def expand(
    document: Mapping[str, Any], contexts: ContextStore, *, max_values: int = MAX_VALUES
) -> list[dict[str, Any]]:
    """Return a document in expanded form, under the guard.

    Raises:
        UnavailableError: ``context.unknown``, ``context.inline-not-allowed``.
        ContextError: ``context.malformed``, ``context.rejected`` (contexts that contradict each
            other, or no JSON-LD), ``context.undefined-term``, ``context.undefined-type``,
            ``context.not-compact``, ``context.keyword-not-allowed``, ``context.keyword-twice``,
            ``context.keyed-map``, ``context.nested-array``, ``context.root-described-twice``,
            ``context.malformed-language``, ``context.dropped-value``.
        LimitError: ``context.too-large``, ``context.too-deep``, ``context.too-many``,
            ``context.work-limit``.
    """
    whole = document if isinstance(document, dict) else dict(document)
    _measure(whole, max_values)
    expansion = Expansion(whole, active_contexts(contexts))
    try:
        expanded = expansion.run()
    except MintmarkError:
        raise
    except JsonLdError as error:
        raise _own_cause(error, expansion) from None
    except RecursionError:
        raise _too_deep() from None
    except _FOREIGN as error:
        raise ContextError(
            "context.rejected", f"The document is not usable JSON-LD: {error}."
        ) from None
    if not isinstance(expanded, dict):
        raise ContextError("context.dropped-value", "The document says nothing.", place="/")
    return [expanded]


class _Losses:
    """Refuses what the conversion to RDF would leave out."""

    def __init__(self, document: Mapping[str, Any], told_once: bool) -> None:
        self._document = document
        self._told_once = told_once

    def __call__(self, kind: str, value: Any) -> None:
        if kind in _SAY_IT_ONCE and not self._told_once:
            return
        text = value if isinstance(value, str) else None
        code, message = _LOSSES[kind]
        if kind == "id" and text is not None and ":" in text.split("/")[0]:
            code, message = _LOSSES["iri"]
        raise ContextError(
            code,
            message.format(str(value)[:200]),
            place=places.pointer_to_text(self._document, text) if text is not None else None,
            remedy=_SAY_IT_ONCE.get(kind),
        )


_LOSSES: Final = {
    "id": ("context.relative-id", "{!a} is not an absolute address."),
    "blank-id": ("context.blank-id", "{!a} is a name that is not signed."),
    "iri": ("context.malformed-iri", "{!a} has a character that addresses must not have."),
    "type": ("context.malformed-iri", "The type {!a} is not a well-formed address."),
    "property": ("context.malformed-iri", "The property {!a} is not a well-formed address."),
    "datatype": ("context.malformed-iri", "The datatype {!a} is not a well-formed address."),
    "language": ("context.malformed-language", "{!a} is not a language tag."),
    "index": ("context.dropped-value", "{!a} is not part of what is said."),
    "value": ("context.dropped-value", "{!a} stands where it says nothing."),
    "apart": ("context.described-twice", "{!a} is described in two places, not in full in each."),
    "repeated-node": ("context.repeated-node", "{!a} stands twice where it counts once."),
    "repeated-value": ("context.repeated-value", "{!a} stands twice where it counts once."),
}
_SAY_IT_ONCE: Final = {
    "apart": "Describe it once, and elsewhere name it by its id.",
    "repeated-node": "Name it once.",
    "repeated-value": "Write it once.",
}


def _measure(document: Any, max_values: int) -> None:
    """Bound the work before it starts, and see that there is nothing but JSON in there."""
    level, count = [document], 1
    for _ in range(MAX_DEPTH):
        inside: list[Any] = []
        for container in level:
            inside.extend(container.values() if isinstance(container, dict) else container)
        count += len(inside)
        if count > max_values:
            raise LimitError(
                "context.too-large", f"The document holds more than {max_values} values."
            )
        level = [value for value in inside if isinstance(value, (dict, list))]
        if not all(value is None or type(value) in _JSON for value in inside):
            raise ContextError("context.rejected", "The document holds what is not JSON.")
        if not level:
            return
    raise _too_deep()


_JSON: Final = frozenset({dict, list, str, int, float, bool})


def _own_cause(error: JsonLdError, expansion: Expansion) -> MintmarkError:
    """PyLD wraps what its document loader raises: take it out again."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MintmarkError):
            return cause
        cause = cause.__cause__
    why = str(error.args[0]).removeprefix("Invalid JSON-LD syntax; ").rstrip(".")
    details = error.details or {}
    found = f" It is {details['value']!r:.80}." if "value" in details else ""
    in_contexts = "context" in details
    return ContextError(
        "context.rejected",
        f"It is no well-formed JSON-LD: {why} ({error.code}).{found}",
        place=expansion.place_of_failure("@context" if in_contexts else ""),
        remedy="Take out the context that contradicts those before it." if in_contexts else None,
    )


def _too_deep() -> LimitError:
    return LimitError("context.too-deep", f"The document nests more than {MAX_DEPTH} deep.")
