"""A small N-Quads reader for the vectors (N-Quads, section 4): statements to our quads."""

import re

from mintmark.encoding import rdf

_STRING = r'"((?:[^"\\\n\r]|\\.)*)"'
_LITERAL = rf"{_STRING}(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?"
_STATEMENT = re.compile(
    r"\s*(<[^>]*>|_:\S+)\s*(<[^>]*>)\s*"
    rf"(?:(<[^>]*>|_:[^\s]+)|{_LITERAL})"
    r"\s*(<[^>]*>|_:[^\s]+)?\s*\.\s*(?:#.*)?$"
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def read(text):
    """Return the quads of an N-Quads document."""
    lines = (line for line in re.split(r"[\r\n]+", text) if line.strip() and line.strip()[0] != "#")
    return [_quad(line) for line in lines]


def _quad(line):
    match = _STATEMENT.match(line)
    assert match, line
    subject, predicate, thing, string, datatype, language, graph = match.groups()
    if thing is None:
        datatype = _plain(datatype) if datatype else rdf.XSD + "string"
        thing = rdf.literal(_plain(string), datatype, language)
    else:
        thing = _plain(thing)
    return _plain(subject), _plain(predicate), thing, _plain(graph or "")


def _plain(text):
    return _ESCAPE.sub(_character, text)


def _character(match):
    code = match[1]
    if code[0] in "uU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return _CHARACTERS.get(code, code)
