"""Writing achievements: drafting, reviewing, publishing, partners."""

from mintmark_web.achievements.services.aligning import align, import_skills
from mintmark_web.achievements.services.discarding import discard, take_back
from mintmark_web.achievements.services.drafting import (
    begin,
    choose,
    import_draft,
    new_version,
    save,
    set_image,
    submit,
)
from mintmark_web.achievements.services.partners import answer_sign_off, ask_partner, give_feedback
from mintmark_web.achievements.services.publishing import publish, withdraw
from mintmark_web.achievements.services.reviewing import (
    answer_checklist,
    ask_agency,
    comment,
    decide,
    review_again,
    settle,
    take,
)

__all__ = [
    "align",
    "answer_checklist",
    "answer_sign_off",
    "ask_agency",
    "ask_partner",
    "begin",
    "choose",
    "comment",
    "decide",
    "discard",
    "give_feedback",
    "import_draft",
    "import_skills",
    "new_version",
    "publish",
    "review_again",
    "save",
    "set_image",
    "settle",
    "submit",
    "take",
    "take_back",
    "withdraw",
]
