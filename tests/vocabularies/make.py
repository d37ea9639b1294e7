"""Make the files under ``src/mintmark/vocabularies/data``: one list a file, one entry a line.

The codes and English names are those of the EU's lists, which stand beside a checkout in
``../shared``; ``words.yaml`` and the tables (``*.csv``) here add what those lists lack.
Run ``python tests/vocabularies/make.py`` to write them anew; a test holds the files to it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LISTS = ROOT.parent / "shared" / "facts" / "elm_vocabularies.json"
DATA = ROOT / "src" / "mintmark" / "vocabularies" / "data"
LANGUAGES = ("en", "fr", "de", "es")
NO_CODE = "OP_DATPRO"
"""An entry for "provisional data" in the lists of the Publications Office."""

Row = list[str | None]
"""Code, the end of the URI or None, and the names in ``LANGUAGES``."""


def slug(label: str) -> str:
    """Return a label as a code: ``Short learning programme`` is ``short-learning-programme``."""
    return "-".join(re.findall(r"[a-z0-9]+", label.lower()))


def files(lists: Path = LISTS) -> dict[str, str]:
    """Return name -> text of every file, made from the EU's lists in ``lists``."""
    found = json.loads(lists.read_text("utf-8"))
    words = yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))

    def listed(name: str) -> dict[str, str]:
        items = found[f"xsd/loq/cv/{name}.xsd"]["items"]
        ends = {iri.rsplit("/", 1)[-1]: " ".join(label.split()) for iri, label in items}
        return {end: label for end, label in sorted(ends.items()) if end != NO_CODE}

    rows: dict[str, Iterable[Row]] = {
        "isced-f": _fields(listed("isced-f")),
        "eqf": _as_they_are(listed("eqf")),
        "learning-setting": _by_label(listed("europass-learning-setting-types")),
        "learning-opportunity": _by_label(listed("europass-learning-opportunity-types")),
        "learning-activity": _by_label(listed("europass-learning-activity-types")),
        "credential": _by_label(listed("europass-credential-types")),
        "country": _countries(listed("country")),
        "region": _as_they_are(listed("nuts")),
        "language": _languages(listed("language")),
        "currency": _as_they_are(listed("currency")),
    }
    ours = {name: said["rows"] for name, said in words.items() if "rows" in said}
    return {
        name: _text(_named(made, words.get(name, {})), words.get(name, {}).get("also", {}))
        for name, made in {**rows, **ours}.items()
    }


def _as_they_are(listed: Mapping[str, str]) -> list[Row]:
    return [[end, end, label] for end, label in listed.items()]


def _fields(listed: Mapping[str, str]) -> list[Row]:
    french = {row["code"]: row["fr"] for row in _table("fields")}
    return [[end, end, label, french[end]] for end, label in listed.items()]


def _by_label(listed: Mapping[str, str]) -> list[Row]:
    return sorted([slug(label), end, label] for end, label in listed.items())


def _countries(listed: Mapping[str, str]) -> list[Row]:
    return [
        [row["two"], row["three"], listed[row["three"]], *_others(row)]
        for row in _table("countries")
    ]


def _languages(listed: Mapping[str, str]) -> list[Row]:
    """Two-letter codes first, then every other language by its three letters."""
    table = _table("languages")
    known = {row["three"] for row in table}
    two = [
        [
            row["two"],
            row["three"] if row["three"] in listed else None,
            listed.get(row["three"]) or row["en"],
            *_others(row),
        ]
        for row in table
    ]
    return two + [[end.lower(), end, label] for end, label in listed.items() if end not in known]


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _others(row: Mapping[str, str]) -> list[str | None]:
    return [row[language] for language in LANGUAGES[1:]]


def _named(rows: Iterable[Row], words: Mapping[str, Any]) -> list[Row]:
    """Put in the names and the rows of our own."""
    names = words.get("names", {})
    whole = [*rows, *words.get("more", ())]
    return [[row[0], row[1], *names.get(row[0], row[2:])] for row in whole]


def _text(rows: Iterable[Row], also: Mapping[str, str]) -> str:
    lines = ",\n".join(_json(_short(row)) for row in rows)
    head = f'"languages": {_json(LANGUAGES)},\n"also": {_json(also)},\n'
    return f'{{{head}"entries": [\n{lines}\n]}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _short(row: Row) -> Row:
    """Leave out the names at the end that are not there."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def main() -> int:
    """Write the files, or say why not."""
    if not LISTS.is_file():
        print(
            f"The EU's lists are not here: {LISTS}\n"
            "The files under src/mintmark/vocabularies/data stay as they are. To make them anew, "
            "put the lists there.",
            file=sys.stderr,
        )
        return 1
    DATA.mkdir(exist_ok=True)
    for name, text in files().items():
        (DATA / f"{name}.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
