"""The badge's picture: made from title and colours, or uploaded and checked."""

from __future__ import annotations

import base64
import struct
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark.carriers.badge import badge_png, badge_svg
from mintmark.carriers.svg import neutralise
from mintmark.errors import MintmarkError
from mintmark_web.achievements.models import Version

SVG, PNG = "image/svg+xml", "image/png"
MAX_BYTES = 2 * 1024 * 1024
_LEAST, _MOST = 90, 4_096
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values for each point, by the kind of colour (PNG 1.2, section 4.1.1)."""


def checked(data: bytes) -> tuple[bytes, str]:
    """Return an uploaded picture with nothing in it but the picture, and its file's ending.

    Whatever its name says, its content decides. A PNG is drawn anew, so that nothing hides in it;
    from an SVG whatever could run or fetch is taken out.

    Raises:
        ValidationError: it is neither, too large, or too small.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 2 MB."))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data), ".png"
    try:
        return neutralise(data), ".svg"
    except MintmarkError:
        raise ValidationError(_("This is neither a PNG nor an SVG picture.")) from None


def _png(data: bytes) -> bytes:
    try:
        width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
        if not all(_LEAST <= side <= _MOST for side in (width, height)):
            raise ValidationError(_("A picture must be 90 to 4,096 pixels wide and high."))
        _require_points(data, width * depth * _SAMPLES[kind], height)
        return badge_png(_framed(data), system_fonts=False)
    except (struct.error, KeyError, zlib.error, MintmarkError):
        raise ValidationError(_("This PNG picture is broken.")) from None


def _framed(data: bytes) -> bytes:
    """Return an SVG picture that shows nothing but this PNG: what is drawn from it is new."""
    inside = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><image width="512"'
        f' height="512" href="data:image/png;base64,{inside}"/></svg>'
    ).encode()


def _require_points(data: bytes, bits: int, lines: int) -> None:
    """Refuse a PNG with fewer points than it says: what draws it would leave it empty.

    Args:
        bits: of one line.

    Raises:
        zlib.error, struct.error: it has, or cannot be read.
    """
    wanted = lines * ((bits + 7) // 8 + 1)
    unpacked, left, position = 0, zlib.decompressobj(), 8
    while unpacked < wanted:
        length, name = struct.unpack(">I4s", data[position : position + 8])
        if name == b"IEND":
            raise zlib.error("too few points")
        if name == b"IDAT":
            body = data[position + 8 : position + 8 + length]
            unpacked += len(left.decompress(body, wanted - unpacked + 1))
        position += length + 12


def picture(version: Version) -> tuple[bytes, str]:
    """Return the badge's picture and its media type."""
    if version.image:
        with version.image.open("rb") as file:
            return file.read(), PNG if str(version.image).endswith(".png") else SVG
    language = version.languages[0] if version.languages else "en"
    issuer = version.achievement.organisation.name
    title = version.title or _("Untitled")
    return badge_svg(title, issuer, colour=version.colour or None, language=language), SVG
