"""Words of outcomes: scripts, inflection, verbs; and how well a person's judgement is met."""

from __future__ import annotations

import pytest

from mintmark.steps.recognise.comparing.lexical import likeness, word_likeness
from mintmark.steps.recognise.comparing.wording import tokenise, wording
from recognition_pairs import by_threshold, jaccard, lexical, pairs, score


def alike(one: str, other: str, language: str = "en") -> float:
    return float(likeness(wording(one, language), wording(other, language)).score)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'Été: rédiger 2 plans", ["l", "ete", "rediger", "2", "plans"]),
        ("Straße łódź", ["strasse", "lodz"]),
        ("关系数据", ["关系", "系数", "数据"]),
        ("関係データ", ["関係", "係デ", "デー", "ータ"]),
        ("SQLの基礎", ["sql", "の基", "基礎"]),
        ("العَرَبِيَّة", ["العربية"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("… !? —", []),
    ],
)
def test_text_falls_into_words_in_any_script(text, words):
    assert list(tokenise(text)) == words


def test_inflection_matters_little_and_beginnings_much():
    assert alike("Manage databases", "Managing a database") == 1
    assert word_likeness("economic", "economy") > 0
    assert word_likeness("microeconomics", "macroeconomics") == 0
    assert word_likeness("national", "international") == 0


@pytest.mark.parametrize(
    ("text", "language", "demand"),
    [
        ("The learner is able to critically evaluate sources", "en", "evaluate"),
        ("Explain how to design a bridge", "en", "understand"),
        ("Analyse and design networks", "en", "create"),
        ("Write a letter", "en", None),
        ("Les apprenants seront capables de concevoir un site", "fr", "create"),
        ("Die Studierenden können Netze entwerfen", "de", "create"),
        ("Erklären, wie Netze entworfen werden", "de", "understand"),
        ("Describir redes", "es", "understand"),
        ("设计网络", "zh", None),
    ],
)
def test_what_the_verb_asks_for(text, language, demand):
    assert wording(text, language).demand == demand


def test_words_that_fit_any_subject_weigh_little():
    assert alike("Explain the principles of law", "Explain the principles of colour") < 0.45
    assert alike("Explain the principles of law", "Describe law") > 0.66


@pytest.mark.parametrize("part", ["calibrate", "check"])
def test_a_persons_judgement_is_met_better_than_by_counting_words(part):
    whole = pairs()
    given = [pair for pair in whole if pair.part == part]
    plain = by_threshold(jaccard, [pair for pair in whole if pair.part == "calibrate"])
    ours, baseline = score(lexical, given, ("equal",)), score(plain, given, ("equal",))
    assert ours.right >= 0.95 * ours.said
    assert ours.right >= 0.85 * ours.there
    assert ours.right / ours.said > baseline.right / baseline.said
    worth_reading = score(lexical, given, ("equal", "near"))
    assert worth_reading.right >= 0.9 * worth_reading.said
    assert worth_reading.right >= 0.7 * worth_reading.there


def test_there_are_pairs_enough_to_judge_by():
    whole = pairs()
    assert len({(pair.language, pair.one, pair.other) for pair in whole}) == len(whole) >= 200
    assert len({pair.language for pair in whole}) >= 4
