"""What the core says to people is translated: all of it, and as its source has it today."""

import ast
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import core_sentences
import translations

from mintmark.steps.verify.checklist import CHECKLIST
from mintmark_web.ui.telling.catalogue import entries
from mintmark_web.ui.telling.saying import Piece, pieces
from mintmark_web.ui.telling.templates import Hole, parts
from mintmark_web.verification import words

REMEDY = "run: python tests/web/translations.py, fill in msgstr in core.po, and run it again"
KINDS = {"", "n", "w", "list", "told", "maybe", "known", "unit"}


@pytest.fixture(scope="module", params=translations.LANGUAGES)
def made(request):
    return request.param, core_sentences.catalogue(request.param)


def test_the_catalogue_is_complete_and_fresh(made):
    language, catalog = made
    po, mo = core_sentences.files(language)
    assert po.read_bytes() == translations.po_text(catalog), REMEDY
    assert mo.read_bytes() == translations.mo_bytes(po.read_bytes()), REMEDY
    assert [one.id for one in catalog if one.id and not one.string] == [], REMEDY


def test_what_is_compiled_is_what_the_office_reads(made):
    language, catalog = made
    mo = core_sentences.files(language)[1].read_bytes()
    assert entries(mo) == {one.id: one.string for one in catalog if one.id}


def test_a_translation_fills_in_what_the_sentence_does(made):
    for one in made[1]:
        given = {part.number for part in parts(one.id) if isinstance(part, Hole)}
        taken = [part for part in parts(one.string) if isinstance(part, Hole)]
        left_out = given - {part.number for part in taken}
        assert {part.number for part in taken} <= given, one.id
        assert not left_out or one.id in SAID_OTHERWISE, one.id
        assert {part.kind for part in taken} <= KINDS, one.id


SAID_OTHERWISE = {"It takes {0}, which {1} {2} {3}; there {4} only {5}."}
"""Of these some holes are English grammar ("is", "not"), which the translation does without."""


def test_each_sentence_is_told_as_it_is_translated():
    """Filled in with something of each kind, it is taken for itself and for no other sentence."""
    otherwise = []
    for english, french in entries(core_sentences.files("fr")[1].read_bytes()).items():
        said, told = parts(english), parts(french)
        if not isinstance(said[-1], str) or not said[-1].endswith((".", "?", "!")):
            continue  # it stands within another
        kinds = {part.number: part.kind for part in told if isinstance(part, Hole)}
        filling = {number: FILLINGS.get(kind, ("x", "x")) for number, kind in kinds.items()}
        found = pieces(_filled(said, filling, 0), "fr")
        if found != (Piece(_filled(told, filling, 1)),):
            otherwise.append(english)
    assert otherwise == BY_ITS_VERB


FILLINGS = {
    "n": ("7", "7"),
    "told": ("This is not JSON", "Ce n’est pas du JSON"),
    "known": ("a date", "une date"),
}
"""What may stand in a hole of each kind, in both languages."""
BY_ITS_VERB = [
    "It {0} {1}, which counts.",
    "The level is {0} {1}: {2}.",
    "The {0} {1}, at least in part.",
    "{0} {1} was read as {2}: midnight where it was written.",
]
"""In these a hole holds one of a few words, which no sentence can stand for."""


def _filled(said, filling, language):
    return "".join(
        part if isinstance(part, str) else filling.get(part.number, ("x", "x"))[language]
        for part in said
    )


def test_french_is_set_as_french_is():
    for one in core_sentences.catalogue("fr"):
        text = re.sub(r"https?:\S*", "", re.sub(r"\{[^}]*\}", "x", str(one.string)))
        assert not re.search(r"(?<=[\w)}»]) [:;?!»%]|« ", text), one.string
        assert "'" not in text, one.string


def test_each_check_has_a_name_and_each_of_its_outcomes_words():
    for step in CHECKLIST:
        for said in (words._TITLES, words._HOLDS, words._FAILS):
            assert step.name in said


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "It holds."', ["It holds."]),
        ('f"It counts {n} {unit}."', ["It counts {0} {1}."]),
        ("f\"{n} more credential{'s' if n > 1 else ''}.\"", None),
        ('f"It is{since}{until} so."', ["It is{0} so."]),
        ('raise E("area.reason", "It is wrong.")', ["It is wrong."]),
        ('def f():\n    "No sentence of ours."', []),
        ('if x == "one of these": pass', []),
        ('x = "All {} rules hold."', ["All {0} rules hold."]),
    ],
)
def test_the_finder_of_sentences_finds_them(source, found):
    if found is None:
        found = ["{0} more credentials.", "{0} more credential."]
    assert list(core_sentences._said(ast.parse(source))) == found


def test_every_rule_of_every_rulebook_is_among_them():
    from mintmark.frameworks.loading import load_all

    there = core_sentences.sentences()
    for book in load_all():
        assert book.name in there and book.definition.text in there
        for rule in book.rules:
            assert rule.name in there and rule.text in there
            assert (rule.remedy or rule.beyond) in there
