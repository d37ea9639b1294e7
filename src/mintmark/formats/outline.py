"""What a verifier needs of a credential whatever data model it follows: its issuer and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mintmark.encoding.times import format_time
from mintmark.errors import FormatError

Model = Literal["vc-2.0", "vc-1.1", "ob-2.0", "sd-jwt-vc"]
"""VC Data Model 2.0 or 1.1, Open Badges 2.0, or the claims of an SD-JWT VC."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The members that every data model has under a name of its own.

    Attributes:
        model: the data model that the names are of.
        issuer: the issuer's id, an absolute address.
        valid_from: from when on it holds; None where it does not say.
        valid_until: until when it holds; None where that is open.
        ends_before: whether it no longer holds at ``valid_until`` itself, as with ``exp``.
    """

    model: Model
    issuer: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    ends_before: bool = False

    def require_in_period(self, at: datetime) -> None:
        """Refuse a credential that does not hold at the moment ``at``, which has a zone.

        Raises:
            FormatError: ``period.not-yet`` or ``period.over``.
        """
        if self.valid_from is not None and at < self.valid_from:
            raise FormatError(
                "period.not-yet", f"It is valid only from {format_time(self.valid_from)}."
            )
        if self.valid_until is None:
            return
        if at > self.valid_until or (self.ends_before and at == self.valid_until):
            raise FormatError("period.over", f"It was valid until {format_time(self.valid_until)}.")
