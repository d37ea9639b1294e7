"""Read a draft: YAML in, an achievement out, or everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mintmark.encoding.strict_yaml import Place, read_noun
from mintmark.model import Achievement


@dataclass(frozen=True, slots=True)
class Draft:
    """An achievement as it stands in a file.

    Attributes:
        achievement: what the draft says.
        positions: where each field stands, by path: ``assessments[0].pass_mark``.
        name: the file's name.
    """

    achievement: Achievement
    positions: Mapping[str, Place]
    name: str


def read_draft(text: str | bytes, name: str = "draft") -> Draft:
    """Return the achievement that a YAML draft describes, with the place of each field.

    A field with nothing after its colon counts as not there. Numbers are taken exactly.

    Args:
        text: the draft; bytes must be UTF-8.
        name: the file's name, for messages.

    Raises:
        InputError: it is not YAML, or YAML that cannot be read.
        LimitError: it is too large or too deep.
        DraftProblems: it says something that an achievement cannot be; has all such problems.
    """
    written = read_noun(text, name, Achievement)
    return Draft(written.noun, written.positions, name)
