"""The thirteen disagreements between sources that we know of: people get to see both sides.

The other tests of conflicts say what follows from each; this one is the list.
"""

import pytest

from mintmark.cli.app import main

IN_RULEBOOKS = [
    ("eu-2022", "When the Recommendation was adopted", "June 2021", "16 June 2022"),
    ("eu-2022", "How many mandatory elements there are", "Ten bullets", "Eleven"),
    ("nz-nzqa-2022", "Credits", "5 to 40", "Up to 40"),
    ("nz-nzqa-2022", "Level", "2 to 8", "1 to 10"),
    ("nz-nzqa-2022", "Ceiling on fees", "NZD 60", "NZD 64"),
    ("nz-nzqa-2022", "Credits in ECTS", "Two credits", "2.5 to 3 credits"),
    ("us-suny", "How many ECTS a US credit is", "2, by the year", "1.67"),
    ("au-nmf", "Taking part without being assessed", "gained by participating", "left out"),
    ("au-nmf", "Attendance as an assessment", "types of assessment", "nothing is assessed"),
    ("au-nmf", "What AQF stands for", "Albania", "Australian"),
    ("mt", "What the letters MQF stand for", "Malta's", "Malaysia's"),
    ("ph-ched", "What the letters PQF stand for", "Poland's", "Philippines'"),
    ("za-saqa", "Which framework a level number belongs to", "old framework", "Act of 2008"),
    ("ca-on", "How long it may take", "Not more than 12 weeks", "Less than 12 weeks"),
    ("emc-cmf", "How many ECTS a UK credit is", "0.4", "0.5"),
    ("za-saqa", "The level of a part-qualification", "level of its parent", "Any level"),
]
IN_ANSWERS = [
    ("AU:ASCED:Diploma", "ISCED-97", "ISCED-97; French levels V to I", "ISCED 2011"),
    ("FR:CNCP-ROMAN:III", "EQF", "French levels V to I", "French levels 3 to 8"),
    ("5 ECTS", "nz", "2 credits of 10 hours", "2.5 to 3 credits of 10 hours"),
]


@pytest.mark.parametrize(("framework", "topic", "one", "other"), IN_RULEBOOKS)
def test_both_sides_are_shown_with_the_framework(
    framework: str, topic: str, one: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["frameworks", "show", framework]) == 0
    _, _, told = capsys.readouterr().out.partition(f"Sources disagree: {topic}\n")
    sides, _, used = told.partition("Used:")
    assert one in sides.splitlines()[0]
    assert other in sides.splitlines()[1]
    assert used.strip()


@pytest.mark.parametrize(("asked", "to", "one", "other"), IN_ANSWERS)
def test_both_sides_are_shown_with_the_answer(
    asked: str, to: str, one: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["equate", asked, "--to", to, "--as-of", "2024-01-01"])
    told = capsys.readouterr().out
    assert one in told
    assert other in told
