"""Keeping secrets out of the log."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(
    r"(?i)((?:authorization|cookie|set-cookie)\s*[:=]\s*|bearer\s+|"
    r"[?&;\s\"'](?:token|code|key|secret|password|sessionid|csrfmiddlewaretoken)[\"']?\s*[=:]\s*"
    r"[\"']?|://[^/\s:@]+:)([^\s&;,\"'@]+)"
)


class HideSecrets(logging.Filter):
    """Replaces what follows ``token=``, ``Authorization:``, ``://user:`` and the like."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide; never drop a line."""
        text = record.getMessage()
        hidden = _SECRET.sub(r"\1***", text)
        if hidden != text:
            record.msg, record.args = hidden, None
        return True
