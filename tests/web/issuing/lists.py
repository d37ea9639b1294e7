"""Award lists for the achievement of the factories."""

HEAD = "name,email,date,identity_check,level:practical,score:practical"


def award_list(count: int, *, first: int = 1) -> str:
    """Return an award list for so many learners."""
    rows = (row(number) for number in range(first, first + count))
    return "\n".join((HEAD, *rows)) + "\n"


def row(number: int, **changes: str) -> str:
    """Return a row that can be awarded, but for the changes."""
    cells = {
        "name": f"Learner {number}",
        "email": f"learner{number}@example.org",
        "date": "2026-05-04",
        "identity_check": "passport",
        "level": "good",
        "score": "0.8",
    }
    return ",".join((cells | changes).values())
