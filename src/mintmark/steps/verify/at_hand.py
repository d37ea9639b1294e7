"""Credentials that a verifier was given, among which the parts of larger awards are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from mintmark.encoding.effort import Effort

_UNBOUNDED: Final = 10**12


class PartsAtHand:
    """The verifier's own files, by the id that the credential in each gives itself.

    Nobody believes the id: it only finds the file whose digest is then compared.
    """

    def __init__(self, files: Iterable[bytes | str] = ()) -> None:
        self._files = tuple(one.encode() if isinstance(one, str) else one for one in files)
        self._by_id: dict[str, list[bytes]] | None = None

    def named(self, name: str, read_id: Callable[[bytes], str | None]) -> list[bytes]:
        """Return the files, as they came, whose credential calls itself by this id.

        Args:
            read_id: reads the id of the credential in a file; None where there is none.
        """
        if self._by_id is None:
            self._by_id = {}
            # They are the verifier's; the credential that names one of them does not pay for all.
            with Effort(_UNBOUNDED).counted():
                for data in self._files:
                    self._by_id.setdefault(read_id(data) or "", []).append(data)
        return self._by_id.get(name, [])


NOTHING_AT_HAND: Final = PartsAtHand()
