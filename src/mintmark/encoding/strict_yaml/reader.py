"""Read YAML strictly: plain values only, each with its place, and no surprises.

Anchors, aliases and tags are refused; so are keys that stand twice. The events of the parser are
read one by one, so that size, depth and number of entries are bounded before anything is built.
"""

from __future__ import annotations

import yaml

from mintmark.encoding.strict_yaml.builder import Builder, Tree, too_much
from mintmark.errors import InputError

MAX_BYTES = 1 << 20


def read_yaml(text: str | bytes, name: str) -> Tree:
    """Return what ``text`` says; ``name`` is the file's name, for messages.

    Anchors, aliases, tags, keys that stand twice and unprintable characters are collected as
    problems; what cannot be read at all raises at once.

    Raises:
        InputError: it is no YAML, no UTF-8, or more than one document.
        LimitError: more than 1 MiB, 32 levels or 20,000 entries.
    """
    if len(text) > MAX_BYTES:
        raise too_much("yaml.too-large", f"The file is larger than {MAX_BYTES >> 20} MiB.", name)
    text = text if isinstance(text, str) else _decode(text, name)
    builder = Builder(name)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as fault:
        raise _syntax(fault, name) from None
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise InputError(
            "yaml.bad-character",
            f"The character U+{ord(text[fault.position]):04X} cannot stand in a YAML file.",
            place=f"{name}, line {line}",
            remedy="Delete it.",
        ) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        raise InputError("yaml.syntax", "The YAML cannot be read.", place=name) from None
    return builder.tree()


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise InputError(
            "yaml.not-utf-8",
            "The file is not UTF-8 text.",
            place=f"{name}, line {line}",
            remedy="Save it with the encoding UTF-8.",
        ) from None


_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "A colon stands where no field begins.",
        'Put text that has a colon in it in quotes: title: "Bread: the basics".',
    ),
    (
        "found character '\\t'",
        "A tab stands where only spaces may stand.",
        "Indent with spaces.",
    ),
    (
        "cannot start any token",
        "A text begins with a character that means something else in YAML.",
        "Put text that begins with @, ` or % in quotes.",
    ),
    (
        "incompatible YAML document",
        "The file asks for another version of YAML.",
        "Delete the line that begins with %YAML.",
    ),
    (
        "while parsing a block",
        "The indentation does not fit the lines above.",
        "Begin the fields of one group in the same column.",
    ),
    (
        "could not find expected ':'",
        "A field has no colon after its name.",
        "Write field: value, with a space after the colon.",
    ),
    (
        "quoted scalar",
        "A quote is opened and not closed, or has something in it that YAML does not know.",
        "Close the quotes; write a backslash in double quotes twice.",
    ),
    (
        "while parsing a flow",
        "A bracket is opened and not closed, or a comma is missing inside it.",
        "Close the bracket, and put text that begins with one in quotes.",
    ),
)


def _syntax(fault: yaml.MarkedYAMLError, name: str) -> InputError:
    mark = fault.problem_mark or fault.context_mark
    where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    told = f"{fault.problem} {fault.context}"
    for sign, message, remedy in _PLAIN_WORDS:
        if sign in told:
            return InputError("yaml.syntax", message, place=name + where, remedy=remedy)
    return InputError("yaml.syntax", "The YAML cannot be read here.", place=name + where)
