"""Catalogues of the office's words: ``python tests/web/translations.py`` brings them up to date.

Each app of ``mintmark_web`` has its own ``locale/fr/LC_MESSAGES/django.po``; words outside an app
stand in ``mintmark_web/locale``. This reads every ``.py`` and every template, keeps what is
translated already, adds what is new with nothing in ``msgstr``, drops what is gone, and compiles
the ``.mo`` files, which are committed. It needs no gettext tools, only Babel. What the core says
has a catalogue of its own (``core_sentences.py``), which is brought up to date in the same run.
"""

from __future__ import annotations

import ast
import io
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parents[2] / "src" / "mintmark_web"
LANGUAGES = ("fr",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_CALL = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")
Found = tuple[str | tuple[str, str], str | None]
"""A text, or a singular and a plural; and its context."""


def places() -> list[Path]:
    """Return the folders that have a catalogue of their own: the apps, and the site."""
    return [WEB, *sorted(path.parent for path in WEB.glob("*/apps.py"))]


def catalogue(place: Path, language: str) -> Catalog:
    """Return what the catalogue of ``place`` should be: its words now, with what is translated."""
    old = old_catalogue(files(place, language)[0], language)
    new = Catalog(locale=language, charset="utf-8", header_comment="")
    for path in _sources(place):
        for message, context in _messages(path):
            new.add(message, context=context, locations=[(path.relative_to(WEB).as_posix(), 1)])
    for message in new:
        if message.id and (known := old.get(message.id, message.context)):
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
    return new


def po_text(catalog: Catalog) -> bytes:
    """Return the catalogue as it is committed: sorted, without dates or line numbers."""
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=True, include_lineno=False, width=100)
    lines = "".join(f'"{line}\\n"\n' for line in _head(catalog).splitlines())
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + out.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """Return the compiled catalogue (GNU gettext's format), the same for the same text."""
    catalog = read_po(io.BytesIO(po))
    pairs = sorted(_pair(message) for message in catalog if _shown(message))
    pairs.insert(0, (b"", _head(catalog).encode()))
    keys, values = b"", b""
    index: list[tuple[int, int]] = []
    for key, value in pairs:
        index.append((len(keys), len(values)))
        keys, values = keys + key + b"\0", values + value + b"\0"
    start = 7 * 4 + 16 * len(pairs)
    tables = [
        struct.pack("<2I", len(pair[side]), start + side * len(keys) + place[side])
        for side in (0, 1)
        for pair, place in zip(pairs, index, strict=True)
    ]
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + keys + values


def _pair(message: Message) -> tuple[bytes, bytes]:
    """A message as gettext stores it: context, singular and plural; and all its translations."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    context = f"{message.context}\x04" if message.context else ""
    return (context + "\0".join(ids)).encode(), "\0".join(strings).encode()


def _head(catalog: Catalog) -> str:
    return (
        f"Language: {catalog.locale}\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {catalog.plural_forms.rstrip(';')};\n"
    )


def files(place: Path, language: str) -> tuple[Path, Path]:
    """Return where the catalogue of ``place`` stands: text and compiled."""
    folder = place / "locale" / language / "LC_MESSAGES"
    return folder / "django.po", folder / "django.mo"


def update() -> int:
    """Write all catalogues; return how many texts still wait for a translation."""
    waiting = 0
    for place in places():
        for language in LANGUAGES:
            catalog = catalogue(place, language)
            if not len(catalog):
                continue
            po, mo = files(place, language)
            po.parent.mkdir(parents=True, exist_ok=True)
            po.write_bytes(po_text(catalog))
            mo.write_bytes(mo_bytes(po.read_bytes()))
            waits = [m.id for m in catalog if m.id and (not _done(m.string) or m.fuzzy)]
            waiting += len(waits)
            print(f"{po.relative_to(WEB)}: {len(catalog)} texts, {len(waits)} to translate")
    return waiting


def _shown(message: Message) -> bool:
    return bool(message.id) and _done(message.string) and not message.fuzzy


def _done(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def old_catalogue(po: Path, language: str) -> Catalog:
    """Return a catalogue as it was written; empty where there is none yet."""
    if not po.is_file():
        return Catalog(locale=language)
    return read_po(io.BytesIO(po.read_bytes()), locale=language)


def _sources(place: Path) -> list[Path]:
    outside = [*place.glob("*.py"), *place.glob("adapters/*.py")]
    found = outside if place == WEB else place.rglob("*.py")
    pages = [] if place == WEB else [*place.rglob("*.html"), *place.rglob("*.txt")]
    return sorted(path for path in [*found, *pages] if "migrations" not in path.parts)


def _messages(path: Path) -> Iterator[Found]:
    if path.suffix == ".py":
        found = extract_from_file("python", path, keywords=KEYWORDS)
        for _, message, _, context in found:
            yield message, context
        return
    yield from template_messages(path.read_text("utf-8"))


def template_messages(source: str) -> Iterator[Found]:
    """Yield what a template marks for translation."""
    text = templatize(source)
    for call in _CALL.finditer(text):
        node = _call(text[call.start() :])
        words = [a.value for a in node.args if isinstance(a, ast.Constant)]
        match call.group(1):
            case "ngettext":
                yield (words[0], words[1]), None
            case "pgettext":
                yield words[1], words[0]
            case "npgettext":
                yield (words[1], words[2]), words[0]
            case _:
                yield words[0], None


def _call(text: str) -> ast.Call:
    """Return the call that ``text`` starts with."""
    for end in (m.end() for m in re.finditer(r"\)", text)):
        try:
            node = ast.parse(text[:end].replace("\n", "\\n"), mode="eval").body
        except SyntaxError:
            continue
        if isinstance(node, ast.Call):
            return node
    raise ValueError(f"no call: {text[:60]!r}")


if __name__ == "__main__":
    import core_sentences  # it stands on this module

    sys.exit(1 if update() + core_sentences.update() else 0)
