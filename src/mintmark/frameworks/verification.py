"""Whether all bundled data hold together, told one by one and not only the first."""

from __future__ import annotations

from collections.abc import Iterator

from mintmark.equivalence.soundness import verify_data as equivalence_faults
from mintmark.errors import MintmarkError, RulebookError
from mintmark.frameworks.loading import known, load
from mintmark.frameworks.rulebook import Rulebook
from mintmark.frameworks.soundness import verify_shelf


def verify_data() -> tuple[MintmarkError, ...]:
    """Return all that is wrong with the rulebooks, and with the maps they convert by."""
    books: list[Rulebook] = []
    faults: list[MintmarkError] = []
    for name in known():
        try:
            books.append(load(name))
        except RulebookError as error:
            faults.append(RulebookError(error.code, error.message, place=name))
    faults.extend(fault for book in books for fault in _source_faults(book))
    try:
        verify_shelf(books)
    except RulebookError as error:
        faults.append(error)
    faults.extend(
        RulebookError(
            "equivalence.contradiction", f"The data on equivalence contradict themselves: {fault}."
        )
        for fault in equivalence_faults()
    )
    return tuple(faults)


def _source_faults(book: Rulebook) -> Iterator[RulebookError]:
    """Whoever wants to read on needs an address, or to be told why there is none."""
    for source in book.sources:
        if source.confidence != "memory" and source.address is None and source.note is None:
            yield RulebookError(
                "framework.no-address",
                f"The source {source.id!r} has neither an address nor a note why not.",
                place=book.id,
                remedy="Write where it can be found, or how it was read.",
            )
