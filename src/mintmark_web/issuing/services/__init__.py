"""Writing: orders, intents, signatures, letters, statuses."""

from mintmark_web.issuing.services.claiming import mark_claimed, mark_declined, mark_taken
from mintmark_web.issuing.services.documents import issue_document
from mintmark_web.issuing.services.ordering import correct, order, renew, resume, stop, take_all
from mintmark_web.issuing.services.sending import send_again, send_one_again
from mintmark_web.issuing.services.status_orders import (
    MANY,
    reinstate_many,
    resume_change,
    revoke_many,
    stop_change,
    suspend_many,
)
from mintmark_web.issuing.services.statuses import change_status, reinstate, revoke, suspend
from mintmark_web.issuing.services.working import work

__all__ = [
    "MANY",
    "change_status",
    "correct",
    "issue_document",
    "mark_claimed",
    "mark_declined",
    "mark_taken",
    "order",
    "reinstate",
    "reinstate_many",
    "renew",
    "resume",
    "resume_change",
    "revoke",
    "revoke_many",
    "send_again",
    "send_one_again",
    "stop",
    "stop_change",
    "suspend",
    "suspend_many",
    "take_all",
    "work",
]
