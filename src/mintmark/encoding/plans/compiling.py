"""A plan from what the plain way found out about a node that it accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mintmark.encoding.active_contexts import ActiveContext, ActiveContexts
from mintmark.encoding.expansion import Expansion
from mintmark.encoding.plans.leaves import Miss, ReadId, reader_of_ids, term
from mintmark.encoding.plans.members import LanguageMap, References, Texts, Types, Words
from mintmark.encoding.plans.plan import Member, NodePlan, Plan, Site, ValuePlan
from mintmark.encoding.rdf import RDF, is_iri

_TYPE: Final = f"<{RDF}type> "
_X: Final = '"x"'
_MAX_MEMBERS: Final = 256
_VALUE_KEYWORDS: Final = (
    {"@value", "@language"},
    {"@value", "@direction"},
    {"@value", "@language", "@direction"},
)

FindSite = Callable[[ActiveContext, str], Site]


class Recording(Expansion):
    """An expansion that writes down what terms mean at each object of the document."""

    def __init__(self, document: Mapping[str, Any], contexts: ActiveContexts) -> None:
        super().__init__(document, contexts)
        self.options: dict[str, Any] = {}
        self._found: dict[int, tuple[ActiveContext, ActiveContext] | None] = {}

    def meanings(self, element: dict[str, Any]) -> tuple[ActiveContext, ActiveContext]:
        """Return what the terms of an object mean, and what its types mean.

        Raises:
            Miss: the object never came by, or stands at two places that differ.
        """
        found = self._found.get(id(element))
        if found is None:
            raise Miss
        return found

    def under(self, active: ActiveContext, name: str) -> ActiveContext:
        """Return what terms mean to the value of a property."""
        scoped = self.get_context_value(active, name, "@context")
        if scoped is None:
            return active
        inner: ActiveContext = self._process_context(
            active, scoped, self.options, propagate=True, override_protected=True
        )
        return inner

    def value(self, active: ActiveContext, name: str, value: Any) -> dict[str, Any]:
        """Return a scalar in expanded form."""
        expanded: dict[str, Any] = self._expand_value(active, name, value, self.options)
        return expanded

    def meaning(self, active: ActiveContext, name: str) -> str | None:
        """Return what a key or a type stands for."""
        meaning: str | None = self._expand_iri(active, name, vocab=True)
        return meaning

    # What PyLD calls.

    def _get_initial_context(self, options: dict[str, Any]) -> Any:
        self.options = options
        return super()._get_initial_context(options)

    def _expand_object(
        self,
        active_ctx: ActiveContext,
        active_property: str | None,
        expanded_active_property: str | None,
        element: dict[str, Any],
        *more: Any,
    ) -> None:
        type_scoped = more[-1]
        found = (active_ctx, type_scoped or active_ctx)
        known = self._found.setdefault(id(element), found)
        if known is not None and (known[0] is not found[0] or known[1] is not found[1]):
            self._found[id(element)] = None
        super()._expand_object(
            active_ctx, active_property, expanded_active_property, element, *more
        )


class Compiler:
    """Makes the plans for one document.

    Args:
        recording: the expansion of the document, done.
        find_site: gives the site of a property, where terms mean something.
    """

    def __init__(self, recording: Recording, find_site: FindSite) -> None:
        self._recording = recording
        self._find_site = find_site
        self._readers: dict[int, ReadId] = {}

    def compile(self, site: Site, element: dict[str, Any]) -> Plan:
        """Return the plan of an object, for all of its shape at this site.

        Raises:
            Miss: no plan can be sure to handle it.
        """
        if len(element) > _MAX_MEMBERS or ("@context" in element and site.name is not None):
            raise Miss
        active, type_scoped = self._recording.meanings(element)
        if "@base" in active:
            raise Miss
        keywords, properties = self._keys(active, element)
        if "@value" in keywords:
            return self._value_plan(site, keywords, properties)
        if not keywords.keys() <= {"@id", "@type"}:
            raise Miss
        members = [self._member(active, name) for name in properties]
        if "@type" in keywords:
            members.append(self._types(type_scoped, element, keywords["@type"]))
        members.sort(key=lambda member: member[0])
        if len({predicate for predicate, _, _ in members}) != len(members):
            raise Miss  # Two terms for one property: their lines would have to be sorted again.
        return NodePlan(
            keywords.get("@id"),
            self._read_id(active),
            [(name, member) for _, name, member in members],
            [member.site for _, _, member in members if isinstance(member, Texts)],
        )

    def _keys(
        self, active: ActiveContext, element: dict[str, Any]
    ) -> tuple[dict[str, str], list[str]]:
        """Return keyword -> key, and the keys that are properties."""
        keywords, properties = {}, []
        for name in element:
            if name == "@context":
                continue
            meaning = self._recording.meaning(active, name)
            if meaning is not None and meaning.startswith("@"):
                keywords[meaning] = name
            else:
                properties.append(name)
        return keywords, properties

    def _value_plan(self, site: Site, keywords: dict[str, str], properties: list[str]) -> Plan:
        if properties or keywords.keys() not in _VALUE_KEYWORDS:
            raise Miss
        if site.active is None or site.name is None:
            raise Miss
        # The guard refuses an object that says the same as the bare text would.
        bare = self._recording.value(site.active, site.name, "text")
        if "@language" in bare or "@direction" in bare:
            raise Miss
        return ValuePlan(keywords)

    def _types(
        self, active: ActiveContext, element: dict[str, Any], key: str
    ) -> tuple[str, str, Member]:
        # The types of a shape are looked up under these two keys, the first one first.
        if key != "type" and (key != "@type" or "type" in element):
            raise Miss
        value = element[key]
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) for name in names):
            raise Miss
        meanings = {self._recording.meaning(active, name) for name in names}
        lines = sorted(f"{_TYPE}<{checked(meaning)}> .\n" for meaning in meanings)
        return _TYPE, key, Types(lines)

    def _member(self, active: ActiveContext, name: str) -> tuple[str, str, Member]:
        definition = active["mappings"].get(name)
        if not definition or definition.get("reverse") or "@nest" in definition:
            raise Miss
        predicate = f"<{checked(definition['@id'])}> "
        inner = self._recording.under(active, name)
        if "@base" in inner:
            raise Miss
        by_language = _by_language(definition, inner["mappings"].get(name) or {})
        site = self._find_site(inner, name)
        number = {**self._recording.value(inner, name, 0)}
        if number.pop("@value", None) != 0 or "@id" in number or number.get("@type") == "@json":
            raise Miss
        direction = self._recording.get_context_value(active, name, "@direction")
        if by_language and (direction is not None or _has_alias_of_none(inner)):
            raise Miss
        return predicate, name, self._texts(inner, name, predicate, number, site, by_language)

    def _texts(
        self,
        inner: ActiveContext,
        name: str,
        predicate: str,
        number: Mapping[str, Any],
        site: Site,
        by_language: bool,
    ) -> Member:
        kind = self._recording.get_context_value(inner, name, "@type")
        if by_language and kind is not None:
            raise Miss
        if kind == "@id":
            return References(predicate, self._read_id(inner), number, site)
        if kind == "@vocab":
            return Words(predicate, inner, number, site)
        written = term(self._recording.value(inner, name, _X.strip('"')))
        kind_of_member = LanguageMap if by_language else Texts
        return kind_of_member(predicate, f"{written.removeprefix(_X)} .\n", number, site)

    def _read_id(self, active: ActiveContext) -> ReadId:
        known = self._readers.get(id(active))
        if known is None:
            mappings = active["mappings"].items()
            prefixes = frozenset(name for name, found in mappings if found and found["_prefix"])
            known = self._readers[id(active)] = reader_of_ids(prefixes)
        return known


def checked(meaning: Any) -> str:
    """Return an IRI that is one.

    Raises:
        Miss: it is not.
    """
    if not is_iri(meaning):
        raise Miss
    return str(meaning)


def _has_alias_of_none(active: ActiveContext) -> bool:
    return any(known and known["@id"] == "@none" for known in active["mappings"].values())


def _by_language(definition: Mapping[str, Any], inner: Mapping[str, Any]) -> bool:
    """Say whether objects under a property are language maps."""
    containers = {*(definition.get("@container") or ()), *(inner.get("@container") or ())}
    if not containers <= {"@set", "@language"}:
        raise Miss
    return "@language" in (definition.get("@container") or ())
