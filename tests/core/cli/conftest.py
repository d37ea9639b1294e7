"""A command line to call, and a folder with things to call it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import samples
from mintmark.cli.app import main
from mintmark.keys import keyfile


@dataclass(frozen=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """The JSON objects on standard output: one, or a list of several."""
        values = [json.loads(line) for line in self.out.splitlines()]
        return values[0] if len(values) == 1 else values


@pytest.fixture
def run(capsys, monkeypatch) -> Callable[..., Answer]:
    """Call the command line in this process."""
    monkeypatch.delenv("MINTMARK_PASSPHRASE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: object) -> Answer:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return call


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with the demo's achievement and award list, a key, and a credential."""
    data = resources.files("mintmark.cli") / "data" / "demo"
    for name in ("achievement.yaml", "awards.csv"):
        (tmp_path / name).write_bytes((data / name).read_bytes())
    (tmp_path / "key.json").write_text(keyfile.dumps(samples.KEY))
    (tmp_path / "good.json").write_text(json.dumps(samples.credential()))
    forged = samples.credential()
    forged["credentialSubject"]["achievement"]["description"] = "Master Baker"
    forged["credentialSubject"]["achievement"]["multilingualDescription"] = {"en": "Master Baker"}
    (tmp_path / "forged.json").write_text(json.dumps(forged))
    unknown = samples.resigned(
        lambda d: d.update(credentialSchema={"id": "https://x.example/s", "type": "JsonSchema"})
    )
    (tmp_path / "unknown.json").write_text(json.dumps(unknown))
    return tmp_path
