"""PyLD's expansion of one document, with the guard inside it and the contexts from a store.

Four of PyLD's methods are overridden. The version of PyLD is pinned, and tests fail should one of
the four no longer be called.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final

from pyld.jsonld import JsonLdError, JsonLdProcessor

from mintmark.encoding import rdf
from mintmark.encoding.active_contexts import ActiveContext, ActiveContexts
from mintmark.encoding.guard import Guard
from mintmark.errors import LimitError

MAX_PROCESSED: Final = 200
"""The most contexts worked out anew for one document."""

_TRUTHS: Final = {"true": True, "false": False}
_MAX_DIGITS: Final = 40


class Expansion(JsonLdProcessor):  # type: ignore[misc]
    """Expands one document, and refuses where PyLD would lose something."""

    def __init__(self, document: Mapping[str, Any], contexts: ActiveContexts) -> None:
        super().__init__()
        self._document = document
        self._contexts = contexts
        self._guard = Guard(document, contexts, self._expand_iri)
        self._processed = 0
        self._failed: Any = None

    def run(self) -> Any:
        """Return the expanded document: a node object, or something else when it is none.

        Raises:
            ContextError: as ``jsonld.expand`` lists them.
            LimitError: ``context.work-limit``, ``context.too-many``.
            pyld.jsonld.JsonLdError: what PyLD itself refuses.
        """
        options = {
            "base": None,
            "contextResolver": self._contexts,
            "isFrame": False,
            "keepFreeFloatingNodes": False,
            "processingMode": "json-ld-1.1",
        }
        return self._expand(self._get_initial_context(options), None, self._document, options)

    def place_of_failure(self, name: str = "") -> str | None:
        """Return where the object stands, or a member of it, that PyLD has refused."""
        return None if self._failed is None else self._guard.place(self._failed, name)

    # What PyLD calls, in the order in which one object comes by.

    def _expand(
        self,
        active_ctx: ActiveContext,
        active_property: str | None,
        element: Any,
        options: dict[str, Any],
        inside_list: bool = False,
        **more: Any,
    ) -> Any:
        try:
            expanded = super()._expand(
                active_ctx, active_property, element, options, inside_list=inside_list, **more
            )
        except JsonLdError:
            if self._failed is None and isinstance(element, dict):
                self._failed = element
            raise
        if isinstance(element, dict) and isinstance(expanded, dict):
            self._check_spelling(active_ctx, active_property, element, expanded, options)
        return expanded

    def _prepare_nested_context(
        self, active_ctx: ActiveContext, element: dict[str, Any], options: dict[str, Any]
    ) -> Any:
        if "@context" in element:
            place = partial(self._guard.place, element, "@context")
            local = self._contexts.vetted(element["@context"], place)
            if local:
                active_ctx = self._process_context(active_ctx, local, options)
            element = {name: value for name, value in element.items() if name != "@context"}
        return super()._prepare_nested_context(active_ctx, element, options)

    def _process_context(
        self,
        active_ctx: ActiveContext,
        local_ctx: Any,
        options: dict[str, Any],
        override_protected: bool = False,
        propagate: bool = True,
        **more: Any,
    ) -> Any:
        def process() -> Any:
            self._processed += 1
            if self._processed > MAX_PROCESSED:
                raise LimitError(
                    "context.work-limit", "The document uses too many contexts at once."
                )
            return build()

        def build() -> Any:
            return super(Expansion, self)._process_context(
                active_ctx,
                local_ctx,
                options,
                override_protected=override_protected,
                propagate=propagate,
                **more,
            )

        if type(active_ctx) is dict:  # PyLD is still building this one; finished ones are frozen.
            return build()
        flags = (override_protected, propagate)
        return self._contexts.processed(active_ctx, local_ctx, flags, process)

    def _expand_object(
        self,
        active_ctx: ActiveContext,
        active_property: str | None,
        expanded_active_property: str | None,
        element: dict[str, Any],
        expanded_parent: dict[str, Any],
        options: dict[str, Any],
        inside_list: bool = False,
        type_key: str | None = None,
        type_scoped_ctx: ActiveContext | None = None,
    ) -> None:
        self._guard.check_object(active_ctx, element, type_scoped_ctx or active_ctx)
        super()._expand_object(
            active_ctx,
            active_property,
            expanded_active_property,
            element,
            expanded_parent,
            options,
            inside_list,
            type_key,
            type_scoped_ctx,
        )

    def _expand_language_map(
        self, active_ctx: ActiveContext, language_map: dict[str, Any], direction: str | None
    ) -> Any:
        self._guard.check_language_map(active_ctx, language_map)
        return super()._expand_language_map(active_ctx, language_map, direction)

    def _check_spelling(
        self,
        active: ActiveContext,
        active_property: str | None,
        element: dict[str, Any],
        expanded: dict[str, Any],
        options: dict[str, Any],
    ) -> None:
        """Refuse a value written as an object where the bare value says the very same."""
        for bare in _bare(expanded):
            item = self._expand_value(active, active_property, bare, options)
            if (
                isinstance(item, dict)
                and "@value" in item
                and rdf.literal_of(item) == rdf.literal_of(expanded)
            ):
                raise self._guard.not_compact(element, "", "the bare value")
        definition = active["mappings"].get(active_property) or {}
        if "@list" in expanded and "@list" in (definition.get("@container") or ()):
            raise self._guard.not_compact(element, "", "a bare array")


def _bare(item: Mapping[str, Any]) -> Iterator[str | float]:
    """Give the bare values that may say the same as an expanded value object."""
    value = item.get("@value")
    if not isinstance(value, (str, int, float)):
        return
    yield value
    if isinstance(value, str):
        if value in _TRUTHS:
            yield _TRUTHS[value]
        elif (number := _number(value)) is not None:
            yield number
    elif (literal := rdf.literal_of(item)) is not None:
        yield literal[1 : literal.rindex('"')]


def _number(text: str) -> float | None:
    if len(text) > _MAX_DIGITS:
        return None
    for read in (int, float):
        with suppress(ValueError):
            number = read(text)
            return number if math.isfinite(number) else None
    return None
