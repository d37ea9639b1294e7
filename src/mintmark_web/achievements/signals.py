"""What others may listen for. Sent after the commit."""

from __future__ import annotations

from django.dispatch import Signal

published = Signal()
"""A version became public: ``achievement_id``, ``version_id``."""

withdrawn = Signal()
"""An achievement is no longer public: ``achievement_id``, ``version_id``."""
