"""``credits_in(workload, "ECTS", as_of)``, ``level_in(levels, "EQF", as_of)``, ``weeks_in(...)``.

What an amount of learning or a level is worth elsewhere: credit systems, rates and level maps as
dated data, each with its source. Every function gives an ``Answer``: its value (None says
"cannot tell"), its range, its method, each step with its source, and what other methods and
sources say. Numbers are exact fractions; what is only remembered never decides.

>>> from datetime import date
>>> answer = equate("5 ECTS", "nz", as_of=date(2024, 1, 1))
>>> str(answer.value), str(answer.low), str(answer.high), answer.method
('10', '10', '15', 'published table')
>>> equate("NFQ:7", "EQF", as_of=date(2024, 1, 1)).value
'6'
"""

from __future__ import annotations

from datetime import date

from mintmark.equivalence import library
from mintmark.equivalence.answers import Alternative, Answer, LevelRef, Quantity, Step, number
from mintmark.equivalence.credits import convert
from mintmark.equivalence.levels import place
from mintmark.equivalence.reading import checked, read
from mintmark.equivalence.records import credits_in, level_in
from mintmark.equivalence.soundness import verify_data
from mintmark.equivalence.weeks import weeks_in

__all__ = [
    "Alternative",
    "Answer",
    "LevelRef",
    "Quantity",
    "Step",
    "credits_in",
    "equate",
    "level_in",
    "number",
    "read",
    "verify_data",
    "weeks_in",
]


def equate(what: str | Quantity | LevelRef, to: str, *, as_of: date) -> Answer:
    """Return what an amount of learning, or a level, is worth elsewhere.

    Args:
        what: an amount such as ``5 ECTS``, ``30 h`` or ``PT30H``, or a level such as ``NFQ:7``
            or ``AU:AQF:8``; or either as a value.
        to: a credit system (``NZQCF``), a level framework (``EQF``) or a jurisdiction (``nz``).
        as_of: the day whose facts are taken.

    Raises:
        UsageError: it is neither, a number is impossible, nobody knows a name, or a name may
            mean several.
    """
    asked = read(what) if isinstance(what, str) else checked(what)
    if isinstance(asked, Quantity):
        return convert(asked, library.library().find_system(to).id, as_of)
    return place(asked, library.library().find_framework(to).id, as_of)
