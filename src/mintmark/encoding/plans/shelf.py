"""The plans that are kept, and the sites they belong to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

from mintmark.encoding.active_contexts import ActiveContext
from mintmark.encoding.plans.plan import Plan, Shape, Site

MAX_WEIGHT: Final = 32_768
"""The most that all plans together weigh; a plan weighs one, and one more per member."""

_MAX_SHAPE_CHARACTERS: Final = 4096
_MAX_ROOTS: Final = 256
_MAX_SITES: Final = 8192


class Shelf:
    """Plans by site and shape. It never holds more than its bound.

    When it is full, plans that were not used since the last time it was full go: inputs that
    never come again push out nothing that is in use. Where that is not enough, all go.
    """

    def __init__(self, max_weight: int = MAX_WEIGHT) -> None:
        self._max_weight = max_weight
        self._clear()

    def _clear(self) -> None:
        self._roots: dict[Hashable, Site] = {}
        self._sites: dict[tuple[int, str], Site] = {}
        self._weight = 0

    @property
    def weight(self) -> int:
        """What the plans weigh."""
        return self._weight

    @property
    def sites(self) -> list[Site]:
        """The sites, of documents and of properties."""
        return [*self._roots.values(), *self._sites.values()]

    def __len__(self) -> int:
        """How many plans there are."""
        return sum(len(site.plans) for site in self.sites)

    def root(self, contexts: Hashable) -> Site | None:
        """Return the site of whole documents under a list of contexts, if there is one."""
        return self._roots.get(contexts)

    def add_root(self, contexts: Hashable) -> None:
        """Make a site for whole documents under a list of contexts that the store knows."""
        if contexts not in self._roots:
            if len(self._roots) >= _MAX_ROOTS:
                self._sweep()
            self._roots[contexts] = Site(None, None)

    def site(self, active: ActiveContext, name: str) -> Site:
        """Return the site of a property, where terms mean something.

        The key is an identity. That is sound because the site keeps what it belongs to.
        """
        if len(self._sites) >= _MAX_SITES:
            self._sweep()
        return self._sites.setdefault((id(active), name), Site(active, name))

    def add(self, plans: Mapping[tuple[Site, Shape], Plan]) -> None:
        """Put plans on the shelf. Where there is no room, room is made instead."""
        if self._weight + sum(map(_weight, plans.values())) > self._max_weight:
            self._sweep()  # The sites of these plans may be gone with it: another time.
            return
        for (site, shape), plan in plans.items():
            if _characters(shape) <= _MAX_SHAPE_CHARACTERS and shape not in site.plans:
                plan.used = False
                site.plans[shape] = plan
                self._weight += _weight(plan)

    def _sweep(self) -> None:
        for site in self.sites:
            site.plans = {shape: plan for shape, plan in site.plans.items() if plan.used}
        kept = [plan for site in self.sites for plan in site.plans.values()]
        for plan in kept:
            plan.used = False
        self._weight = sum(map(_weight, kept))
        self._roots = {key: site for key, site in self._roots.items() if site.plans}
        led_to = {id(site) for plan in kept for site in plan.sites}
        self._sites = {
            key: site for key, site in self._sites.items() if site.plans or id(site) in led_to
        }
        if 2 * self._weight > self._max_weight or 2 * len(self._roots) > _MAX_ROOTS:
            self._clear()


def _weight(plan: Plan) -> int:
    return 1 + len(plan.sites)


def _characters(shape: Shape) -> int:
    keys, types = shape
    return sum(map(len, keys)) + len(str(types))
