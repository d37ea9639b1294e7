"""Writing recognition: what an office makes known, cases, decisions, appeals, precedents."""

from mintmark_web.recognition.examining import look
from mintmark_web.recognition.services.applying import answer, appeal, open_case, withdraw
from mintmark_web.recognition.services.awarding import award
from mintmark_web.recognition.services.deciding import (
    close,
    decide,
    issue_statement,
    publish,
    settle,
    unpublish,
)
from mintmark_web.recognition.services.examining import ask, assess, compare, second, take
from mintmark_web.recognition.services.offices import (
    draw_up,
    open_module,
    rewrite,
    set_procedure,
)

__all__ = [
    "answer",
    "appeal",
    "ask",
    "assess",
    "award",
    "close",
    "compare",
    "decide",
    "draw_up",
    "issue_statement",
    "look",
    "open_case",
    "open_module",
    "publish",
    "rewrite",
    "second",
    "set_procedure",
    "settle",
    "take",
    "unpublish",
    "withdraw",
]
