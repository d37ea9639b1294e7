"""The form in which a pathway is drawn up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mintmark import MintmarkError
from mintmark_web.stacks import finding, rules, sheet
from mintmark_web.stacks.noting import Node
from mintmark_web.ui import telling
from mintmark_web.ui.coded import ListedChoice
from mintmark_web.ui.forms import LOOK_UP_SUFFIX, GrowingFormSet, Patient

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

MAX_GROUPS = 20
_MOST = Decimal(100_000)
_KINDS = (
    ("all", _("All of these")),
    ("least", _("At least so many of these")),
    ("credits", _("At least so many credits from these")),
)
_LIMITS = ("framework", "floor", "level_credits", "level", "years", "share")


class WholeForm(Patient, forms.Form):
    """What a pathway asks for as a whole."""

    title = forms.CharField(label=_("Title of the larger award"), max_length=300)
    decided_by = forms.CharField(label=_("Who decides whether it is awarded"), max_length=300)
    awards = forms.ChoiceField(
        label=_("Achievement that it leads to"),
        required=False,
        help_text=_("One that your organisation has published."),
    )
    system = ListedChoice(
        of="credits",
        none=_("None: nothing is counted in credits"),
        label=_("Credit system"),
        required=False,
    )
    total = forms.DecimalField(
        label=_("Credits in all, at least"), required=False, min_value=0, max_value=_MOST
    )
    framework = ListedChoice(of="levels", label=_("Framework of levels"), required=False)
    floor = forms.CharField(
        label=_("Lowest level that counts"),
        required=False,
        max_length=20,
        help_text=_("Credentials below it do not count at all. Empty: any level counts."),
    )
    level_credits = forms.DecimalField(
        label=_("Credits at a higher level, at least"),
        required=False,
        min_value=0,
        max_value=_MOST,
    )
    level = forms.CharField(label=_("At which level or above"), required=False, max_length=20)
    years = forms.IntegerField(
        label=_("Awarded in the last years"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("So many years; what is older does not count. Empty: any age counts."),
    )
    share = forms.DecimalField(
        label=_("Share of the credits that you issued yourselves, at least, in percent"),
        required=False,
        min_value=0,
        max_value=100,
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, leads: Mapping[str, str], **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        held = str(self.initial.get("awards") or "")
        more = [] if not held or held in leads else [(held, held)]
        cast(forms.ChoiceField, self.fields["awards"]).choices = [
            ("", _("None yet")),
            *more,
            *leads.items(),
        ]
        for name in ("system", "framework"):
            cast(ListedChoice, self.fields[name]).hold(self.initial.get(name))

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs together."""
        cleaned = dict(super().clean() or {})
        if (cleaned.get("floor") or cleaned.get("level")) and not cleaned.get("framework"):
            self.add_error("framework", _("Say in which framework this level stands."))
        if cleaned.get("level") and not cleaned.get("level_credits"):
            self.add_error("level_credits", _("Say how many credits, or leave the level empty."))
        if cleaned.get("level_credits") and not cleaned.get("level"):
            self.add_error("level", _("Say which level, or leave the credits empty."))
        return cleaned


class GroupForm(forms.Form):
    """A group: achievements that are found and ticked, and how much of them it takes."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Name of the group"), required=False, max_length=300)
    kind = forms.ChoiceField(label=_("It takes"), choices=_KINDS, initial="all")
    number = forms.DecimalField(
        label=_("How many"),
        required=False,
        min_value=0,
        max_value=_MOST,
        help_text=_("Not needed where it takes all of them."),
    )
    things = forms.MultipleChoiceField(
        label=_("Achievements"),
        required=False,
        help_text=_("None: any that count."),
        widget=forms.CheckboxSelectMultiple,
    )
    search = forms.CharField(
        label=_("Find achievements"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, *args: Any, organisation_id: int, titles: dict[str, str], **kw: Any) -> None:
        kw["use_required_attribute"] = False
        super().__init__(*args, **kw)
        chosen = self._chosen()
        titles |= finding.titles([one for one in chosen if one not in titles])
        words = str(self["search"].value() or "")
        found = finding.found(organisation_id, words) if words or not chosen else {}
        titles |= found
        offered = [one for one in dict.fromkeys([*chosen, *found]) if one in titles]
        field = cast(forms.MultipleChoiceField, self.fields["things"])
        field.choices = [(one, titles[one]) for one in offered]
        self.nothing_found = bool(words) and not found

    @property
    def look_up_name(self) -> str:
        """The name of the button that looks for achievements."""
        return f"{self.prefix}{LOOK_UP_SUFFIX}"

    def _chosen(self) -> list[str]:
        value = self["things"].value()
        return [str(one) for one in value][:200] if isinstance(value, list) else []

    def has_changed(self) -> bool:
        """Whether there is more in it than words to search by."""
        return any(name not in ("search", "kind") for name in self.changed_data)

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind of group needs."""
        cleaned = dict(super().clean() or {})
        if "things" in self.errors or "number" in self.errors:
            return cleaned
        kind, number, things = cleaned.get("kind"), cleaned.get("number"), cleaned["things"]
        if kind == "all" and not things:
            self.add_error("things", _("Tick at least one achievement."))
        if kind != "all" and not number:
            self.add_error("number", _("Say how many."))
        elif kind == "least" and number is not None and number % 1:
            self.add_error("number", _("Write a whole number."))
        elif kind == "least" and things and number is not None and number > len(things):
            self.add_error("number", _("These are fewer than that."))
        return cleaned

    def row(self) -> sheet.GroupRow:
        """Return the group as the rule is written from it."""
        said = self.cleaned_data
        return sheet.GroupRow(
            said["id"], said["title"].strip(), said["kind"], said["number"], said["things"]
        )


class Drawing:
    """The whole form, and the rule that comes of it.

    Args:
        node: the rule as it is.
        own: the address under which the organisation issues, if it has one.
    """

    def __init__(
        self, organisation: Organisation, node: Node, own: str | None, edition: int, data: Any
    ) -> None:
        self._organisation, self._node, self._own = organisation, node, own
        self.titles = sheet.titles_in(node)
        leads = finding.own(organisation.pk)
        initial = {**sheet.shown(node, own), "edition": edition}
        self.form = WholeForm(data, leads=leads, initial=initial)
        if own is None:
            self.form.fields["share"].disabled = True
            self.form.fields["share"].help_text = _("Your organisation needs a key for this.")
        self.groups = _formset(data, sheet.groups_of(node), organisation.pk, self.titles)
        self.titles |= {**leads, **self.titles}
        self.kept = sheet.kept(node, own)

    def text(self) -> str | None:
        """Return the rule, or None where something is wrong; that then stands beside its field."""
        if not all([self.form.is_valid(), self.groups.is_valid()]):
            return None
        gone = self.groups.deleted_forms
        told = [one for one in self.groups.forms if one not in gone and one.has_changed()]
        left = [one for one in self.groups.initial_forms if one not in gone and one not in told]
        rows = [one.row() for one in self.groups.forms if one in told or one in left]
        said = self.form.cleaned_data
        node = sheet.written(self._node, said, rows, self.titles, self._own)
        text = sheet.as_text(node)
        try:
            rules.read(text, self._organisation.pk)
        except MintmarkError as error:
            self._blame(error)
            return None
        return text

    @property
    def limits_used(self) -> bool:
        """Whether something stands in the folded fields, or is wrong there."""
        return any(self.form[one].value() or self.form[one].errors for one in _LIMITS)

    def as_it_is(self) -> str:
        """Return the rule as it was, for a form that was not sent."""
        return sheet.as_text(self._node)

    def _blame(self, error: MintmarkError) -> None:
        empty = not self._node.get("requirements") and not self.form.cleaned_data["total"]
        if empty and not any(one.has_changed() for one in self.groups.forms):
            self.form.add_error("total", _("Say how many credits it takes, or make a group."))
            return
        for one in rules.problems(error):
            self.form.add_error(
                None, telling.told_text(f"{one.message} {one.remedy or ''}".strip())
            )


def _formset(
    data: Any, rows: Sequence[sheet.GroupRow], organisation_id: int, titles: dict[str, str]
) -> Any:
    made: Any = forms.formset_factory(
        GroupForm,
        formset=GrowingFormSet,
        extra=0 if rows else 1,
        can_delete=True,
        max_num=MAX_GROUPS,
        absolute_max=MAX_GROUPS,
    )
    initial = [vars(one) for one in rows]
    kwargs = {"organisation_id": organisation_id, "titles": titles}
    return made(data, initial=initial, form_kwargs=kwargs, prefix="groups")


def begun(organisation: Organisation, address: str) -> Node:
    """Return a rule that says nothing yet, to begin with."""
    language = (get_language() or "en").split("-")[0]
    return {
        "id": address,
        **({"language": language} if language != "en" else {}),
        "title": "",
        "decided_by": {"name": organisation.name},
        "system": "ECTS",
    }
