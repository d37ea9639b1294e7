"""mintmark verify and mintmark show, as scripts and people call them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

import samples
from mintmark.carriers import badge, png, svg
from mintmark.cli import crew, files
from mintmark.keys.identity import as_did_web, did_document

AT = "2026-06-01T12:00:00Z"


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["good.json"], 0),
        (["forged.json"], 1),
        (["unknown.json"], 2),
        (["good.json", "unknown.json"], 2),
        (["unknown.json", "forged.json", "good.json"], 1),
    ],
)
def test_the_exit_code_is_that_of_the_worst(run, office, names, code):
    answer = run("verify", "--offline", "--at", AT, *(office / name for name in names))
    assert answer.code == code


def test_json_is_one_object_per_file_in_input_order(run, office):
    names = [str(office / name) for name in ("forged.json", "good.json", "unknown.json")]
    facts = run("verify", "--json", "--offline", "--at", AT, *names).facts
    assert [one["file"] for one in facts] == names
    assert [one["outcome"] for one in facts] == ["invalid", "valid", "indeterminate"]
    assert [one["code"] for one in facts] == [
        "proof.bad-signature",
        None,
        "fetch.not-at-hand",
    ]
    for one in facts:
        assert set(one) == {
            "file", "outcome", "code", "checks", "issuer", "achievement", "learner",
        }  # fmt: skip
        assert [check["number"] for check in one["checks"]] == list(range(1, 13))
        assert all(
            set(check) == {"number", "name", "outcome", "code", "detail"} for check in one["checks"]
        )
    assert facts[0]["issuer"] is facts[0]["learner"] is facts[0]["achievement"] is None
    assert facts[1]["learner"]["name"] == "Ana Andromeda"


def test_people_get_words(run, office):
    answer = run("verify", "--offline", "--at", AT, office / "good.json", office / "forged.json")
    assert "VALID" in answer.out
    assert "nobody vouches for the issuer" in answer.out
    assert "INVALID" in answer.out
    assert "proof.bad-signature" in answer.out
    assert answer.out.count("Ana Andromeda") == 1


@pytest.mark.parametrize("carrier", ["png", "svg"])
def test_baked_pictures_are_read(run, office, carrier):
    """DIG-03: an image with signed metadata."""
    drawn = badge.badge_svg("Sourdough", "School of Bread")
    data = (office / "good.json").read_bytes()
    baked = svg.embed(drawn, data) if carrier == "svg" else png.embed(badge.badge_png(drawn), data)
    (office / f"badge.{carrier}").write_bytes(baked)
    assert run("verify", "--offline", "--at", AT, office / f"badge.{carrier}").code == 0


def test_a_folder_stands_for_what_is_in_it(run, office):
    (office / "inner").mkdir()
    (office / "inner" / "deep.json").write_bytes((office / "good.json").read_bytes())
    (office / "inner" / ".hidden.json").write_text("{}")
    facts = run("verify", "--json", "--offline", "--at", AT, office / "inner").facts
    assert Path(facts["file"]).name == "deep.json"


def test_standard_input(run, office, monkeypatch):
    data = (office / "good.json").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    answer = run("verify", "--json", "--offline", "--at", AT, "-")
    assert answer.facts["file"] == "-"
    assert answer.code == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["verify"], "files"),
        (["verify", "good.json", "--at", "yesterday"], "yesterday"),
        (["verify", "good.json", "--at", "2026-06-01T12:00:00"], "time zone"),
        (["verify", "good.json", "--trust", "nowhere.yaml"], "nowhere.yaml"),
        (["verify", "good.json", "--trust", "good.json"], "anchors"),
        (["verify", "good.json", "--documents", "nowhere"], "nowhere"),
        (["verify", "good.json", "--documents", "awards.csv"], "JSON"),
        (["verify", "good.json", "--contexts", "nowhere"], "nowhere"),
        (["verify", "good.json", "--colour"], "--colour"),
        (["verify", "empty"], "no credential files"),
        (["verifi", "good.json"], "verifi"),
    ],
)
def test_wrong_usage_ends_with_64_and_says_why(run, office, monkeypatch, arguments, word):
    (office / "empty").mkdir()
    monkeypatch.chdir(office)
    answer = run(*arguments)
    assert answer.code == 64
    assert word in answer.err
    assert answer.out == ""


def test_a_file_that_cannot_be_read_was_not_checked_and_the_others_were(run, office):
    facts = run("verify", "--json", "--offline", "--at", AT, office / "gone.json",
                office / "good.json").facts  # fmt: skip
    assert [one["outcome"] for one in facts] == ["indeterminate", "valid"]
    assert facts[0]["code"] == "file.unreadable"


def test_a_file_too_large_was_not_checked(run, office, monkeypatch):
    monkeypatch.setattr(files, "MAX_INPUT", 100)
    answer = run("verify", "--json", "--offline", "--at", AT, office / "good.json")
    assert (answer.code, answer.facts["code"]) == (2, "file.too-large")


@pytest.mark.parametrize("suffix", ["yaml", "json"])
@pytest.mark.parametrize(("issuer", "code"), [(samples.KEY, 0), (samples.OTHER_KEY, 1)])
def test_trust_anchors(run, office, suffix, issuer, code):
    anchors = {"anchors": [{"issuer": issuer.controller, "vouched_by": "the Guild"}]}
    path = office / f"anchors.{suffix}"
    path.write_text(json.dumps(anchors))
    answer = run("verify", "--json", "--offline", "--at", AT, "--trust", path, office / "good.json")
    assert answer.code == code
    if code == 0:
        assert answer.facts["issuer"]["vouched_by"] == "the Guild"
    else:
        assert answer.facts["code"] == "trust.not-vouched-for"


@pytest.mark.parametrize("form", ["file", "folder of texts", "folder of files", "digests"])
def test_documents_at_hand(run, office, form):
    key = as_did_web(samples.KEY, "school.example")
    (office / "web.json").write_text(json.dumps(samples.credential(key=key)))
    text = json.dumps(did_document(key))
    address = "https://school.example/.well-known/did.json"
    path = office / "docs"
    value: object = text
    if form != "file":
        path.mkdir()
        (path / "did.json").write_text(text)
    if form == "folder of files":
        value = "did.json"
    if form == "digests":
        value = {"file": "did.json", "sha256": files.hashlib.sha256(text.encode()).hexdigest()}
    (path if form == "file" else path / "index.json").write_text(json.dumps({address: value}))
    arguments = ("verify", "--json", "--offline", "--at", AT, office / "web.json")
    assert run(*arguments, "--documents", path).code == 0
    assert run(*arguments).code == 2


def test_a_document_with_another_digest_is_refused(run, office):
    path = office / "docs"
    path.mkdir()
    (path / "did.json").write_text("{}")
    index = {"https://x.example/": {"file": "did.json", "sha256": "0" * 64}}
    (path / "index.json").write_text(json.dumps(index))
    answer = run("verify", "--offline", office / "good.json", "--documents", path)
    assert answer.code == 64
    assert "sha256" in answer.err


def test_without_offline_documents_at_hand_come_first(run, office):
    """A did:key needs no document, so nobody is asked."""
    assert run("verify", "--at", AT, office / "good.json").code == 0


def test_show_says_what_was_signed(run, office):
    """ASM-17, DEF-U-08: the outcomes and the quality hallmarks are there to read."""
    answer = run("show", "--offline", office / "good.json")
    for words in (
        "Ana Andromeda",
        "School of Bread",
        "Bakes a loaf",
        "1 ECTS",
        "written examination",
    ):
        assert words in answer.out


def test_show_keeps_what_is_not_known_to_be_signed(run, office):
    answer = run("show", "--offline", office / "forged.json")
    assert answer.code == 1
    assert "Master Baker" not in answer.out
    told = run("show", "--offline", "--unverified", office / "forged.json")
    assert "NOT SIGNED" in told.out
    assert "Master Baker" in told.out


def test_show_as_facts(run, office):
    facts = run("show", "--json", "--offline", office / "good.json").facts
    assert facts["learner"]["name"] == "Ana Andromeda"
    assert facts["outcome"] == "valid"
    facts = run("show", "--json", "--offline", office / "forged.json").facts
    assert facts["learner"] is None


def test_show_of_what_is_no_credential_at_all(run, office):
    answer = run("show", "--offline", "--unverified", office / "awards.csv")
    assert answer.code == 1
    assert "[input.unknown-kind]" in answer.err


def test_terminal_tricks_are_not_printed(run, office):
    document = samples.resigned(lambda d: d.update(name="\x1b[2J\x1b[31mfooled"))
    (office / "tricky.json").write_text(json.dumps(document))
    answer = run("show", "--offline", office / "tricky.json")
    assert "fooled" in answer.out
    assert "\x1b[2J" not in answer.out


def test_several_processes_say_the_same_in_the_same_order(run, office, monkeypatch):
    monkeypatch.setattr(crew, "ALONE", 1)
    monkeypatch.setattr(crew, "AT_ONCE", 1)
    arguments = ("verify", "--json", "--offline", "--at", AT, office)
    alone = run(*arguments)
    together = run(*arguments, "--jobs", "2")
    assert together.code == alone.code
    assert together.facts == alone.facts
    assert len(alone.facts) == 4
    words = [argument for argument in arguments if argument != "--json"]
    assert run(*words, "--jobs", "2").out == run(*words).out


def test_a_hostile_member_changes_no_other_verdict(run, office):
    before = {one["file"]: one for one in run("verify", "--json", "--at", AT, office).facts}
    (office / "deep.json").write_text("[" * 100_000)
    (office / "binary.png").write_bytes(bytes(range(256)))
    (office / "poison.json").write_text((office / "good.json").read_text().replace("{", '{"":1,'))
    after = {one["file"]: one for one in run("verify", "--json", "--at", AT, office).facts}
    assert len(after) == len(before) + 3
    assert all(after[name] == told for name, told in before.items())
