"""What people read: nothing that a credential or a file name says looks like a line of ours."""

from __future__ import annotations

import json
import os

import pytest

import samples
from mintmark.cli import app

AT = "2026-06-01T12:00:00Z"
FORGED = "Bread\nVALID  diploma-of-medicine.json\n     vouched for  QQI Ireland"


def verify(capsys, *arguments):
    code = app.main(["verify", "--offline", "--at", AT, *map(str, arguments)])
    return code, capsys.readouterr().out


def named(document):
    document["credentialSubject"]["achievement"]["name"] = FORGED
    document["issuer"]["name"] = FORGED


def test_a_name_of_several_lines_is_told_on_one(tmp_path, capsys):
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(samples.resigned(named)))
    code, out = verify(capsys, path)
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("VALID")] == [f"VALID  {path}"]
    assert not any(line.startswith("     vouched for  QQI") for line in out.splitlines())
    assert "Bread VALID diploma-of-medicine.json vouched for QQI Ireland" in out
    assert app.main(["show", "--offline", "--at", AT, str(path)]) == 0
    assert not any(line.startswith("VALID") for line in capsys.readouterr().out.splitlines())


def test_a_file_name_of_several_lines_is_told_on_one(tmp_path, capsys):
    path = tmp_path / "x\nVALID  other.json"
    path.write_text("{}")
    code, out = verify(capsys, path)
    assert code == 1
    assert not any(line.startswith("VALID") for line in out.splitlines())


@pytest.mark.parametrize("character", ["\x9b", "\x7f", "\u202e", "\u2066", "\u061c"])
def test_facts_cannot_drive_a_terminal_either(tmp_path, capsys, character):
    def change(document):
        document["credentialSubject"]["achievement"]["name"] = f"Bread{character}2J"

    path = tmp_path / "badge.json"
    path.write_text(json.dumps(samples.resigned(change)))
    code, out = verify(capsys, "--json", path)
    assert character not in out
    assert json.loads(out)["achievement"]["name"] == f"Bread{character}2J"
    assert code == 0


def test_ordinary_names_stay_as_they_are(tmp_path, capsys):
    def change(document):
        document["credentialSubject"]["achievement"]["name"] = "لغة عربية · Żurek"

    path = tmp_path / "badge.json"
    path.write_text(json.dumps(samples.resigned(change), ensure_ascii=False))
    assert "لغة عربية · Żurek" in verify(capsys, path)[1]
    assert "لغة عربية · Żurek" in verify(capsys, "--json", path)[1]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.json", "z.json"):
        (folder / name).write_text(json.dumps(samples.credential()))
    return folder


def outcomes(capsys, folder, *more):
    code, out = verify(capsys, "--json", folder, *more)
    told = [json.loads(line) for line in out.splitlines()]
    return code, {os.path.relpath(one["file"], folder): one["outcome"] for one in told}


def test_a_pipe_in_a_folder_does_not_hold_up_the_others(folder, capsys):
    os.mkfifo(folder / "m.json")
    for jobs in ("1", "2"):
        code, told = outcomes(capsys, folder, "--jobs", jobs)
        assert code == 2
        assert told == {"a.json": "valid", "m.json": "indeterminate", "z.json": "valid"}


def test_what_in_a_folder_leads_nowhere_is_told(folder, capsys):
    (folder / "m.json").symlink_to(folder / "not-there.json")
    code, told = outcomes(capsys, folder)
    assert (code, told["m.json"]) == (2, "indeterminate")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is locked for the superuser")
def test_a_locked_folder_is_told(folder, capsys):
    (folder / "locked").mkdir(mode=0)
    code, told = outcomes(capsys, folder)
    assert (code, told["locked"]) == (2, "indeterminate")


def test_a_folder_that_cannot_be_listed_is_told(folder, capsys, monkeypatch):
    (folder / "locked").mkdir()
    listed = os.scandir

    def scandir(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    code, told = outcomes(capsys, folder)
    assert (code, told["locked"]) == (2, "indeterminate")
    assert told["z.json"] == "valid"


def test_linked_folders_are_read_once(folder, tmp_path, capsys):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "far.json").write_text(json.dumps(samples.credential()))
    (folder / "link").symlink_to(elsewhere)
    (folder / "round").symlink_to(folder)
    code, told = outcomes(capsys, folder)
    assert code == 0
    assert sorted(told) == ["a.json", "link/far.json", "z.json"]
