"""Fetching from strangers' addresses: public https only, everything bounded."""

from __future__ import annotations

from mintmark.network.fetch import Limits, NetworkFetcher

__all__ = ["Limits", "fetcher"]


def fetcher(limits: Limits | None = None) -> NetworkFetcher:
    """Return a fetcher for one verification, one import. It remembers what it fetched."""
    return NetworkFetcher(limits)
