"""What every page of the demo shows on top: that it is one, and how to be somebody else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mintmark_web.ui.types import Link

PAGES = ((_("Be somebody else"), "demo.people"), (_("Letters"), "demo.letters"))


def demo(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``demo``: the links of the bar on top; none where it is no demo."""
    if not settings.DEMO:
        return {"demo": ()}
    addresses = [(label, reverse(name)) for label, name in PAGES]
    return {"demo": [Link(str(label), url, url == request.path) for label, url in addresses]}
