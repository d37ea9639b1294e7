"""What the core says, told in French: whole, filled in, put together, and never made up."""

import pytest
from django.template import Context, Template
from django.utils import translation

from mintmark_web.ui import telling
from mintmark_web.ui.telling.templates import Shelf, parts
from mintmark_web.ui.telling.templates import Template as Sentence
from mintmark_web.ui.templatetags.telling import labelled

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def french():
    with translation.override("fr"):
        yield


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("The issuer has revoked this credential.", "L’émetteur a révoqué cette attestation."),
        ("It expired on 2026-01-31.", "Elle a expiré le 2026-01-31."),
        (
            "Nothing is written in workload.hours or workload.credits. Wanted: at least 20 hours.",
            f"Rien n’est écrit dans workload.hours ou workload.credits. "
            f"Il faut{NBSP}: au moins 20 heures.",
        ),
        (
            "Missing: M3 Country or region of the issuer, M7 Notional workload.",
            f"Il manque{NBSP}: M3 Pays ou région de l’émetteur, M7 Charge de travail estimée.",
        ),
        (
            "The proof is malformed: This is not JSON.",
            f"La preuve est mal formée{NBSP}: Ce n’est pas du JSON.",
        ),
        (
            "It counts 3 ECTS, 75 h by published table.",
            "Elle compte pour 3 ECTS, 75 h par table publiée.",
        ),
    ],
)
def test_a_sentence_is_told_with_what_it_says(french, english, told):
    assert telling.told_text(english) == told
    assert "lang=" not in telling.told(english)


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "at least 30 ECTS at EQF 5 or above, and graded",
            "au moins 30 ECTS au niveau 5 de EQF ou plus haut et avec une note",
        ),
        (
            "all of Introduction to Data of Science and Badges",
            "la totalité de Introduction to Data of Science et Badges",
        ),
        ("2 more credentials.", "encore 2 attestations."),
    ],
)
def test_a_phrase_is_told_and_names_stay_as_they_are(french, english, told):
    assert telling.phrased(english) == told


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "localhost, which knows it as School of Arts and Design",
            "localhost, qui le connaît sous le nom « School of Arts and Design »",
        ),
        (
            "localhost, which knows it as St. Mary's College",
            "localhost, qui le connaît sous le nom « St. Mary's College »",
        ),
        ("The Anchor List", "The Anchor List"),
        ("Requirements of Bread and Cake", "Exigences : Bread and Cake"),
        ("only these: Bread and Cake", "seulement celles-ci : Bread and Cake"),
        ("only these: Bread; Science or Arts", "seulement celles-ci : Bread; Science or Arts"),
        ("Bread and Cake only after A; B", "Bread and Cake seulement après A; B"),
    ],
)
def test_a_name_in_a_phrase_is_never_taken_apart(french, english, told):
    assert telling.phrased_text(english).replace(NBSP, " ") == told


def test_in_english_it_stays_as_it_is():
    assert telling.told("It counts <3> ECTS.") == "It counts &lt;3&gt; ECTS."


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("It counts 60 NZ:NZQCF.", "It counts 60 NZQCF (New Zealand)."),
        ("at least 7.5 NZ:NZQCF credits", "at least 7.5 NZQCF (New Zealand) credits"),
        ("at IE:NFQ 6 or above", "at NFQ 6 (Ireland) or above"),
        ("Known: NZ:NZQCF, IE:FET.", "Known: NZ:NZQCF, IE:FET."),
        ("60 QQ:NONE and 3 ECTS", "60 QQ:NONE and 3 ECTS"),
        ("urn:x:IE:NFQ 6", "urn:x:IE:NFQ 6"),
        ("2 IT: WHAT", "2 IT: WHAT"),
    ],
)
def test_amounts_and_levels_are_said_by_their_names(english, said):
    assert telling.told(english) == telling.told_text(english) == telling.phrased(english) == said


def test_amounts_are_said_by_their_names_in_french(french):
    told = telling.told_text("It counts 3 NZ:NZQCF, 75 h by published table.")
    assert told == "Elle compte pour 3 NZQCF (Nouvelle-Zélande), 75 h par table publiée."


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_is_not_translated_is_marked_and_never_blank(language):
    with translation.override(language):
        told = telling.told("Nobody has ever said this.")
    assert told == '<span lang="en" dir="ltr">Nobody has ever said this.</span>'


def test_of_two_sentences_the_known_one_is_told(french):
    told = telling.told("It counts. Nobody has ever said this.")
    assert told == 'Elle compte. <span lang="en" dir="ltr">Nobody has ever said this.</span>'


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onclick="x', "{0:told}", "%s {}"])
def test_what_is_filled_in_is_text_and_nothing_else(french, name):
    told = telling.told(f"It assesses the same as {name}, which counts.")
    assert telling.told_text(f"It assesses the same as {name}, which counts.") == (
        f"Elle évalue la même chose que {name}, qui compte."
    )
    assert "<" not in told and '"' not in told


def test_a_text_made_to_be_ambiguous_is_read_in_bounded_steps(french, monkeypatch):
    tried = []
    fitting = Shelf.fitting
    monkeypatch.setattr(
        Shelf, "fitting", lambda self, text: tried.append(text) or fitting(self, text)
    )
    for hostile in (
        "It would break x of y: " + "; ".join(["at least 1 and , or ; in a: b"] * 100),
        "Found " + "in a: in b: " * 300,
        "It counts. " * 300,
    ):
        tried.clear()
        assert telling.told_text(hostile)
        assert len(tried) <= 1000


def test_a_template_fits_its_sentences_and_no_others():
    one = Sentence(parts("It {0} {1}, which counts."), ())
    assert next(one.values("It is made of Bread, which counts.")) == ("is", "made of Bread")
    assert list(one.values("It is made of Bread, which counts")) == []
    assert list(one.values("So it is made of Bread, which counts.")) == []


def test_the_filter_takes_nothing_for_nothing(french):
    page = Template("{% load telling %}[{{ none|told }}][{{ said|told }}][{{ words|phrased }}]")
    told = page.render(Context({"none": None, "said": "It counts.", "words": "graded"}))
    assert told == "[][Elle compte.][avec une note]"


def test_a_colon_stands_as_the_readers_language_sets_it():
    assert labelled("Sound", "it works") == "Sound: it works"
    assert labelled("Sound", "") == "Sound"
    with translation.override("fr"):
        assert labelled("Solide", "cela marche") == f"Solide{NBSP}: cela marche"


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("As of 2026-06-01.", "État au 2026-06-01."),
        ("25\u00a0of 30", f"25{NBSP}sur 30"),
        ("25 of 30: not met.", f"25 sur 30{NBSP}: exigence non remplie."),
        ("Bread and Cake: not met yet.", f"Bread and Cake{NBSP}: exigences pas encore remplies."),
        ("Bread and Cake: at least 5 ECTS", f"Bread and Cake{NBSP}: au moins 5 ECTS"),
        (
            "max cost: 700 EUR; needed: 900 EUR",
            f"coût maximal{NBSP}: 700 EUR{NBSP}; il faut{NBSP}: 900 EUR",
        ),
        ("about 8.5 hours, 5 ECTS", "environ 8.5 heures, 5 ECTS"),
        ("Requirements of Core of baking", f"Exigences{NBSP}: Core of baking"),
    ],
)
def test_what_stands_in_a_drawing_is_said_as_a_sentence_or_as_a_phrase(french, english, said):
    assert telling.said_text(english) == said
