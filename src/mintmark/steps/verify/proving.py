"""Checks 4 to 6: what secures the document, whose keys made it, and whether it holds.

A document is secured by proofs that stand in it, or by the token that it came in. Both ways answer
the same three questions.
"""

from __future__ import annotations

from typing import Protocol

from mintmark.steps.verify import embedded, enveloping, open_badge_2
from mintmark.steps.verify.case import Case


class Securing(Protocol):
    """A way to secure a document."""

    def proof(self, case: Case) -> str:
        """Check 4."""
        ...

    def key(self, case: Case) -> str:
        """Check 5."""
        ...

    def signature(self, case: Case) -> str:
        """Check 6."""
        ...


def proof(case: Case) -> str:
    """Check 4: it is secured in an accepted way, for the right purpose, and in time."""
    return _securing(case).proof(case)


def key(case: Case) -> str:
    """Check 5: the issuer's own document lists the key for assertions."""
    return _securing(case).key(case)


def signature(case: Case) -> str:
    """Check 6: the content is what was signed."""
    return _securing(case).signature(case)


def _securing(case: Case) -> Securing:
    if case.received is not None:
        return open_badge_2
    return embedded if case.opened is None else enveloping
