"""How often somebody may ask. Counted in memory, by each process of the server for itself.

The limit is there so that one caller does not take the machine from the others; for that a process
need not know what its neighbours count, and no call waits for a database.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from ipaddress import IPv6Address, ip_address
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

_MOST_CALLERS = 20_000
_MINUTE = 60.0


class Pace:
    """A steady pace with room for a burst: the generic cell rate algorithm.

    A caller may spend a minute's calls at once; after that, calls come back at an even rate.
    """

    def __init__(self, most: int = _MOST_CALLERS) -> None:
        self._free_at: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()
        self._most = most

    def wait(self, caller: str, *, per_minute: int, cost: int, now: float) -> float:
        """Count a call and return 0; or count nothing and return after how many seconds it may be.

        Args:
            caller: whose calls are counted together.
            now: seconds on a clock that never goes back.
        """
        step = cost * _MINUTE / per_minute
        with self._lock:
            start = max(self._free_at.get(caller, now), now)
            if (over := start + step - now - _MINUTE) > 0 and start > now:
                return over
            self._free_at[caller] = start + step
            self._free_at.move_to_end(caller)
            if len(self._free_at) > self._most:
                self._free_at.popitem(last=False)
        return 0.0

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._free_at.clear()


PACE = Pace()


def wait(caller: str, *, per_minute: int, cost: int = 1) -> int:
    """Count a call and return 0; or count nothing and return in how many seconds it may be."""
    return math.ceil(PACE.wait(caller, per_minute=per_minute, cost=cost, now=time.monotonic()))


def wait_to_check(request: HttpRequest, things: int = 1) -> int:
    """Count what an address wants verified, wherever it asks, and return as ``wait`` does."""
    return wait(f"checks for {address(request)}", per_minute=settings.VERIFY_RATE, cost=things)


def address(request: HttpRequest) -> str:
    """Return the caller's address, as seen by the outermost proxy that is believed.

    Of IPv6 it is the network, since a household or one machine has all addresses of a /64.
    """
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(hops) >= proxies and hops[-proxies]:
        return _network(hops[-proxies])
    return _network(str(request.META.get("REMOTE_ADDR", "")))


def _network(text: str) -> str:
    try:
        found = ip_address(text)
    except ValueError:
        return text
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return text
