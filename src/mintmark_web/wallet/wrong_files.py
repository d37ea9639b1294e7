"""What to say of a file that is not taken in: what it is, and what to bring instead."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mintmark import Report
from mintmark_web.verification.checking import told

_AS_ISSUED = _(
    "No credential is in it. Screenshots and copies that were saved again lose it: bring the file "
    "as you got it from the issuer."
)
_NO_CREDENTIAL = _("It can be read, but it is no credential.")
_WORDS: dict[str, Promise] = {
    "input.empty": _("The file is empty. Download it once more."),
    "input.too-large": _("The file is too large. Bring the credential itself, as JSON."),
    "input.unknown-kind": _(
        "Such a file cannot hold a credential. Bring JSON, or a badge or certificate as PNG, SVG "
        "or PDF."
    ),
    "png.no-credential": _AS_ISSUED,
    "svg.no-credential": _AS_ISSUED,
    "pdf.no-credential": _AS_ISSUED,
    "pdf.malformed": _("The PDF is damaged. Download it once more."),
    "json.not-json": _("The text is cut off, or was changed. Bring it whole, as you got it."),
    "json.not-an-object": _NO_CREDENTIAL,
    "form.not-a-credential": _NO_CREDENTIAL,
    "proof.missing": _("Nobody signed it, so nobody could tell that it is yours."),
}
_LINK = _("This is a link. Open it, download the credential there, and bring that file.")


def why(report: Report, data: bytes) -> str:
    """Return why a file was not taken in, in words that help."""
    decisive = report.decisive
    if decisive is None:
        return ""
    if data.lstrip()[:8].lower().startswith((b"http://", b"https://")):
        return str(_LINK)
    return str(_WORDS.get(decisive.code or "") or told(decisive))
