"""What a token may be for."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """A part of the office that a token opens, to read or to write. Roles still count."""

    ACHIEVEMENTS_READ = "achievements:read", _("Read achievements")
    ACHIEVEMENTS_WRITE = "achievements:write", _("Write, submit, review and publish achievements")
    AWARDS_READ = "awards:read", _("Read offerings, enrolments, results and awards")
    AWARDS_WRITE = "awards:write", _("Write offerings, enrolments, results and awards")
    ISSUING_READ = "issuing:read", _("Read batches and credentials")
    ISSUING_WRITE = "issuing:write", _("Issue credentials and change their status")
    RECOGNITION_READ = "recognition:read", _("Read recognition cases")
    RECOGNITION_WRITE = "recognition:write", _("Work on recognition cases")
