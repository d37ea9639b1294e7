"""What is forgotten of shared links once nobody can open them any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from mintmark_web.wallet.models import ShareView

KEPT = timedelta(days=90)
"""How long after a link is over its owner still sees when somebody looked."""


def forget_views(now: datetime) -> int:
    """Delete what is known of looks at links that are long over; return how many those were."""
    over = Q(share__withdrawn_at__lt=now - KEPT) | Q(share__expires_at__lt=now - KEPT)
    return ShareView.objects.filter(over).delete()[0]
