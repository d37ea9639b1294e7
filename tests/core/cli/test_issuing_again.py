"""Issuing again after something changed, and rows whose credential could not hold."""

import json

import pikepdf

from mintmark.cli.app import main
from mintmark.cli.printing import content_of
from mintmark.steps.design import read_draft

HEADER = "name,email,date,identity_check,formative_done,score:test,level:portfolio\n"


def _row(name="Ana Lee", day="2026-05-04"):
    return f"{name},ana@x.example,{day},passport,yes,0.95,proficient\n"


def _folder(tmp_path, row):
    from importlib import resources

    demo = resources.files("mintmark.cli") / "data" / "demo" / "achievement.yaml"
    (tmp_path / "a.yaml").write_text(demo.read_text("utf-8"), "utf-8")
    (tmp_path / "a.csv").write_text(HEADER + row, "utf-8")
    key = str(tmp_path / "k.key")
    assert main(["keys", "new", "--out", key]) == 0
    return ["issue", str(tmp_path / "a.yaml"), str(tmp_path / "a.csv"), "--key", key, "--out"]


def test_a_certificate_baked_later_says_what_was_signed(tmp_path, capsys):
    order = [*_folder(tmp_path, _row()), str(tmp_path / "out")]
    assert main(order) == 0
    (tmp_path / "a.csv").write_text(HEADER + _row(name="Eve Impostor"), "utf-8")
    changed = (tmp_path / "a.yaml").read_text("utf-8").replace("Accessible Digital", "Rocket")
    (tmp_path / "a.yaml").write_text(changed, "utf-8")
    assert main([*order, "--bake", "pdf"]) == 0
    assert main([*order, "--bake", "svg"]) == 0
    (certificate,) = (tmp_path / "out").glob("*.pdf")
    (picture,) = (tmp_path / "out").glob("*.svg")
    with pikepdf.open(certificate) as pdf:
        title = str(pdf.docinfo["/Title"])
    assert "Ana Lee" in title and "Accessible Digital" in title
    assert "Rocket" not in picture.read_text("utf-8").split("openbadges:credential")[0]


def test_a_certificate_calls_codes_by_their_names_in_its_language(tmp_path, capsys):
    order = [*_folder(tmp_path, _row()), str(tmp_path / "out")]
    french = (tmp_path / "a.yaml").read_text("utf-8").replace("language: en", "language: fr", 1)
    (tmp_path / "a.yaml").write_text(french, "utf-8")
    assert main(order) == 0
    (signed,) = (tmp_path / "out").glob("*.json")
    said = content_of(signed.read_bytes(), read_draft(french).achievement)
    assert (said.country, said.participation) == ("Irlande", "hybride")
    assert "examen écrit" in said.assessment
    assert said.quality_assurance.startswith("interne, ESG 2015")
    assert main(["show", "--offline", str(signed)]) == 0
    told = capsys.readouterr().out
    assert "Irlande" in told and "hybride" in told and "written-exam" not in told
    assert "Développement et analyse de logiciels" in told
    assert main(["show", "--offline", "--json", str(signed)]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["issuer"]["country"], facts["language"]) == ("IE", "fr")
    assert facts["achievement"]["participation"] == "blended"
    assert facts["achievement"]["fields"] == ["0211", "0613"]


def test_what_has_expired_already_is_refused_and_the_others_are_issued(tmp_path, capsys):
    rows = _row(day="2019-05-04") + _row(name="Bo").replace("ana@", "bo@")
    order = [*_folder(tmp_path, rows), str(tmp_path / "out"), "--json"]
    assert main(order) == 1
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [row["learner"] for row in told["issued"]] == ["Bo"]
    assert told["refused"][0]["reasons"][0]["code"] == "issue.already-over"
    assert told["refused"][0]["line"] == 2


def test_a_name_with_control_characters_is_refused(tmp_path, capsys):
    order = [*_folder(tmp_path, _row(name="A\x1b[31mna")), str(tmp_path / "out"), "--json"]
    assert main(order) == 1
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["refused"][0]["reasons"][0]["code"] == "award.bad-character"


def test_blank_rows_after_the_header_are_passed_over(tmp_path, capsys):
    order = [*_folder(tmp_path, "\n,,,,,,\n" + _row()), str(tmp_path / "out")]
    assert main(order) == 0


def test_the_last_moment_of_the_calendar_is_a_time_like_others(tmp_path, capsys):
    order = [*_folder(tmp_path, _row()), str(tmp_path / "out")]
    assert main(order) == 0
    capsys.readouterr()
    (badge,) = (tmp_path / "out").glob("*.json")
    main(["verify", "--offline", "--json", "--at", "9999-12-31T23:59:59Z", str(badge)])
    told = json.loads(capsys.readouterr().out)
    assert told["code"] == "period.over"
    assert {check["code"] for check in told["checks"]} == {None, "period.over"}
