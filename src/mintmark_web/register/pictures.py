"""The badge of an achievement, as pages of this site may show it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from mintmark_web.register.queries import Shown


def picture(shown: Shown) -> str:
    """Return where the badge is: pages show pictures of this site only, so else one is drawn."""
    image = shown.noun.image or ""
    if image.startswith(f"{settings.SITE_URL}/"):
        return image.removeprefix(settings.SITE_URL)
    return reverse("register.badge", args=[shown.entry.achievement_id])
