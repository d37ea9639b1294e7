"""The routes, a module for each part of the office."""

from mintmark_web.api.routes import achievements, callers, register, verification

PARTS = (callers.routes, verification.routes, register.routes, achievements.routes)
"""In the order in which the documentation tells of them."""
