"""The forms of accounts."""

from __future__ import annotations

from typing import Any

import pydantic
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mintmark import Organisation as Noun
from mintmark_web.accounts import services
from mintmark_web.accounts.models import Organisation, User
from mintmark_web.accounts.types import Actor, Role
from mintmark_web.ui.coded import NameField
from mintmark_web.ui.forms import CodeInput


class SignInForm(LoginForm):  # type: ignore[misc]
    """An address; a code is sent there. Whoever is new becomes known, so nobody must sign up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs = {"autocomplete": "username webauthn"}

    def clean_login(self) -> str:
        """Return the address in lower case, with somebody behind it."""
        email = str(self.cleaned_data["login"]).strip().lower()
        services.open_account(Actor(), email, language=translation.get_language() or "")
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = CodeInput()


class RolesField(forms.MultipleChoiceField):
    """One or more roles, as boxes to tick."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=Role.choices, widget=forms.CheckboxSelectMultiple, label=_("Roles"), **kwargs
        )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    roles = RolesField()


class MemberForm(forms.Form):
    """A member's roles."""

    roles = RolesField()


class AccountForm(forms.ModelForm[User]):
    """What a person says about themselves."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "language", "reminders")


class OrganisationForm(forms.ModelForm[Organisation]):
    """What an organisation says about itself. Read whole by the core's noun."""

    country = NameField(of="country", label=_("Country"), required=False)
    url = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    email = forms.EmailField(label=_("Contact e-mail"), required=False)
    description = forms.CharField(
        label=_("About"), required=False, max_length=2_000, widget=forms.Textarea
    )

    class Meta:
        model = Organisation
        fields = ("name", "country")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = self.instance.profile
        self.initial.update(url=told.get("url", ""), email=told.get("email", ""))
        about = told.get("description", {})
        self.initial["description"] = about.get(_language()) or next(iter(about.values()), "")

    def clean(self) -> dict[str, Any]:
        """Read all of it as the noun that credentials will carry."""
        cleaned = dict(super().clean() or {})
        if not self.errors:
            try:
                noun = Noun.model_validate(self._told(cleaned))
                cleaned["profile"] = noun.model_dump(mode="json", exclude_none=True)
            except ValueError as error:
                self._blame(error)
        return cleaned

    def _told(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Return the profile as it was, with what the form says written over it."""
        told = dict(self.instance.profile)
        told["name"] = {**told.get("name", {}), _language(): cleaned["name"]}
        about = {**told.get("description", {}), _language(): cleaned["description"]}
        told["description"] = {tag: text for tag, text in about.items() if text} or None
        return told | {name: cleaned[name] or None for name in ("country", "url", "email")}

    def _blame(self, error: ValueError) -> None:
        problems = error.errors() if isinstance(error, pydantic.ValidationError) else []
        for problem in problems:
            name = str(problem["loc"][0]) if problem["loc"] else None
            self.add_error(name if name in self.fields else None, problem["msg"])


def _language() -> str:
    return (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]


class NewOrganisationForm(forms.ModelForm[Organisation]):
    """A new organisation, and who administers it."""

    country = NameField(of="country", label=_("Country"), required=False)
    administrator = forms.EmailField(
        label=_("E-mail address of its administrator"),
        help_text=_("They are invited, and invite the others."),
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "country")
