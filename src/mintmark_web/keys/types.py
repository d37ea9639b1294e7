"""The kinds of keys, and for whom each is meant."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = (
    ("Ed25519", _("Ed25519: the usual choice")),
    ("P-256", _("P-256: for selective disclosure, and where Ed25519 is not accepted")),
    ("P-384", _("P-384: where a longer key is asked for")),
)
