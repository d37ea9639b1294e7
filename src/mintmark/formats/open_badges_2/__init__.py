"""Open Badges 2.0, read: badges that learners already hold, hosted or signed.

For the numbered checks of a verifier, in their order: ``read`` and ``form`` take an assertion out
of what came; ``gather`` gets its badge class and issuer; ``authority`` sees that the issuer stands
behind the address or the key; ``confirm`` compares with the hosted copy or verifies the signature;
``Badge.outline`` has the period; ``require_not_revoked`` the status; ``check`` the content.
"""

from mintmark.formats.open_badges_2.assertion import Assertion, Received, form, is_announced, read
from mintmark.formats.open_badges_2.authority import Keys, authority, confirm
from mintmark.formats.open_badges_2.badge import Badge, gather
from mintmark.formats.open_badges_2.describe import describe
from mintmark.formats.open_badges_2.documents import is_open_badge
from mintmark.formats.open_badges_2.profile import Profile
from mintmark.formats.open_badges_2.recipient import is_about
from mintmark.formats.open_badges_2.revocation import require_not_revoked
from mintmark.formats.open_badges_2.rules import check

__all__ = [
    "Assertion",
    "Badge",
    "Keys",
    "Profile",
    "Received",
    "authority",
    "check",
    "confirm",
    "describe",
    "form",
    "gather",
    "is_about",
    "is_announced",
    "is_open_badge",
    "read",
    "require_not_revoked",
]
