"""What views hand to the components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "accent", "valid", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to: in the menu, a trail of breadcrumbs, tabs, the organisation switch.

    Attributes:
        label: the words, translated.
        url: where it leads; empty for words alone.
        current: whether the reader is there.
        count: a number to show behind the label, as "12 waiting" in a tab; None for none.
    """

    label: str
    url: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts: a name, a value, and possibly what can be done about it."""

    name: str
    value: object
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: words, and possibly a link or a tag's tone."""

    text: object
    url: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; numbers stand at the end of the line."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows become cards on a phone. The first cell of each row names the row.

    Attributes:
        caption: what the table shows; read out first, so always given.
        columns: the heads.
        rows: cells, as many in each row as there are columns; plain values become cells.
        hide_caption: where a heading above says the same.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    hide_caption: bool = False

    @property
    def cells(self) -> list[list[tuple[Column, Cell]]]:
        """The rows, each cell beside its column."""
        return [
            [
                (column, value if isinstance(value, Cell) else Cell(value))
                for column, value in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of a verdict list. ``mintmark.report.Check`` has the same attributes.

    Attributes:
        name: what was checked.
        outcome: ``valid``, ``invalid``, ``indeterminate`` (could not check) or ``none`` (does not
            apply).
        detail: why, in words.
    """

    name: str
    outcome: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CredentialCard:
    """What the card of a credential shows. All words in the reader's language.

    Attributes:
        title: of the achievement.
        issuer: its name.
        image: address of the badge picture.
        url: page of the credential; empty where the card is on that page.
        holder: whose it is; empty where that is clear.
        status: words and tone of the tag, or None.
        facts: such as level, workload, date of award.
        language: of the title, BCP 47.
    """

    title: str
    issuer: str
    image: str = ""
    url: str = ""
    holder: str = ""
    status: Cell | None = None
    facts: Sequence[Fact] = field(default_factory=tuple)
    language: str = ""
