"""The forms of issuing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mintmark_web.adapters import clock
from mintmark_web.issuing import content, signing_words
from mintmark_web.issuing.models import Credential
from mintmark_web.ui.forms import DateInput, FileDrop

if TYPE_CHECKING:
    from mintmark_web.keys.models import Key


class SignatureField(forms.TypedChoiceField):
    """A key in use, and a way to sign with it; cleaned to both."""

    def __init__(self, keys: Iterable[Key], **kwargs: Any) -> None:
        self._keys = {str(key.pk): key for key in keys}
        choices = [
            (f"{name}:{suite}", signing_words.with_key(key.kind, suite))
            for name, key in self._keys.items()
            for suite in content.suites(key.kind)
        ]
        super().__init__(
            choices=choices,
            coerce=self._chosen,
            label=_("Key and signature"),
            help_text=signing_words.hint(key.kind for key in self._keys.values()),
            **kwargs,
        )

    def validate(self, value: Any) -> None:
        """Tell which key would fit, where this one does not."""
        name, _colon, suite = str(value).partition(":")
        key = self._keys.get(name)
        if key is not None and not self.valid_value(value):
            raise forms.ValidationError(signing_words.unfit(suite, key.kind))
        super().validate(value)

    def _chosen(self, value: str) -> tuple[Key, str]:
        name, _colon, suite = value.partition(":")
        return self._keys[name], suite


class OrderForm(forms.Form):
    """For whom credentials are issued, and how they are signed."""

    AWARDS, LIST = "awards", "list"
    NO_LIST = _("Choose the award list.")

    source = forms.FileField(
        label=_("Award list"),
        help_text=_("A CSV file in UTF-8 with one learner a row."),
        required=False,
        widget=FileDrop({"accept": ".csv,text/csv"}),
    )
    notify = forms.BooleanField(
        label=_("Write to the learners"),
        help_text=_("Each gets an e-mail with a link that takes the credential into a wallet."),
        required=False,
        initial=True,
    )

    def __init__(
        self, *args: Any, waiting: int, keys: Iterable[Key], takes_list: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not takes_list:
            del self.fields["source"]
            self.fields["of"] = forms.CharField(widget=forms.HiddenInput, initial=self.AWARDS)
        elif not waiting:
            self.fields["of"] = forms.CharField(widget=forms.HiddenInput, initial=self.LIST)
            self.fields["source"].required = True
            self.fields["source"].error_messages["required"] = self.NO_LIST
        else:
            self._choose_between(waiting)
        self.fields["signature"] = SignatureField(keys)
        self.order_fields(("of", "source", "signature", "notify"))

    def _choose_between(self, waiting: int) -> None:
        told = ngettext(
            "%(count)s learner whose award is waiting",
            "%(count)s learners whose awards are waiting",
            waiting,
        ) % {"count": waiting}
        self.fields["of"] = forms.ChoiceField(
            label=_("Issue to"),
            choices=[(self.AWARDS, told), (self.LIST, _("the learners on a list"))],
            widget=forms.RadioSelect,
            initial=self.AWARDS,
        )

    def clean_source(self) -> Any:
        """Return the list, if there is one and it is not too large."""
        sent = self.cleaned_data["source"]
        if sent and sent.size > settings.UPLOAD_LIMIT:
            most = filesizeformat(settings.UPLOAD_LIMIT)
            raise forms.ValidationError(_("The file is larger than %s. Split it.") % most)
        return sent

    def clean(self) -> dict[str, Any]:
        """Ask for the list where one is to be read."""
        cleaned = dict(super().clean() or {})
        takes_list = "source" in self.fields and "source" not in self.errors
        wants_list = cleaned.get("of") == self.LIST and takes_list
        if wants_list and not cleaned.get("source"):
            self.add_error("source", self.NO_LIST)
        return cleaned


class ReasonForm(forms.Form):
    """Why a status changes."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays in your records. The learner does not see it."),
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
    )


class ManyForm(ReasonForm):
    """Why the status of many changes. It counts for as many as the page told of."""

    notify = forms.BooleanField(
        label=_("Write to the learners"),
        help_text=_("Each gets an e-mail that says what became of the credential, not why."),
        required=False,
    )
    count = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._count = count
        self.fields["count"].initial = count

    def clean(self) -> dict[str, Any]:
        """Hand on the number that was told; what is shown next tells today's."""
        self.data = {**dict(self.data.items()), "count": str(self._count)}
        return dict(super().clean() or {})


class SignedForm(forms.Form):
    """Something that is signed anew."""

    def __init__(self, *args: Any, keys: Iterable[Key], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"] = forms.ChoiceField(label=_("Key"))
        self._keys = {str(key.pk): key for key in keys}
        self.fields["key"].choices = [  # type: ignore[attr-defined]
            (name, key.kind) for name, key in self._keys.items()
        ]
        if len(self._keys) == 1:
            self.fields["key"].widget = forms.HiddenInput()
            self.fields["key"].initial = next(iter(self._keys))

    def clean_key(self) -> Key:
        """Return the key."""
        return self._keys[self.cleaned_data["key"]]


class RenewForm(SignedForm):
    """From when on a credential holds anew."""

    awarded_on = forms.DateField(
        label=_("Day of the new award"),
        help_text=_("The new credential holds from this day as long as the achievement says."),
        widget=DateInput,
    )

    def clean_awarded_on(self) -> Any:
        """Return a day that is not in the future."""
        return _not_future(self.cleaned_data["awarded_on"])


class CorrectForm(SignedForm):
    """What is to be put right."""

    name = forms.CharField(label=_("Learner's name"), max_length=500)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    awarded_on = forms.DateField(label=_("Day of the award"), widget=DateInput)
    place = forms.CharField(label=_("Place of the award"), max_length=500, required=False)

    def clean_awarded_on(self) -> Any:
        """Return a day that is not in the future."""
        return _not_future(self.cleaned_data["awarded_on"])

    def changes(self, credential: Credential) -> dict[str, Any]:
        """Return what of the core's Award becomes otherwise."""
        told = self.cleaned_data
        learner = dict(credential.content["award"]["learner"])
        learner |= {"name": told["name"], "email": told["email"] or None}
        return {
            "learner": learner,
            "awarded_on": told["awarded_on"].isoformat(),
            "place": told["place"] or None,
        }


class SendForm(forms.Form):
    """Where a letter goes."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With another address, links that were sent before no longer work."),
    )


def _not_future(day: Any) -> Any:
    if day > clock.now().date():
        raise forms.ValidationError(_("This day is still to come."))
    return day
