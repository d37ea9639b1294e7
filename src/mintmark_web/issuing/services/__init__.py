"""Writing: orders, intents, signatures, letters, statuses."""

from mintmark_web.issuing.services.claiming import mark_claimed
from mintmark_web.issuing.services.documents import issue_document
from mintmark_web.issuing.services.ordering import correct, order, renew, resume, stop, take_all
from mintmark_web.issuing.services.sending import send_again, send_one_again
from mintmark_web.issuing.services.statuses import change_status, reinstate, revoke, suspend
from mintmark_web.issuing.services.working import work

__all__ = [
    "change_status",
    "correct",
    "issue_document",
    "mark_claimed",
    "order",
    "reinstate",
    "renew",
    "resume",
    "revoke",
    "send_again",
    "send_one_again",
    "stop",
    "suspend",
    "take_all",
    "work",
]
