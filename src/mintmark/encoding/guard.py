"""The data-loss guard: what JSON-LD expansion would drop or rearrange unseen is refused.

Expansion (JSON-LD 1.1 Processing Algorithms and API, section 5) silently leaves out terms that no
context defines, nulls, and more. Then the JSON that people read says more than what was signed.
The guard also demands the compact form (VC Data Model 2.0, section 6.1): one statement has one
spelling, so that nobody can hide ``validUntil`` from a reader of the JSON by writing its IRI.

Every object of a document comes by here with the active context that expansion itself uses for it.
What is lost later, on the way to RDF, ``rdf.from_expanded`` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from mintmark.encoding import places
from mintmark.encoding.active_contexts import ActiveContext, ActiveContexts
from mintmark.encoding.rdf import is_iri, is_language
from mintmark.encoding.telling import COMMENT, ENDORSED
from mintmark.errors import ContextError

_KEYWORDS: Final = frozenset({"@id", "@type", "@value", "@language", "@direction", "@list"})
_OF_NODES: Final = frozenset({"@id", "@type", "@list"})
_MAPS: Final = frozenset({"@index", "@id", "@type"})


class Guard:
    """Looks at the objects of one document.

    Args:
        document: the whole.
        contexts: the active contexts of the store in use.
        expand_iri: PyLD's IRI expansion (JSON-LD 1.1 API, section 5.2).
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        contexts: ActiveContexts,
        expand_iri: Callable[..., str | None],
    ) -> None:
        self._document = document
        self._contexts = contexts
        self._expand_iri = expand_iri
        self._root: str | None = None
        self._vouched: frozenset[int] | None = None

    def check_object(
        self, active: ActiveContext, element: dict[str, Any], type_scoped: ActiveContext
    ) -> None:
        """Refuse an object of which something would be lost or could mislead.

        Args:
            active: what its terms mean.
            element: the object.
            type_scoped: what its types mean.

        Raises:
            ContextError: see ``jsonld.expand``.
        """
        keywords: dict[str, str] = {}
        for name, value in element.items():
            if name == "@context":
                continue
            meaning = self._meaning(active, name)
            if meaning is None or not (meaning.startswith("@") or is_iri(meaning)):
                raise self._refusal(
                    "context.undefined-term",
                    f"No context defines the term {name[:80]!a}.",
                    element,
                    name,
                )
            if better := self._contexts.protected_term_for(active, name, meaning):
                raise self.not_compact(element, name, better)
            if meaning.startswith("@"):
                self._check_keyword(element, name, meaning, keywords)
            else:
                self._check_property(active, element, name, meaning, value)
        self._check_keyword_values(element, keywords)
        if "@value" not in keywords:
            self._check_node(active, element, keywords)
            self._check_types(type_scoped, element, keywords.get("@type"))

    def check_language_map(self, active: ActiveContext, texts: dict[str, Any]) -> None:
        """Refuse a language map of which something would be lost (JSON-LD 1.1, section 4.6.2).

        Raises:
            ContextError: ``context.malformed-language``, ``context.dropped-value``.
        """
        for language, text in texts.items():
            none = self._expand_iri(active, language, vocab=True) == "@none"
            if not none and not is_language(language):
                raise self._refusal(
                    "context.malformed-language",
                    f"{language[:80]!a} is not a language tag.",
                    texts,
                    language,
                )
            self._check_null(text, texts, language)

    def place(self, element: dict[str, Any], name: str = "") -> str:
        """Return the JSON pointer to an object of the document, or to a member of it."""
        return places.pointer(self._document, element, name)

    def not_compact(self, element: dict[str, Any], name: str, better: str) -> ContextError:
        """Return the refusal of a spelling other than the compact one."""
        return self._refusal(
            "context.not-compact",
            "One thing has one spelling, and this is not it.",
            element,
            name,
            remedy=f"Write {better}.",
        )

    def _check_keyword(
        self, element: dict[str, Any], name: str, meaning: str, keywords: dict[str, str]
    ) -> None:
        if meaning not in _KEYWORDS:
            raise self._refusal(
                "context.keyword-not-allowed",
                f"{name[:80]!a} rearranges what is said, so that reading the JSON could mislead.",
                element,
                name,
            )
        if meaning in keywords:
            raise self._refusal(
                "context.keyword-twice", f"{meaning} is given twice.", element, name
            )
        keywords[meaning] = name

    def _check_property(
        self,
        active: ActiveContext,
        element: dict[str, Any],
        name: str,
        meaning: str,
        value: Any,
    ) -> None:
        definition = active["mappings"].get(name)
        if definition is None:
            # An IRI, or a name that only @vocab leads to: a term for the same thing comes first.
            if term := self._contexts.term_for(active, meaning):
                raise self.not_compact(element, name, term)
            definition = {}
        container = definition.get("@container") or ()
        if isinstance(value, dict) and not _MAPS.isdisjoint(container):
            raise self._refusal(
                "context.keyed-map", f"The keys of {name[:80]!a} would be lost.", element, name
            )
        if definition.get("@type") == "@json":
            return
        self._check_null(value, element, name)
        if "@list" not in container and any(isinstance(v, list) for v in _each(value)):
            raise self._refusal(
                "context.nested-array", f"{name[:80]!a} is a set; sets do not nest.", element, name
            )

    def _check_null(self, value: Any, element: dict[str, Any], name: str) -> None:
        if value is None or (isinstance(value, list) and any(v is None for v in _leaves(value))):
            raise self._refusal(
                "context.dropped-value",
                f"{name[:80]!a} is null, which says nothing.",
                element,
                name,
                remedy="Leave it out.",
            )

    def _check_keyword_values(self, element: dict[str, Any], keywords: dict[str, str]) -> None:
        is_json = element.get(keywords.get("@type", "")) == "@json"
        for meaning, name in keywords.items():
            if not (is_json and meaning == "@value"):
                self._check_null(element[name], element, name)
        if "@value" not in keywords and not keywords.keys() <= _OF_NODES:
            raise self._refusal(
                "context.dropped-value", "A language stands without a text.", element
            )

    def _check_node(
        self, active: ActiveContext, element: dict[str, Any], keywords: dict[str, str]
    ) -> None:
        for meaning, name in keywords.items():
            if name == meaning and (term := self._contexts.term_for(active, meaning)):
                raise self.not_compact(element, name, term)
        if "@id" in keywords:
            self._check_root(active, element, keywords["@id"])

    def _check_root(self, active: ActiveContext, element: dict[str, Any], key: str) -> None:
        """The document's own node is described in one place, where readers look for it."""
        name = self._expand_iri(active, element[key])
        if element is self._document:
            self._root = name
        elif (
            name == self._root
            and element.keys() - {"@context", key}
            and not self._only_endorses(active, element)
        ):
            raise self._refusal(
                "context.root-described-twice",
                "The document's own id is described a second time inside it.",
                element,
                key,
            )

    def _only_endorses(self, active: ActiveContext, element: dict[str, Any]) -> bool:
        """Say whether an object says no more of its node than that somebody else endorses it.

        What it says belongs to a credential inside the document, whose own proof holds it in its
        place (Open Badges 3.0, EndorsementCredential). Nothing else can be hidden in it.
        """
        for name, value in element.items():
            meaning = self._meaning(active, name)
            if meaning == "@type":
                if any(self._meaning(active, str(one)) != ENDORSED for one in _each(value)):
                    return False
            elif meaning not in ("@id", COMMENT):
                return False
        if self._vouched is None:
            self._vouched = frozenset(map(id, places.vouched_subjects(self._document)))
        return id(element) in self._vouched

    def _check_types(self, active: ActiveContext, element: dict[str, Any], key: str | None) -> None:
        for name in _each(element[key]) if key is not None else ():
            self._check_type(active, element, key or "", name)

    def _check_type(
        self, active: ActiveContext, element: dict[str, Any], key: str, name: Any
    ) -> None:
        meaning = self._meaning(active, name) if isinstance(name, str) else None
        if meaning is None or not is_iri(meaning):
            raise self._refusal(
                "context.undefined-type",
                f"No context defines the type {str(name)[:80]!a}.",
                element,
                key,
            )
        if name in active["mappings"]:
            term = self._contexts.protected_term_for(active, name, meaning)
        else:
            term = self._contexts.term_for(active, meaning)
        if term:
            raise self.not_compact(element, key, term)

    def _meaning(self, active: ActiveContext, name: str) -> str | None:
        """Return the IRI or keyword that a term, compact IRI or IRI stands for."""
        definition = active["mappings"].get(name)
        if definition is not None and not name.startswith("@"):
            meaning: str | None = definition["@id"]
        else:
            meaning = self._expand_iri(active, name, vocab=True)
        return meaning

    def _refusal(
        self,
        code: str,
        message: str,
        element: dict[str, Any],
        name: str = "",
        remedy: str | None = None,
    ) -> ContextError:
        return ContextError(code, message, place=self.place(element, name), remedy=remedy)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _leaves(value: list[Any]) -> Iterator[Any]:
    """Go through nested arrays; how deep they nest is bounded by the caller's check."""
    for item in value:
        if isinstance(item, list):
            yield from _leaves(item)
        else:
            yield item
