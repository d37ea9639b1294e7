"""A part of a draft as a page of forms; the core's reader says what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mintmark_web.achievements.documents import Wrong
from mintmark_web.achievements.forms import refusals
from mintmark_web.achievements.forms.nodes import PartForm, free_id, rows_of
from mintmark_web.achievements.parts import Part, values


class PartEditor:
    """All forms of a page of the editor, and the draft that they make.

    Args:
        part: what the page is made of.
        document: the whole draft.
        at: where the page's node stands: empty for the draft itself, else ``outcomes[0]``.
        data: what was sent, or None.
    """

    def __init__(
        self,
        part: Part,
        document: Mapping[str, Any],
        languages: Sequence[str],
        *,
        at: tuple[str, int] | None = None,
        data: Any = None,
    ) -> None:
        self.part, self._document, self._at = part, document, at
        node = self._node()
        made: dict[str, Any] = {
            "node": node,
            "languages": languages,
            "options": values.options(document, node),
        }
        self.form = PartForm(data, specs=part.usual, **made)
        self.rare = PartForm(data, specs=part.rare, **made)
        self.rows = [rows_of(one, node, languages, data) for one in part.rows]

    def _node(self) -> Mapping[str, Any]:
        if self._at is None:
            return self._document
        name, index = self._at
        held = self._document.get(name) or []
        return held[index] if index < len(held) else {}

    @property
    def forms(self) -> list[Any]:
        """All forms, in the order of the page."""
        return [self.form, *self.rows, self.rare]

    @property
    def rare_is_used(self) -> bool:
        """Whether something stands in the folded fields, or is wrong there."""
        return bool(self.rare.errors) or any(
            self.rare.initial.get(name) for name in self.rare.fields
        )

    def is_valid(self) -> bool:
        """Whether it was sent to be saved, and no row is being added."""
        checked = [one.is_valid() for one in self.forms]
        return all(checked)

    def written(self) -> dict[str, Any]:
        """Return the whole draft with what was typed."""
        node = self.rare.written(self.form.written(self._node()))
        for rows in self.rows:
            listed = rows.written()
            if listed or isinstance(values.get(node, rows.spec.path), list):
                values.put(node, rows.spec.path, listed)
        return self._placed(node)

    def _placed(self, node: dict[str, Any]) -> dict[str, Any]:
        if self._at is None:
            return node
        name, index = self._at
        listed = list(self._document.get(name) or [])
        node.setdefault("id", free_id(name.removesuffix("s"), listed))
        listed[index : index + 1] = [node]
        return {**self._document, name: listed}

    def blame(self, problems: Sequence[Wrong]) -> None:
        """Put what the reader refused beside the fields."""
        base = f"{self._at[0]}[{self._at[1]}]" if self._at else ""
        for one in problems:
            here = one.path.startswith(base)
            inner = one.path.removeprefix(base).removeprefix(".")
            if not here or not self._blamed(inner, one):
                self.form.add_error(None, refusals.above(one))

    def _blamed(self, path: str, wrong: Wrong) -> bool:
        for rows in self.rows:
            if path.startswith(f"{rows.spec.path}[") and rows.blame(
                path.removeprefix(rows.spec.path), wrong
            ):
                return True
        return self.form.blame(path, wrong) or self.rare.blame(path, wrong)
