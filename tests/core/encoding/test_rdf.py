"""From expanded JSON-LD to quads: literals, lists, graphs, and what is told as lost."""

import pytest

from mintmark.encoding import rdf
from mintmark.errors import InputError

S = "<urn:s>"
P = "urn:p"


def objects(*items, **options):
    """Return the objects of one property with the given expanded items."""
    quads = rdf.from_expanded([{"@id": "urn:s", P: list(items)}], **options)
    return [value for subject, _, value, _ in quads if subject == S]


NUMBERS = {
    5: f'"5"^^<{rdf.XSD}integer>',
    6.0: f'"6"^^<{rdf.XSD}integer>',
    -7: f'"-7"^^<{rdf.XSD}integer>',
    1e20: f'"100000000000000000000"^^<{rdf.XSD}integer>',
    1e21: f'"1.0E21"^^<{rdf.XSD}double>',
    10**21: f'"1.0E21"^^<{rdf.XSD}double>',
    0.5: f'"5.0E-1"^^<{rdf.XSD}double>',
    1e-7: f'"1.0E-7"^^<{rdf.XSD}double>',
    5e-324: f'"4.940656458412465E-324"^^<{rdf.XSD}double>',
    -1234.5: f'"-1.2345E3"^^<{rdf.XSD}double>',
}


@pytest.mark.parametrize("number, expected", NUMBERS.items())
def test_numbers(number, expected):
    assert objects({"@value": number}) == [expected]


def test_numbers_with_a_datatype():
    double, floating = rdf.XSD + "double", rdf.XSD + "float"
    assert objects({"@value": 5, "@type": double}) == [f'"5.0E0"^^<{double}>']
    assert objects({"@value": 5, "@type": floating}) == [f'"5"^^<{floating}>']
    assert objects({"@value": 5.5, "@type": floating}) == [f'"5.5E0"^^<{floating}>']
    assert objects({"@value": "5", "@type": double}) == [f'"5"^^<{double}>']
    assert objects({"@value": -0.0}) == [f'"0"^^<{rdf.XSD}integer>']


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 10**400])
def test_numbers_beyond_all_bounds(number):
    with pytest.raises(InputError) as failure:
        objects({"@value": number})
    assert failure.value.code == "rdf.number"


def test_texts():
    assert objects({"@value": "a"}) == ['"a"']
    assert objects({"@value": "a", "@language": "en"}) == ['"a"@en']
    assert objects({"@value": "a", "@type": "urn:t"}) == ['"a"^^<urn:t>']
    assert objects({"@value": True}) == [f'"true"^^<{rdf.XSD}boolean>']
    assert objects({"@value": False, "@type": "urn:t"}) == ['"false"^^<urn:t>']


def test_directions_are_i18n_datatypes():
    rtl = {"@value": "a", "@direction": "rtl"}
    assert objects(rtl) == [f'"a"^^<{rdf.I18N}_rtl>']
    assert objects({**rtl, "@language": "ar-EG"}) == [f'"a"^^<{rdf.I18N}ar-eg_rtl>']
    assert objects(rtl, i18n_directions=False) == ['"a"']


def test_escapes_are_those_of_the_recommendation_and_no_others():
    text = "\0\x07\b\t\n\x0b\f\r\x0e\x1f\"\\\x7f\x80\u2028\ufffd\ufffe\uffff\U0001fffe'"
    assert rdf.literal(text) == (
        '"\\u0000\\u0007\\b\\t\\n\\u000B\\f\\r\\u000E\\u001F\\"\\\\\\u007F'
        "\x80\u2028\ufffd\\uFFFE\\uFFFF\U0001fffe'\""
    )


def test_json_literals_are_canonical():
    value = {"b": 1.0, "a": [None, "é"]}
    assert objects({"@value": value, "@type": "@json"}) == [
        rdf.literal('{"a":[null,"é"],"b":1}', rdf.RDF + "JSON")
    ]


def test_lists():
    quads = rdf.from_expanded([{"@id": "urn:s", P: [{"@list": [{"@value": "a"}, {"@list": []}]}]}])
    first, rest, nil = (f"<{rdf.RDF}{name}>" for name in ("first", "rest", "nil"))
    assert set(quads) == {
        (S, f"<{P}>", "_:b0", ""),
        ("_:b0", first, '"a"', ""),
        ("_:b0", rest, "_:b1", ""),
        ("_:b1", first, nil, ""),
        ("_:b1", rest, nil, ""),
    }
    assert objects({"@list": []}) == [nil]


def test_graphs_types_reverse_and_included():
    quads = rdf.from_expanded(
        [
            {
                "@id": "urn:s",
                "@type": ["urn:T"],
                P: [{"@graph": [{"@id": "urn:x", P: [{"@id": "urn:y"}]}]}],
                "@reverse": {P: [{"@id": "urn:r"}]},
                "@included": [{"@id": "urn:i", "@type": ["urn:T"]}],
            }
        ]
    )
    assert set(quads) == {
        (S, f"<{rdf.RDF}type>", "<urn:T>", ""),
        (S, f"<{P}>", "_:b0", ""),
        ("<urn:x>", f"<{P}>", "<urn:y>", "_:b0"),
        ("<urn:r>", f"<{P}>", S, ""),
        ("<urn:i>", f"<{rdf.RDF}type>", "<urn:T>", ""),
    }


def test_quads_are_a_set():
    twice = {"@id": "urn:s", P: [{"@value": "a"}, {"@value": "a"}]}
    assert rdf.from_expanded([twice, twice]) == [(S, f"<{P}>", '"a"', "")]


LOST = {
    "relative id": ({"@id": "a", P: [{"@value": 1}]}, ("id", "a")),
    "no id": ({"@id": None, P: [{"@value": 1}]}, ("id", None)),
    "relative graph": ({"@id": "g", "@graph": [{P: [{"@value": 1}]}]}, ("id", "g")),
    "blank id": ({"@id": "_:b9", P: [{"@value": 1}]}, ("blank-id", "_:b9")),
    "relative object": ({P: [{"@id": "a b"}]}, ("id", "a b")),
    "type": ({"@type": ["T"]}, ("type", "T")),
    "property": ({"p": [{"@value": 1}]}, ("property", "p")),
    "blank property": ({"_:p": [{"@value": 1}]}, ("property", "_:p")),
    "reverse property": ({"@reverse": {"p": [{"@id": "urn:x"}]}}, ("property", "p")),
    "datatype": ({P: [{"@value": 1, "@type": "t"}]}, ("datatype", "t")),
    "language": ({P: [{"@value": "a", "@language": "e n"}]}, ("language", "e n")),
    "index": ({P: [], "@index": "i"}, ("index", "i")),
    "index of a value": ({P: [{"@value": 1, "@index": "i"}]}, ("index", "i")),
    "id alone": ({"@id": "urn:x"}, ("value", {"@id": "urn:x"})),
    "value alone": ({"@value": 1}, ("value", {"@value": 1})),
    "list alone": ({"@list": []}, ("value", {"@list": []})),
    "id alone in a graph": ({P: [{"@graph": [{"@id": "urn:x"}]}]}, ("value", {"@id": "urn:x"})),
    "value in a graph": ({P: [{"@graph": [{"@value": 1}]}]}, ("value", {"@value": 1})),
}


@pytest.mark.parametrize("item, loss", LOST.values(), ids=LOST)
def test_what_rdf_cannot_carry_is_told(item, loss):
    losses = []
    rdf.from_expanded([item], lost=lambda kind, value: losses.append((kind, value)))
    assert losses == [loss]
    rdf.from_expanded([item])


def test_nothing_is_told_lost_that_is_not():
    losses = []
    node = {"@id": "urn:s", "@type": ["urn:T"], P: [{"@value": "a", "@language": "en-GB"}, {}]}
    rdf.from_expanded([node], lost=lambda *loss: losses.append(loss))
    assert losses == []


IRIS = {
    "urn:a": True,
    "https://example.org/ä?b=c#d": True,
    "did:web:example.org%3A8443:a#key-1": True,
    "data:,": True,
    "a": False,
    "": False,
    "/a": False,
    "//a": False,
    "#a": False,
    ":a": False,
    "1a:b": False,
    "é:b": False,
    "urn:a b": False,
    "urn:a\n": False,
    "urn:a\x00": False,
    "urn:a\x7f": False,
    "urn:a\x85": False,
    "urn:a\ufffe": False,
    "urn:\ud800": False,
    "urn:a#b#c": False,
    **{f"urn:a{c}": False for c in '<>"{}|\\^`'},
}


@pytest.mark.parametrize("text, expected", IRIS.items(), ids=map(ascii, IRIS))
def test_iris(text, expected):
    assert rdf.is_iri(text) is expected


def test_languages():
    assert all(map(rdf.is_language, ["en", "de-CH-1996", "x-klingon"]))
    assert not any(map(rdf.is_language, ["", "e n", "en-", "-en", "en_GB", "abcdefghi", "é", None]))
