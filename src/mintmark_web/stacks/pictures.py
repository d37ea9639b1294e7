"""The core's pictures of stacks and plans, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from mintmark import PlanResult, StackResult, StackRule, plan_picture, stack_picture
from mintmark_web.ui.telling import said_text


def of_stack(rule: StackRule, result: StackResult, width: int = 760) -> str:
    """Return the picture (SVG) of how far credentials fulfil a rule."""
    return stack_picture(rule, result, width=width, say=said_text, language=language())


def of_plan(result: PlanResult) -> str:
    """Return the picture (SVG) of a plan."""
    return plan_picture(result, say=said_text, language=language())


def language() -> str:
    """Return the language that pictures are drawn in."""
    return get_language() or "en"
