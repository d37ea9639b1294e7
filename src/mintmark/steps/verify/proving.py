"""Checks 4 to 6: what secures the document, whose keys made it, and whether it holds.

A document is secured by proofs that stand in it, or by the token that it came in. Both ways answer
the same three questions. Where it is secured in both ways, both must hold: a proof inside a token
that nobody looked at would be taken for one that holds.
"""

from __future__ import annotations

from typing import Protocol

from mintmark.steps.verify import embedded, enveloping, holder_binding, open_badge_2
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
    said = [one.proof(case) for one in _securings(case)]
    return _sentences(said + holder_binding.look(case.opened, case.asked))


def key(case: Case) -> str:
    """Check 5: the issuer's own document lists the key for assertions."""
    return _sentences([one.key(case) for one in _securings(case)])


def signature(case: Case) -> str:
    """Check 6: the content is what was signed."""
    said = [one.signature(case) for one in _securings(case)]
    return _sentences(said + holder_binding.verify(case.opened, case.asked, at=case.setting.at))


def _securings(case: Case) -> tuple[Securing, ...]:
    if case.received is not None:
        return (open_badge_2,)
    if case.opened is None:
        return (embedded,)
    if "proof" in case.document and not case.is_sd_jwt_vc:
        return (enveloping, embedded)
    return (enveloping,)


def _sentences(said: list[str]) -> str:
    return " ".join(dict.fromkeys(said))
