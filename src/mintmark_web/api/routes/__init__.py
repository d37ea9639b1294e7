"""The routes, a module for each part of the office."""

from mintmark_web.api.routes import (
    achievements,
    awards,
    callers,
    changing,
    issuing,
    lists,
    recognition,
    register,
    reviewing,
    stacks,
    vc_api,
    verification,
)

PARTS = (
    callers.routes,
    verification.routes,
    register.routes,
    achievements.routes,
    reviewing.routes,
    awards.routes,
    lists.routes,
    issuing.routes,
    changing.routes,
    vc_api.routes,
    stacks.routes,
    recognition.routes,
)
"""In the order in which the documentation tells of them."""
