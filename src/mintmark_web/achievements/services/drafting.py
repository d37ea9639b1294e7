"""Writing drafts, up to handing them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from mintmark.errors import MintmarkError
from mintmark.frameworks import loading
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import documents, pictures, queries
from mintmark_web.achievements.models import Achievement, Review, Version
from mintmark_web.adapters import clock

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

MAX_TITLE = 300


@service("achievement.create")
def begin(
    actor: Actor,
    organisation: Organisation,
    *,
    title: str,
    language: str = "en",
    frameworks: Sequence[str] = ("eu-2022",),
) -> Version:
    """Begin an achievement: its first version, a draft with nothing but a title.

    Raises:
        ValidationError: the title, the language or a framework cannot be.
    """
    document = {"language": language, "title": {language: title.strip()}}
    return _first(actor, organisation, document, frameworks)


@service("achievement.create")
def import_draft(
    actor: Actor, organisation: Organisation, *, data: bytes, frameworks: Sequence[str] = ()
) -> Version:
    """Begin an achievement with the draft in a YAML file.

    Raises:
        ValidationError: the file cannot be read as a draft.
    """
    try:
        document = documents.from_yaml(data, "draft.yaml")
    except MintmarkError as error:
        raise ValidationError(documents.told(error)) from None
    return _first(actor, organisation, document, frameworks)


def _first(
    actor: Actor, organisation: Organisation, document: dict[str, Any], frameworks: Sequence[str]
) -> Version:
    _require_readable(document, organisation)
    achievement = Achievement(organisation=organisation)
    version = Version(
        achievement=achievement,
        number=1,
        document=document,
        languages=_languages(document),
        frameworks=_known(frameworks),
        created_by_id=actor.user_id,
    )
    achievement.title = version.title[:MAX_TITLE]
    achievement.save()
    version.save()
    note(achievement=str(achievement.pk))
    return version


@service("achievement.edit")
def save(
    _actor: Actor, version: Version, *, document: Mapping[str, Any], edition: int | None = None
) -> Version:
    """Replace what a draft says.

    Args:
        edition: of the text that was changed; None to overwrite whatever stands there.

    Raises:
        ValidationError: the draft is handed in already, somebody else saved in between, or it
            says something that an achievement cannot be.
    """
    draft = _locked(version)
    if edition is not None and edition != draft.edition:
        raise ValidationError(_changed(), code="changed")
    new = {name: one for name, one in document.items() if name not in documents.OFFICE_KNOWS}
    _require_readable(new, draft.achievement.organisation)
    draft.document, draft.edition = new, draft.edition + 1
    draft.save(update_fields=("document", "edition"))
    _retitle(draft)
    version.document, version.edition = draft.document, draft.edition
    return draft


def _changed() -> str:
    return _(
        "Somebody else saved this part while you were writing. Yours stands below and is not "
        "saved yet. Look at theirs in another window, then save again."
    )


@service("achievement.edit")
def choose(
    _actor: Actor,
    version: Version,
    *,
    frameworks: Sequence[str],
    languages: Sequence[str],
    colour: str = "",
) -> Version:
    """Choose the frameworks, the languages and the badge's colour.

    Raises:
        ValidationError: one of them is unknown, or the draft is handed in already.
    """
    draft = _locked(version)
    draft.frameworks, draft.colour = _known(frameworks), colour
    draft.languages = list(dict.fromkeys(languages)) or draft.languages
    document = {**draft.document, "language": draft.languages[0]}
    _require_readable(document, draft.achievement.organisation)
    draft.document, draft.edition = document, draft.edition + 1
    draft.save(update_fields=("frameworks", "colour", "languages", "document", "edition"))
    return draft


@service("achievement.edit")
def set_image(_actor: Actor, version: Version, *, data: bytes | None) -> Version:
    """Take an uploaded picture for the badge, or go back to the made one.

    Raises:
        ValidationError: it is no picture that we take, or the draft is handed in already.
    """
    draft = _locked(version)
    if data is None:
        draft.image = ""
    else:
        try:
            clean, ending = pictures.checked(data)
        except ValidationError as error:
            raise ValidationError({"image": error.messages}) from None
        draft.image.save(f"{draft.pk}{ending}", ContentFile(clean), save=False)
    draft.save(update_fields=("image",))
    return draft


@service("achievement.edit")
def new_version(actor: Actor, achievement: Achievement) -> Version:
    """Begin the next version with the text of the newest one; return the draft that is open.

    Raises:
        ValidationError: the newest version is still being reviewed.
    """
    Achievement.objects.select_for_update().get(pk=achievement.pk)
    newest = queries.versions_of(achievement.pk)[0]
    if newest.is_open:
        return newest
    if newest.state == Version.State.SUBMITTED:
        raise ValidationError(_("This version is in review. Wait for the decision."))
    return Version.objects.create(
        achievement=achievement,
        number=newest.number + 1,
        document=newest.document,
        languages=newest.languages,
        frameworks=newest.frameworks,
        image=newest.image.name,
        colour=newest.colour,
        created_by_id=actor.user_id,
    )


@service("achievement.submit")
def submit(actor: Actor, version: Version) -> Version:
    """Hand a draft in for review. From then on its text stands.

    Raises:
        ValidationError: it is too early: something is missing that no review can do without.
    """
    draft = _locked(version)
    missing = [str(words) for field, words in needed() if not draft.document.get(field)]
    if missing:
        raise ValidationError([_("Still missing: %s.") % ", ".join(missing)])
    draft.state, draft.submitted_at = Version.State.SUBMITTED, clock.now()
    draft.submitted_by_id = actor.user_id
    draft.save(update_fields=("state", "submitted_at", "submitted_by"))
    organisation = draft.achievement.organisation
    Review.objects.create(version=draft, kind=Review.Kind.INTERNAL, organisation=organisation)
    version.state = draft.state
    return draft


def needed() -> list[tuple[str, str]]:
    """Return the fields without which nothing can be handed in, and their names."""
    return [
        ("title", _("the title")),
        ("description", _("the description")),
        ("outcomes", _("a learning outcome")),
    ]


def _locked(version: Version) -> Version:
    """Return the draft, which nobody else can write to until the commit."""
    found = Version.objects.select_for_update(of=("self",)).select_related(
        "achievement__organisation"
    )
    draft = found.get(pk=version.pk)
    if not draft.is_open:
        raise ValidationError(_("This version is handed in and can no longer be changed."))
    return draft


def _require_readable(document: Mapping[str, Any], organisation: Organisation) -> None:
    wrong = documents.problems(queries.placed(document, organisation))
    if wrong:
        raise ValidationError(
            [f"{one.path}: {one.words}" if one.path else one.words for one in wrong]
        )


def _known(frameworks: Sequence[str]) -> list[str]:
    unknown = set(frameworks) - set(loading.known())
    if unknown:
        raise ValidationError(_("There is no framework named %s.") % ", ".join(sorted(unknown)))
    return list(dict.fromkeys(frameworks))


def _languages(document: Mapping[str, Any]) -> list[str]:
    """Return the languages of a draft: its own, then those of its title and description."""
    found = [document.get("language", "en")]
    for field in ("title", "description"):
        told = document.get(field)
        found += list(told) if isinstance(told, Mapping) else []
    return list(dict.fromkeys(found))


def _retitle(draft: Version) -> None:
    achievement = draft.achievement
    achievement.title = draft.title[:MAX_TITLE]
    achievement.save(update_fields=("title", "changed_at"))
