"""The fields and lists of a draft as forms, in which everything may be typed."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark.vocabularies import vocabulary
from mintmark_web.achievements.documents import Wrong
from mintmark_web.achievements.forms import refusals
from mintmark_web.achievements.parts import Field, Kind, Rows, values
from mintmark_web.ui.coded import NameInput, NamesInput
from mintmark_web.ui.forms import DateInput, GrowingFormSet, Patient

_AREA = {"rows": 3}
_YES_NO = (("", "—"), ("yes", _("Yes")), ("no", _("No")))
MAX_ROWS = 60


class NodeForm(forms.Form):
    """The fields of one node of a draft, one for each language where a field has several.

    Args:
        specs: the fields.
        node: what stands there now.
        languages: those of the draft, the first one first.
        options: by path, what there is to choose where that depends on the draft.
    """

    def __init__(
        self,
        *args: Any,
        specs: Sequence[Field],
        node: Mapping[str, Any],
        languages: Sequence[str],
        options: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        self._specs, self._languages = specs, languages
        main = languages[0]
        for spec in specs:
            value = values.get(node, spec.path)
            choices = (options or {}).get(spec.path)
            for name, language in self._names(spec):
                self.fields[name] = _field(spec, language if len(languages) > 1 else "", choices)
                self.initial.setdefault(name, values.shown(spec, value, language or main, main))

    def _names(self, spec: Field) -> Iterator[tuple[str, str]]:
        """Yield the names of a field's fields, each with its language."""
        name = name_of(spec.path)
        if spec.kind not in values.PER_LANGUAGE:
            yield name, ""
            return
        for language in self._languages:
            yield f"{name}__{language}", language

    def written(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Return the node with what was typed written over it."""
        found = copy.deepcopy(dict(node))
        for spec in self._specs:
            typed = {one: self._typed(name) for name, one in self._names(spec)}
            if spec.kind in values.PER_LANGUAGE:
                before = values.get(found, spec.path)
                new = values.merged(spec, before, typed, self._languages[0])
            else:
                new = values.told(spec, typed[""])
            values.put(found, spec.path, new)
        return found

    def _typed(self, name: str) -> Any:
        field = self.fields[name]
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def blame(self, path: str, wrong: Wrong) -> bool:
        """Put what is wrong beside the field at ``path`` of this node; say whether it is here."""
        for spec in self._specs:
            inside = re.fullmatch(re.escape(spec.path) + r"(?:[.\[](.*))?", path)
            if inside is None:
                continue
            names = dict(self._names(spec))
            wanted = f"{name_of(spec.path)}__{(inside[1] or '').rpartition('.')[2]}"
            name = wanted if wanted in names else next(iter(names))
            typed = self._entry(name, path) if spec.names else ""
            self.add_error(name, refusals.beside(spec, wrong, typed))
            return True
        return False

    def _entry(self, name: str, path: str) -> str:
        """Return what was typed in a field; where the path ends in a number, that entry of it."""
        typed = str(self._typed(name) or "")
        number = re.search(r"\[(\d+)\]$", path)
        return typed.splitlines()[int(number[1])] if number else typed


class PartForm(Patient, NodeForm):
    """The fields of a part that stand there once."""


class RowForm(NodeForm):
    """One row of a list."""


class RowsFormSet(GrowingFormSet):
    """A list of nodes. Rows that are empty, or are ticked to go, are not there."""

    def __init__(
        self, *args: Any, spec: Rows, nodes: Sequence[Any], languages: Sequence[str], **kwargs: Any
    ) -> None:
        self.spec = spec
        self._nodes = [one if isinstance(one, Mapping) else {} for one in nodes]
        self._languages = languages
        self._at: list[int] = []
        kwargs["initial"] = [{} for _node in self._nodes]
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Give each row what stands there now."""
        return {
            **super().get_form_kwargs(index),
            "specs": self.spec.fields,
            "node": self._node(index),
            "languages": self._languages,
        }

    def _node(self, index: int | None) -> Mapping[str, Any]:
        return self._nodes[index] if index is not None and index < len(self._nodes) else {}

    def written(self) -> list[dict[str, Any]]:
        """Return the list with what was typed."""
        found: list[dict[str, Any]] = []
        self._at = []
        for index, form in enumerate(self.forms):
            old = self._node(index)
            node = cast(RowForm, form).written(old)
            if self._goes(form) or not (node.keys() - {"id"}):
                continue
            if self.spec.named:
                node.setdefault("id", free_id(self.spec.named, [*self._nodes, *found]))
            if self.spec.path == "alignments" and node.get("url"):
                node["url"] = values.as_address(node)
            self._at.append(index)
            found.append(node)
        return found

    def _goes(self, form: Any) -> bool:
        return bool(self.data.get(form.add_prefix("DELETE")))

    def blame(self, path: str, wrong: Wrong) -> bool:
        """Put an error beside the field at ``path``, which begins with the row: ``[0].name``."""
        found = re.fullmatch(r"\[(\d+)\]\.?(.*)", path)
        if found is None or int(found[1]) >= len(self._at):
            return False
        form = cast(RowForm, self.forms[self._at[int(found[1])]])
        if not form.blame(found[2], wrong):
            form.add_error(None, refusals.above(wrong))
        return True


def rows_of(
    spec: Rows, node: Mapping[str, Any], languages: Sequence[str], data: Any = None
) -> RowsFormSet:
    """Return the formset of a list in a node."""
    held = values.get(node, spec.path)
    nodes = held if isinstance(held, list) else []
    made: type[RowsFormSet] = forms.formset_factory(
        RowForm,
        formset=RowsFormSet,
        extra=0 if nodes else 1,
        can_delete=True,
        max_num=MAX_ROWS,
        absolute_max=MAX_ROWS,
    )  # type: ignore[assignment]
    return made(data, spec=spec, nodes=nodes, languages=languages, prefix=name_of(spec.path))


def name_of(path: str) -> str:
    """Return the name of a form's field for a path."""
    return path.replace(".", "__")


def free_id(begins: str, nodes: Sequence[Any]) -> str:
    """Return an id that no node has yet: ``outcome-3``."""
    taken = {one.get("id") for one in nodes if isinstance(one, Mapping)}
    number = len(nodes) + 1
    while f"{begins}-{number}" in taken:
        number += 1
    return f"{begins}-{number}"


def _field(spec: Field, language: str, choices: Sequence[tuple[str, str]] | None) -> forms.Field:
    """Return a form's field that takes whatever is typed."""
    label = f"{spec.label} ({language_name(language)})" if language else spec.label
    widget = _widget(spec, list(choices) if choices is not None else spec.options())
    if language:
        widget.attrs["lang"] = language
    return _Anything(label=str(label), help_text=str(spec.hint), widget=widget)


class _Anything(forms.Field):
    """Takes what was typed as it is, and nothing too: the strict reader has the last word."""

    def validate(self, value: Any) -> None:
        """Refuse nothing."""


def _widget(spec: Field, choices: list[Any]) -> forms.Widget:
    if spec.names:
        return NamesInput(spec.names) if spec.kind is Kind.LINES else NameInput(spec.names)
    match spec.kind:
        case Kind.PROSE | Kind.LINES | Kind.TEXTS:
            return forms.Textarea(_AREA)
        case Kind.CHOICE:
            return forms.Select(choices=[("", "—"), *choices])
        case Kind.YES_NO:
            return forms.Select(choices=_YES_NO)
        case Kind.MANY:
            return forms.CheckboxSelectMultiple(choices=choices)
        case Kind.DAY:
            return DateInput()
        case Kind.ADDRESS:
            return forms.URLInput()
        case Kind.NUMBER | Kind.SHARE:
            return forms.TextInput({"inputmode": "decimal"})
        case _:
            return forms.TextInput()


def language_name(tag: str) -> str:
    """Return what a language is called in itself or in English; the tag where that is unknown."""
    listed = vocabulary("language")
    code = tag.split("-")[0]
    return f"{listed.label(code, code)}" if code in listed else tag
