"""Vocabularies: every code can be named, found, and reached from a slip of the hand."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.errors import UsageError
from mintmark.vocabularies import SCHEMES, vocabulary
from mintmark.vocabularies.likeness import fold, slips

ALL = [vocabulary(name) for name in SCHEMES]
SMALL = [one for one in ALL if len(one) < 300]
ENTRIES = st.sampled_from(ALL).flatmap(
    lambda one: st.sampled_from(one.codes).map(lambda code: (one, one.entry(code)))
)
LETTERS = string.ascii_letters + string.digits + "-é"


@pytest.mark.parametrize("one", ALL, ids=SCHEMES)
def test_every_list_holds_together(one):
    assert len(one) == len(one.codes) == len(set(one.codes)) > 1
    assert one.languages[0] == "en"
    uris = [uri for code in one.codes if (uri := one.uri(code))]
    assert len(uris) == len(set(uris))
    for entry in one:
        assert entry.code in one
        assert entry.code == entry.code.strip() != ""
        assert set(entry.labels) <= set(one.languages)
        assert all(label == " ".join(label.split()) != "" for label in entry.labels.values())


@pytest.mark.parametrize("one", ALL, ids=SCHEMES)
def test_what_people_are_shown_has_a_name(one):
    """Of languages, those with a two-letter code; rare ones have none in the EU's list."""
    for entry in one:
        if one.name != "language" or len(entry.code) == 2:
            assert "en" in entry.labels, entry


@pytest.mark.parametrize(
    "name", ["country", "assessment", "participation", "quality-assurance", "eqf", "outcome"]
)
def test_what_stands_on_certificates_has_a_name_in_their_languages(name):
    for entry in vocabulary(name):
        assert set(entry.labels) == {"en", "fr", "de", "es"}, entry


@pytest.mark.parametrize("one", ALL, ids=SCHEMES)
def test_a_uri_leads_back_to_its_code(one):
    for code in one.codes:
        uri = one.uri(code)
        assert uri is None or one.from_uri(uri) == code


@pytest.mark.parametrize(
    ("name", "uri", "code"),
    [
        ("country", "http://publications.europa.eu/resource/authority/country/IRL", "IE"),
        ("country", "http://publications.europa.eu/resource/authority/country/1A0", "XK"),
        ("country", "http://publications.europa.eu/resource/authority/country/OP_DATPRO", None),
        ("country", "IRL", None),
        ("language", "http://publications.europa.eu/resource/authority/language/ENG", "en"),
        ("language", "http://publications.europa.eu/resource/authority/language/GSW", "gsw"),
        ("isced-f", "http://data.europa.eu/snb/isced-f/0613", "0613"),
        ("assessment", "http://data.europa.eu/snb/assessment/6e6cb2cc78", "written-exam"),
        ("assessment", "http://data.europa.eu/snb/assessment/", None),
        (
            "participation",
            "http://data.europa.eu/snb/learning-activity/bf5588ff84",
            "work-experience",
        ),
        ("region", "http://data.europa.eu/nuts/code/IE042", "IE042"),
        ("eqf", "", None),
    ],
)
def test_uris(name, uri, code):
    assert vocabulary(name).from_uri(uri) == code


@given(ENTRIES)
def test_a_search_finds_every_name_and_every_code(drawn):
    """Whatever its case and accents; what is exactly so comes first."""
    one, entry = drawn
    for language, label in (*entry.labels.items(), ("en", entry.code)):
        for words in (label, label.upper(), fold(label)):
            found = one.search(words, language, limit=None)
            assert entry in found
            first = found[0]
            assert fold(words) in (fold(first.code), fold(one.label(first.code, language)))


@given(ENTRIES, st.data())
def test_a_search_finds_a_part_of_a_name(drawn, data):
    one, entry = drawn
    folded = fold(one.label(entry.code))
    start = data.draw(st.integers(0, len(folded) - 1))
    part = folded[start : start + 5].strip() or folded
    assert entry in one.search(part, limit=None)


def test_a_search_ranks_and_ends():
    found = [entry.code for entry in vocabulary("country").search("ir", limit=None)]
    assert found[:3] == ["IR", "IE", "IQ"], "the code, then names that begin so"
    assert "AE" in found, "Emirates"
    found = [entry.code for entry in vocabulary("country").search("guinea", limit=None)]
    assert found == ["GN", "GW", "GQ", "PG"], "the name, a name that begins so, a word that does"
    assert [e.code for e in vocabulary("country").search("irlande", "fr")] == ["IE"]
    assert len(vocabulary("region").search("a")) == 20
    assert vocabulary("region").search("?!") == ()
    assert [e.code for e in vocabulary("isced-f").search("development software")] == ["0613"]


@given(st.sampled_from(SMALL), st.data())
def test_one_slip_of_the_hand_is_forgiven(one, data):
    """The nearest is the code itself, or one as near, or one with exactly that other name."""
    code = data.draw(st.sampled_from(one.codes))
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    rest = code[place + 1 :]
    wrong = data.draw(
        st.sampled_from([code[:place] + letter + code[place:], code[:place] + letter + rest])
    )
    near = one.nearest(wrong)
    names = [name for name, named in one._names.items() if named == near]
    fewest = min(slips(fold(wrong), name) for name in names)
    assert near == code or fewest <= slips(fold(wrong), fold(code)) or f"0{fold(wrong)}" in names


@given(ENTRIES)
def test_a_code_is_nearest_to_itself(drawn):
    one, entry = drawn
    assert one.nearest(entry.code) == entry.code
    assert fold(one.nearest(entry.code.lower())) == fold(entry.code)


@pytest.mark.parametrize(
    ("name", "wrong", "near"),
    [
        ("isced-f", "0699", "0619"),
        ("isced-f", "9", "09"),
        ("isced-f", "613", "0613"),
        ("isced-f", "Software and applications development and analysis", "0613"),
        ("country", "UK", "GB"),
        ("country", "EL", "GR"),
        ("country", "Irlande", "IE"),
        ("country", "irl", "IE"),
        ("country", "Irland", "IE"),
        ("language", "eng", "en"),
        ("language", "iw", "he"),
        ("language", "englsh", "en"),
        ("eqf", "9", "8"),
        ("eqf", "Niveau 5", "5"),
        ("assessment", "exam", "written-exam"),
        ("assessment", "Written examination", "written-exam"),
        ("assessment", "writen-exam", "written-exam"),
        ("assessment", "vlog", None),
        ("assessment", "", None),
        ("assessment", "?" * 10_000, None),
        ("participation", "remote", "online"),
        ("currency", "EURO", "EUR"),
        ("region", "IE42", "IE042"),
    ],
)
def test_the_nearest(name, wrong, near):
    assert vocabulary(name).nearest(wrong) == near


def test_names_fall_back_to_english_and_then_to_the_code():
    countries = vocabulary("country")
    assert countries.label("DE", "fr") == "Allemagne"
    assert countries.label("DE", "pl", "fr-CH") == "Allemagne"
    assert countries.label("DE", "pl") == countries.label("DE") == "Germany"
    assert countries.label("ZZ", "fr") == "ZZ"
    assert vocabulary("isced-f").label("0613", "de").startswith("Software")
    assert vocabulary("isced-f").label("0613", "fr").startswith("Développement")
    assert vocabulary("language").label("aaa") == "aaa"


def test_what_is_not_there_is_told_with_what_is_near():
    with pytest.raises(UsageError, match="Did you mean country") as unknown:
        vocabulary("countries")
    assert unknown.value.code == "vocabulary.unknown"
    with pytest.raises(UsageError, match="Did you mean GB") as unlisted:
        vocabulary("country").entry("UK")
    assert unlisted.value.code == "vocabulary.unknown-code"
    assert vocabulary("country").uri("UK") is None


def test_a_vocabulary_is_read_once_and_cannot_be_changed():
    assert vocabulary("eqf") is vocabulary("eqf")
    with pytest.raises(AttributeError):
        vocabulary("eqf").name = "x"


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_slips(one, other, third):
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))
    assert slips(one + third, other + third) <= slips(one, other)


def test_folding():
    assert fold("L’ÉTÉ – à Łódź_x") == "l ete a lodz x"
    assert fold("Straße") == fold("STRASSE")
