"""The forms of offerings, assessments and awards."""

from mintmark_web.awards.forms.assessing import (
    ArrangeForm,
    AwardForm,
    ClaimForm,
    EvidenceForm,
    KindForm,
    MarkForm,
    ModerateForm,
    OpenForm,
)
from mintmark_web.awards.forms.offerings import GroupForm, ListForm, NewOfferingForm, OfferingForm
from mintmark_web.awards.forms.people import (
    AskForm,
    EnrolForm,
    EnrolmentForm,
    IdentityForm,
    ReasonForm,
)

__all__ = [
    "ArrangeForm",
    "AskForm",
    "AwardForm",
    "ClaimForm",
    "EnrolForm",
    "EnrolmentForm",
    "EvidenceForm",
    "GroupForm",
    "IdentityForm",
    "KindForm",
    "ListForm",
    "MarkForm",
    "ModerateForm",
    "NewOfferingForm",
    "OfferingForm",
    "OpenForm",
    "ReasonForm",
]
