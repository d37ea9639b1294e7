"""The files of the vocabularies: what the maker makes, and what the nouns and formats need."""

import json
from pathlib import Path
from typing import get_args

import pytest

from mintmark.formats.elm_3.vocabulary import OPPORTUNITIES
from mintmark.frameworks.paths import types_at
from mintmark.model import Achievement
from mintmark.vocabularies import SCHEMES, vocabulary
from vocabularies import make

DATA = Path(vocabulary.__code__.co_filename).parent / "data"


def test_the_files_are_what_the_maker_makes(shared):
    made = make.files(shared / "facts/elm_vocabularies.json")
    assert set(made) == set(SCHEMES)
    for name, text in made.items():
        assert (DATA / f"{name}.json").read_text("utf-8") == text, f"{name}: run make.py"


def test_without_the_lists_the_maker_says_so_and_leaves_the_files(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(make, "LISTS", tmp_path / "not-there.json")
    monkeypatch.setattr(make, "DATA", tmp_path / "data")
    assert make.main() == 1
    assert "are not here" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_the_files_are_small_and_there_are_no_others():
    files = list(DATA.iterdir())
    assert {file.stem for file in files} == set(SCHEMES)
    assert sum(file.stat().st_size for file in files) < 400 * 1024


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("isced-f", "isced-f"),
        ("eqf", "eqf"),
        ("assessment", "europass-learning-assessment-types"),
        ("outcome", "skill-types"),
        ("credit-system", "credit-points"),
        ("learning-setting", "europass-learning-setting-types"),
        ("learning-opportunity", "europass-learning-opportunity-types"),
        ("learning-activity", "europass-learning-activity-types"),
        ("credential", "europass-credential-types"),
        ("country", "country"),
        ("region", "nuts"),
        ("language", "language"),
        ("currency", "currency"),
    ],
)
def test_every_entry_of_the_eus_list_has_a_code(shared, name, file):
    lists = json.loads((shared / "facts/elm_vocabularies.json").read_text())
    iris = {iri for iri, _ in lists[f"xsd/loq/cv/{file}.xsd"]["items"]}
    one = vocabulary(name)
    assert {iri for iri in iris if one.from_uri(iri) is None} <= {one.base + "OP_DATPRO"}
    ours = {one.uri(code) for code in one.codes} - {None}
    newer = {one.uri(code) for code in ("converted", "accreditation", "issued-by-mandate")}
    assert ours - newer <= iris


def test_participation_names_entries_of_two_lists(shared):
    lists = json.loads((shared / "facts/elm_vocabularies.json").read_text())
    files = ("europass-modes", "europass-learning-activity-types")
    iris = {iri for file in files for iri, _ in lists[f"xsd/loq/cv/{file}.xsd"]["items"]}
    one = vocabulary("participation")
    others = {one.base + end for end in one._ends if "/" in end}
    assert len(others) == 11
    assert others <= iris


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("participation", "participation"),
        ("quality-assurance", "quality_assurance.type"),
        ("outcome", "outcomes.kind"),
    ],
)
def test_the_nouns_own_words_are_those_of_the_vocabulary(name, path):
    """The nouns list them themselves, and know nothing of vocabularies."""
    (words,) = types_at((Achievement,), path)
    assert set(get_args(words)) == set(vocabulary(name).codes)


def test_the_formats_rename_only_what_there_is():
    assert set(OPPORTUNITIES) <= set(vocabulary("learning-opportunity").codes)


def test_iso_3166():
    """All 249 countries, and three codes in use that are none of them."""
    codes = set(vocabulary("country").codes)
    assert len(codes - {"EU", "XK", "CP"}) == 249
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)
