"""French is complete, what is committed is what the sources say, and no words are forgotten."""

import re
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils import translation

sys.path.insert(0, str(Path(__file__).parent))
import translations

PLACES = translations.places()
TEMPLATES = sorted(translations.WEB.rglob("templates/**/*.html"))
REMEDY = "run: python tests/web/translations.py, then fill in msgstr"


def names(paths):
    return [path.relative_to(translations.WEB).as_posix() for path in paths]


@pytest.mark.parametrize("place", PLACES, ids=names(PLACES))
@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_catalogue_is_complete_and_fresh(place, language):
    catalog = translations.catalogue(place, language)
    po, mo = translations.files(place, language)
    if not len(catalog):
        assert not po.exists()
        return
    assert po.is_file(), REMEDY
    assert po.read_bytes() == translations.po_text(catalog), REMEDY
    assert mo.read_bytes() == translations.mo_bytes(po.read_bytes()), REMEDY
    waiting = [m.id for m in catalog if m.id and not translations._shown(m)]
    assert waiting == [], REMEDY


@pytest.mark.parametrize("place", PLACES, ids=names(PLACES))
def test_a_translation_fills_in_the_same_things(place):
    holes = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    for message in filter(translations._shown, translations.catalogue(place, "fr")):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(holes.findall(ids[-1]))
        for string in strings:
            assert set(holes.findall(string)) <= wanted, message.id
        assert set(holes.findall(strings[-1])) == wanted, message.id


@pytest.mark.parametrize("place", PLACES, ids=names(PLACES))
def test_french_is_set_as_french_is(place):
    kept = re.compile(r"<code\b.*?</code>|<[^>]*>|https?:\S*|%\(\w+\)[sd]|%[sd]\b|\{\w*\}")
    for message in filter(translations._shown, translations.catalogue(place, "fr")):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            text = kept.sub("x", string)
            assert not re.search(r" [:;?!»%]|« |'", text), string


def test_the_same_words_are_said_the_same_way_everywhere():
    said = defaultdict(set)
    for place in PLACES:
        for message in filter(translations._shown, translations.catalogue(place, "fr")):
            said[message.id, message.context].add(str(message.string))
    assert {key: ways for key, ways in said.items() if len(ways) > 1} == {}


@pytest.mark.parametrize("place", PLACES, ids=lambda path: path.name)
def test_letters_go_on_with_a_capital_after_the_greeting(place):
    greeting = re.compile(r"^(Hello|Dear|Bonjour)[^\n]*,\n\n(.)")
    for message in filter(translations._shown, translations.catalogue(place, "fr")):
        for text in (message.id, message.string):
            if found := greeting.match(text if isinstance(text, str) else ""):
                assert not found[2].islower(), text


def test_one_word_with_several_meanings_has_a_context():
    with translation.override("fr"):
        said = translation.gettext("Withdraw"), translation.pgettext("invitation", "Withdraw")
    assert said == ("Retirer", "Retirer l’invitation")


class Unmarked(HTMLParser):
    """Collects the words of a template that no translator will see.

    What stands inside ``translate="no"``, code and scripts is meant to stay as it is.
    """

    SPOKEN = ("alt", "aria-label", "placeholder", "title", "summary")
    KEPT = ("code", "kbd", "pre", "samp", "script", "style")
    VOID = ("img", "input", "br", "hr", "link", "meta", "source", "use")
    NAMES = re.compile(r"\b(Mintmark|PDF|PNG|SVG|JSON|CSV|QR|ECTS|DID|URL|API)\b")

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        kept = tag in self.KEPT or dict(attrs).get("translate") == "no"
        if tag not in self.VOID:
            self.open.append((tag, kept))
        for name, value in attrs:
            if name in self.SPOKEN and not kept:
                self.handle_data(value or "")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        said = self.NAMES.sub("", data)
        if re.search(r"[^\W\d_]{2}", said) and not any(kept for _, kept in self.open):
            self.found.append(data.strip())


def unmarked(source):
    parts, inside = [], False
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.strip() else ""
        if token.token_type is TokenType.BLOCK:
            if name in ("blocktrans", "blocktranslate", "comment"):
                inside = True
            elif name in ("endblocktrans", "endblocktranslate", "endcomment"):
                inside = False
        elif token.token_type is TokenType.TEXT and not inside:
            parts.append(token.contents)
    parser = Unmarked()
    parser.feed("".join(parts))
    parser.close()
    return parser.found


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_all_words_of_a_template_are_marked_for_translation(path):
    assert unmarked(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source, words",
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ('<img alt="A coin">', ["A coin"]),
        ('<img alt="{% translate "A coin" %}">', []),
        ("{% blocktranslate %}<p>Hello {{ name }}</p>{% endblocktranslate %}", []),
        ('<p translate="no">Hello</p><p>you</p>', ["you"]),
        ("{# Hello #}<code>hello</code> 12 {{ value }} …", []),
        ("<p>{% if a %}Yes{% endif %}</p>", ["Yes"]),
    ],
)
def test_the_finder_of_forgotten_words_finds_them(source, words):
    assert unmarked(source) == words


@pytest.mark.parametrize(
    "source, found",
    [
        ('{% translate "Save" %}', [("Save", None)]),
        ('{% translate "May" context "month" %}', [("May", "month")]),
        (
            "{% blocktrans count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktrans %}",
            [(("%(n)s row", "%(n)s rows"), None)],
        ),
        ('{% card _("It\'s (new)") %}', [("It's (new)", None)]),
        ('{{ value|default:_("none") }}', [("none", None)]),
    ],
)
def test_what_a_template_marks_is_found(source, found):
    assert list(translations.template_messages(source)) == found
