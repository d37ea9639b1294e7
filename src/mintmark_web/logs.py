"""Keeping secrets out of the log."""

from __future__ import annotations

import logging
import re

_HEADER = r"(?:authorization|(?:set-)?cookie)[\"']?\s*[:=]\s*"
_NAMED = (
    r"[?&;\s\"'{](?:token|code|key|secret|password|session|csrf\w*)[\"']?\s*[=:]\s*[\"']?"
    r"|bearer\s+|/sign-in/link/|://[^/\s:@]+:"
)
_SECRET = re.compile(rf"({_HEADER})[^\r\n]+|({_NAMED})[^\s&;,\"'@]+", re.IGNORECASE)


class HideSecrets(logging.Filter):
    """Replaces what follows ``token=``, ``Authorization:``, ``://user:`` and the like."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide; never drop a line."""
        text = record.getMessage()
        hidden = _SECRET.sub(lambda found: f"{found[1] or found[2]}***", text)
        if hidden != text:
            record.msg, record.args = hidden, None
        return True
