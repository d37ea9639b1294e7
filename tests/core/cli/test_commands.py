"""The other commands: new, check, schema, keys, demo; help and version; start-up."""

from __future__ import annotations

import json
import stat
import subprocess
import sys

import pytest

from mintmark.cli import keyring, story
from mintmark.cli.app import main


@pytest.mark.parametrize("command", [[], ["new"], ["check"], ["schema"], ["issue"], ["verify"],
                                     ["show"], ["demo"], ["equate"], ["keys", "new"],
                                     ["frameworks"], ["frameworks", "show"],
                                     ["frameworks", "compare"],
                                     ["frameworks", "verify"],
                                     ["vocabularies"], ["vocabularies", "show"]])  # fmt: skip
def test_every_command_helps_with_an_example(run, command):
    answer = run(*command, "--help")
    assert answer.code == 0
    assert "Usage" in answer.out
    assert "Example" in answer.out or not command


def test_version(run):
    assert run("--version").out.startswith("mintmark 0.")


def test_new_writes_a_draft_that_check_takes_and_finds_wanting(run, tmp_path):
    draft = tmp_path / "draft.yaml"
    assert run("new", draft).code == 0
    answer = run("check", draft)
    assert answer.code == 1
    assert "To do" in answer.out
    assert run("new", draft).code == 64
    assert run("new").out.strip() != ""


def test_new_awards_has_the_columns_of_its_achievement(run, office):
    answer = run("new", "--awards-for", office / "achievement.yaml")
    assert "score:test" in answer.out
    assert "level:portfolio" in answer.out


def test_check_says_each_element_with_its_clause_and_line(run, office):
    """EU-M-12: eleven of eleven, five optional, each with its clause."""
    answer = run("check", office / "achievement.yaml", "--as-of", "2026-01-01")
    assert answer.code == 0
    assert "Mandatory elements (11 of 11)" in answer.out
    assert "Annex I, mandatory element 7" in answer.out
    assert "achievement.yaml:" in answer.out
    facts = run("check", office / "achievement.yaml", "--json").facts
    kinds = [rule["kind"] for rule in facts["rules"]]
    assert (kinds.count("mandatory"), kinds.count("optional")) == (11, 5)
    assert facts["conforms"] is True
    assert len(run("check", office / "achievement.yaml", "--whole").out) > len(answer.out)


def test_check_before_the_framework_was_in_force_cannot_tell(run, office):
    assert run("check", office / "achievement.yaml", "--as-of", "2020-01-01").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("--framework", "eu-2020"), 64, "eu-2022"),
        (("--as-of", "soon"), 64, "2026-01-31"),
        (("--as-of", "2026-02-30"), 64, "2026-01-31"),
    ],
)
def test_check_wrongly_called(run, office, arguments, code, word):
    answer = run("check", office / "achievement.yaml", *arguments)
    assert answer.code == code
    assert word in answer.err


def test_check_tells_all_problems_of_a_broken_draft(run, office):
    draft = office / "achievement.yaml"
    draft.write_text(
        draft.read_text().replace("hours: 50", "hours: -50").replace("fields:", "feilds:")
    )
    answer = run("check", draft)
    assert answer.code == 1
    assert answer.err.count("achievement.yaml") == 2
    assert "fields" in answer.err
    problems = run("check", draft, "--json").facts["problems"]
    assert {"code", "message", "file", "line", "column", "field", "remedy"} == set(problems[0])
    assert all(problem["line"] for problem in problems)


def test_check_of_bad_yaml_names_the_line(run, office):
    draft = office / "broken.yaml"
    draft.write_text("title: [unclosed\nid: x\n")
    answer = run("check", draft)
    assert answer.code == 1
    assert "broken.yaml" in answer.err
    assert "line 2" in answer.err or "line 1" in answer.err
    assert run("check", draft, "--json").facts["problems"][0]["code"].startswith("yaml.")
    draft.write_bytes(b"title: \xff\n")
    assert run("check", draft).code == 1


def test_schema(run):
    schema = json.loads(run("schema", "achievement").out)
    assert "title" in schema["properties"]
    assert run("schema", "colour").code == 64


@pytest.mark.parametrize("did", ["key", "jwk", "web"])
@pytest.mark.parametrize("kind", ["ed25519", "p256"])
def test_keys_are_made_for_their_owner_only(run, tmp_path, did, kind):
    path = tmp_path / "key.json"
    more = ("--domain", "school.example:8443/badges") if did == "web" else ()
    facts = run("keys", "new", "--did", did, "--kind", kind, "--out", path, "--json", *more).facts
    assert facts["did"].startswith(f"did:{did}:")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keyring.read(path, None).controller == facts["did"]
    if did == "web":
        assert facts["did"] == "did:web:school.example%3A8443:badges"
        assert json.loads((tmp_path / "key.did.json").read_text())["id"] == facts["did"]


def test_a_passphrase_encrypts(run, tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text("correct horse\n")
    path = tmp_path / "key.json"
    answer = run("keys", "new", "--out", path, "--passphrase-file", secret)
    assert "(encrypted)" in answer.out
    assert "ENCRYPTED PRIVATE KEY" in path.read_text()
    assert keyring.read(path, secret).kind == "Ed25519"
    monkeypatch.setenv("MINTMARK_PASSPHRASE", "correct horse")
    assert keyring.read(path, None).kind == "Ed25519"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--did", "ethr"), "key, jwk, web"),
        (("--kind", "rsa"), "ed25519, p256"),
        (("--did", "web"), "--domain"),
        (("--passphrase-file", "empty"), "empty"),
        (("--out", "no/such/folder/key.json"), "cannot be written"),
    ],
)
def test_keys_wrongly_called(run, tmp_path, monkeypatch, arguments, word):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").write_text("\n")
    answer = run("keys", "new", *arguments)
    assert answer.code == 64
    assert word in answer.err


def test_a_key_is_never_overwritten(run, tmp_path):
    path = tmp_path / "key.json"
    assert run("keys", "new", "--out", path).code == 0
    before = path.read_bytes()
    assert run("keys", "new", "--out", path).code == 64
    assert path.read_bytes() == before


def test_the_demo_tells_its_story_and_can_tell_it_again(run, tmp_path):
    for _ in range(2):
        answer = run("demo", "--exit", "--no-office", "--out", tmp_path / "demo")
        assert answer.code == 0
    for words in ("conforms", "6 issued", "6 were already", "VALID", "INVALID"):
        assert words in answer.out
    assert (tmp_path / "demo" / "forged.json").is_file()


def test_the_demo_leaves_foreign_folders_alone(run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    answer = run("demo", "--exit", "--no-office", "--out", tmp_path)
    assert answer.code == 64
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_the_demo_notices_when_a_chapter_goes_wrong(run, tmp_path, monkeypatch):
    wrong = story.Chapter("Wrong", "It fails.", lambda out: ["verify", str(out / "nothing.json")])
    monkeypatch.setattr(story, "CHAPTERS", (wrong,))
    assert run("demo", "--exit", "--no-office", "--out", tmp_path / "demo").code == 1


def test_the_demo_may_wait_for_its_reader(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr("builtins.input", waited.append)
    assert story.tell(tmp_path / "demo", main, pause=True) == 0
    assert len(waited) == len(story.CHAPTERS)


def test_nothing_heavy_is_loaded_before_it_is_needed():
    """Start-up stays short because of what is not imported, whatever the machine."""
    script = (
        "import sys\nfrom mintmark.cli.app import main\nmain(['--help'])\n"
        "print([m for m in ('pydantic', 'pyld', 'cryptography', 'typst', 'pikepdf', 'lxml', "
        "'jsonschema', 'yaml') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_a_reader_that_goes_away_is_no_error():
    script = (
        "import sys\nfrom mintmark.cli import run\n"
        "sys.argv = ['mintmark', 'schema', 'achievement']\nrun()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        process.stdout = None
        assert process.stderr.read() == b""
