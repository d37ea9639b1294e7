"""The roles, the kinds of organisation, and who acts."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from mintmark_web.audit.types import SITE, Actor, Via

__all__ = ["SITE", "Actor", "OrganisationKind", "Role", "Via"]


class Role(TextChoices):
    """What a member does in an organisation. A person may have several."""

    DESIGNER = "designer", _("Designer")
    REVIEWER = "reviewer", _("Quality reviewer")
    ASSESSOR = "assessor", _("Assessor")
    REGISTRAR = "registrar", _("Registrar")
    RECOGNITION_OFFICER = "recognition-officer", _("Recognition officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class OrganisationKind(TextChoices):
    """What an organisation is in the field."""

    PROVIDER = "provider", _("Provider")
    QUALITY_AGENCY = "quality-agency", _("Quality assurance agency")
    EMPLOYER = "employer", _("Employer")
    AUTHORITY = "authority", _("Competent authority")
