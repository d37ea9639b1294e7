"""What an office makes known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark import Achievement, MintmarkError, Target
from mintmark.steps.recognise.case import made
from mintmark_web.recognition.forms.fields import Words
from mintmark_web.recognition.models import Module
from mintmark_web.recognition.services.cases import rows
from mintmark_web.ui import telling
from mintmark_web.ui.coded import ListedChoice


class ProcedureForm(forms.Form):
    """What an office makes known beforehand."""

    months = forms.IntegerField(
        label=_("Months a decision may take"),
        help_text=_("Four at most. They run from the day on which an application is complete."),
        min_value=1,
        max_value=4,
        initial=4,
    )
    appeal_days = forms.IntegerField(
        label=_("Days for an appeal"), min_value=1, max_value=365, initial=30
    )
    appeal_to = forms.CharField(
        label=_("Who decides about appeals"),
        help_text=_("For example: the appeals board. Never the person who decided first."),
        max_length=300,
    )


class ModuleForm(forms.Form):
    """A part of the curriculum that recognition can be asked for."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=Module.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    description = Words(label=_("What it is about"))
    outcomes = Words(
        label=_("Learning outcomes"),
        help_text=_("One a line. A star in front marks what must not be missing."),
        tall=8,
    )
    credits = forms.DecimalField(
        label=_("Credits"), required=False, min_value=0, max_value=1_000, decimal_places=2
    )
    system = ListedChoice(of="credits", label=_("Credit system"), initial="ECTS", required=False)
    framework = ListedChoice(
        of="levels", label=_("Framework of levels"), initial="EQF", required=False
    )
    level = forms.CharField(label=_("Level"), max_length=20, required=False)
    enough = forms.IntegerField(
        label=_("Share of the outcomes that is enough, in percent"),
        help_text=_("Where nothing that must not be missing is missing."),
        required=False,
        min_value=1,
        max_value=100,
    )

    def __init__(self, *args: Any, address: str, issuer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._address, self._issuer = address, issuer
        for name in ("system", "framework"):
            cast(ListedChoice, self.fields[name]).hold(self.initial.get(name))
        self.target: Target | None = None

    def clean(self) -> dict[str, Any]:
        """Read all of it as the core's target."""
        cleaned = dict(super().clean() or {})
        if not self.errors:
            try:
                self.target = self._read(cleaned)
            except MintmarkError as error:
                words = f"{error.message} {error.remedy or ''}".strip()
                self.add_error(None, telling.told(words))
        return cleaned

    def _read(self, said: dict[str, Any]) -> Target:
        outcomes = rows(said["outcomes"])
        named = [(f"o{number}", text) for number, text in enumerate(outcomes, 1)]
        achievement: dict[str, Any] = {
            "id": self._address,
            "title": said["title"],
            "description": said["description"],
            "issuer": self._issuer,
            "outcomes": tuple({"id": key, "title": text.lstrip("* ")} for key, text in named),
        }
        if said["credits"] and said["system"]:
            size = {"system": said["system"], "value": said["credits"]}
            achievement["workload"] = {"credits": (size,)}
        if said["level"] and said["framework"]:
            achievement["levels"] = ({"framework": said["framework"], "value": said["level"]},)
        target: dict[str, Any] = {
            "kind": said["kind"],
            "achievement": made(Achievement, achievement),
            "essential": tuple(key for key, text in named if text.startswith("*")),
        }
        if said["enough"]:
            target["enough"] = Decimal(said["enough"]) / 100
        return made(Target, target)

    @classmethod
    def told(cls, target: Target) -> dict[str, Any]:
        """Return what the form shows of a target."""
        of, language = target.achievement, target.achievement.language
        credits = of.workload.credits if of.workload else ()
        levels = of.levels if isinstance(of.levels, tuple) else ()
        starred = [
            f"{'* ' if one.id in target.essential else ''}{one.title.best(language)}"
            for one in of.outcomes
        ]
        return {
            "kind": target.kind,
            "title": of.title.best(language),
            "description": of.description.best(language),
            "outcomes": "\n".join(starred),
            "credits": credits[0].value if credits else None,
            "system": credits[0].system if credits else "ECTS",
            "framework": levels[0].framework if levels else "EQF",
            "level": levels[0].value if levels else "",
            "enough": int(target.enough * 100) if target.enough is not None else None,
        }
