"""What is told of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Looked:
    """Something of the site that was looked at.

    Attributes:
        state: in good order; to be looked at, before it is for real; or wrong.
        detail: what was found, and what to do.
    """

    name: str
    state: Literal["good", "look", "wrong"]
    detail: str
