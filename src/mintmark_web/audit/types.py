"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Via = Literal["web", "api", "job", "link"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, for one organisation or for none.

    Attributes:
        user_id: the person; None for nobody signed in, and for the site itself (``via="job"``).
        organisation_id: for which organisation; None for a learner's own affairs.
        roles: the person's roles in that organisation, and ``operator`` for who runs the site.
        via: the web pages, the HTTP API, a background job, or a link that was sent.
    """

    user_id: int | None = None
    organisation_id: int | None = None
    roles: frozenset[str] = frozenset()
    via: Via = "web"

    @property
    def person_id(self) -> int:
        """Return the person's number, where the permission table lets nobody else in.

        Raises:
            RuntimeError: nobody is signed in.
        """
        if self.user_id is None:
            raise RuntimeError("nobody is signed in")
        return self.user_id


SITE = Actor(via="job")
"""The site itself, for what nobody asked for: reminders, cleaning up."""
