"""Who pays what: fees in thousandths of the currency's unit, and what funds pay of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mintmark.model import Fund
from mintmark.steps.stack.planning.catalogue import FINEST, Course


@dataclass(frozen=True)
class Bill:
    """What one course costs this learner, in thousandths.

    Attributes:
        fee: the fee.
        given: what funds without an end pay, each; they pay first, in the order of the wishes.
        caps: the most that each account with a balance may pay of the rest.
    """

    fee: int
    given: Mapping[str, int]
    caps: Mapping[str, int]

    @cached_property
    def rest(self) -> int:
        """What is left when the funds without an end have paid."""
        return self.fee - sum(self.given.values())

    @cached_property
    def least(self) -> int:
        """The least that is left to pay, whatever else the accounts have to pay."""
        return max(0, self.rest - sum(self.caps.values()))

    def beats(self, other: Bill) -> bool:
        """Say whether it costs no more, whoever pays how much."""
        return self.rest <= other.rest and all(
            self.caps.get(fund, 0) >= min(cap, self.rest) for fund, cap in other.caps.items()
        )


def bill(course: Course, funds: Sequence[Fund]) -> Bill:
    """Return what a course costs a learner with these funds.

    What a fund pays as a share is rounded down to a hundredth of the currency's unit.
    """
    fee = units(course.fee)
    offered = {one.fund: one for one in course.offer.funded_by}
    rest, given, caps = fee, {}, {}
    for fund in sorted(funds, key=lambda one: one.balance is not None):
        pays = offered.get(fund.id)
        if pays is None:
            continue
        if pays.share is not None:
            hundredths = course.fee * Fraction(pays.share) * 100 // 1
            most = int(hundredths) * (FINEST // 100)
        else:
            most = units(Fraction(pays.amount or 0))
        most = min(most, rest)
        if not most:
            continue
        if fund.balance is None:
            given[fund.id] = most
            rest -= most
        else:
            caps[fund.id] = most
    return Bill(fee, given, caps)


def units(amount: Fraction) -> int:
    """Return an amount in thousandths; what is finer is cut off."""
    return int(amount * FINEST // 1)


def money(units_of_it: int) -> Fraction:
    """Return thousandths as an amount."""
    return Fraction(units_of_it, FINEST)
