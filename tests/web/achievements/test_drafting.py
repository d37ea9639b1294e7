"""Writing drafts: whatever is typed, the core's reader has the last word."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark import Achievement, read_draft
from mintmark.carriers.badge import badge_png, badge_svg
from mintmark_web.accounts.access import Refused
from mintmark_web.achievements import documents, pictures, queries, services, skills
from mintmark_web.achievements.forms.editing import PartEditor
from mintmark_web.achievements.models import Skill, Version
from mintmark_web.achievements.outline import outline, side_by_side
from mintmark_web.achievements.parts import ITEMS, PARTS, Kind, item_of, values
from mintmark_web.achievements.parts.spec import Field
from web.factories import BREAD, draft_version, published_version, submitted_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(world):
    return world.actor("designer")


@pytest.fixture
def designer(world, sign_in):
    return sign_in(world.member["designer"])


def address(version, part, *more):
    root = f"/o/{version.achievement.organisation.slug}/achievements/versions/{version.pk}/edit"
    return "/".join([root, part, *map(str, more), ""])


def sent(version, part, at=None, **changes):
    """What a browser sends when somebody changes these fields of a part and nothing else."""
    of = next(one for one in PARTS if one.name == part)
    editor = PartEditor(
        of if at is None else item_of(of),
        version.document,
        version.languages,
        at=None if at is None else (of.item, at),
    )
    data = {"edition": version.edition}
    for rows in editor.rows:
        prefix = rows.prefix
        data |= {
            f"{prefix}-TOTAL_FORMS": len(rows.forms),
            f"{prefix}-INITIAL_FORMS": len(rows._nodes),
        }
    for form in [editor.form, editor.rare, *(one for rows in editor.rows for one in rows.forms)]:
        data |= {form.add_prefix(name): form.initial.get(name, "") for name in form.fields}
    return {name: value for name, value in data.items() if value != ""} | changes


@pytest.mark.parametrize("part", [one.name for one in PARTS])
def test_saving_a_part_unchanged_changes_nothing(world, designer, part):
    version = draft_version(world.home)
    answer = designer.post(address(version, part), sent(version, part))
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.document == BREAD


@pytest.mark.parametrize(("part", "at"), [("outcomes", 0), ("outcomes", 1), ("assessments", 0)])
def test_saving_an_entry_unchanged_changes_nothing(world, designer, part, at):
    version = draft_version(world.home)
    answer = designer.post(address(version, part, at), sent(version, part, at))
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.document == BREAD


def test_every_field_of_an_achievement_has_its_place_in_the_editor():
    written = {path.split(".")[0] for part in PARTS for path in part.paths()}
    elsewhere = {"id", "version", "issuer", "language", "image"}
    assert written | elsewhere == set(Achievement.model_fields)
    nouns = {"outcomes": "LearningOutcome", "assessments": "Assessment"}
    import mintmark

    for name, part in ITEMS.items():
        assert set(part.paths()) | {"id"} == set(getattr(mintmark, nouns[name]).model_fields)


@pytest.mark.parametrize(
    ("part", "at", "field", "typed", "words"),
    [
        ("about", None, "fields", "bread", "bread"),
        ("about", None, "participation", "by-air", "by-air"),
        ("about", None, "teaching_languages", "klingon!", "klingon!"),
        ("size", None, "workload__hours", "plenty", "plenty"),
        ("size", None, "workload__hours", "-3", "-3"),
        ("size", None, "workload__hours", "1e400000000", "1e400000000"),
        ("size", None, "workload__duration", "six weeks", "six weeks"),
        ("size", None, "workload__credits-0-value", "two", "two"),
        ("outcomes", 0, "alignments-0-url", "javascript:alert(1)", "javascript:alert(1)"),
        ("assessments", 0, "pass_mark", "150", "150"),
        ("assessments", 0, "required_level", "best", "best"),
        ("offer", None, "price__currency", "euros", "euros"),
        ("quality", None, "review__reviewed_on", "2026-02-31", "2026-02-31"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    world, designer, part, at, field, typed, words
):
    version = draft_version(world.home)
    changed = sent(version, part, at, **{field: typed})
    more = [] if at is None else [at]
    page = designer.post(address(version, part, *more), changed)
    assert page.status_code == 200
    text = page.content.decode()
    assert f'id="id_{field}_error"' in text
    assert words in text
    version.refresh_from_db()
    assert version.document == BREAD


def test_an_entry_is_added_with_an_id_of_its_own_and_taken_away(world, designer):
    version = draft_version(world.home)
    data = sent(version, "outcomes", 2, title__en="Shape a loaf by hand", kind="skill")
    designer.post(address(version, "outcomes", 2), data)
    version.refresh_from_db()
    assert [one["id"] for one in version.document["outcomes"]] == ["bake", "hygiene", "outcome-3"]
    designer.post(address(version, "outcomes", 2) + "remove/")
    version.refresh_from_db()
    assert len(version.document["outcomes"]) == 2
    page = designer.post(address(version, "outcomes", 0) + "remove/", follow=True)
    assert "assesses" in page.content.decode()  # the assessment still names it
    version.refresh_from_db()
    assert len(version.document["outcomes"]) == 2


def test_rows_can_be_added_emptied_and_ticked_to_go(world, designer):
    version = draft_version(world.home)
    more = {"workload__credits-add-row": "1", "workload__credits-0-value": "many"}
    page = designer.post(address(version, "size"), sent(version, "size", **more)).content.decode()
    assert 'name="workload__credits-1-system"' in page
    assert "_error" not in page
    data = sent(version, "size") | {
        "workload__credits-TOTAL_FORMS": 2,
        "workload__credits-0-DELETE": "on",
        "workload__credits-1-system": "NZQCF",
        "workload__credits-1-value": "5,5",
    }
    designer.post(address(version, "size"), data)
    version.refresh_from_db()
    assert version.document["workload"]["credits"] == [{"system": "NZQCF", "value": 5.5}]


def test_that_no_level_applies_takes_the_place_of_levels(world, designer):
    version = draft_version(world.home)
    data = sent(version, "size") | {
        "levels-0-DELETE": "on",
        "levels__not_applicable": "It is a hobby course.",
    }
    assert designer.post(address(version, "size"), data).status_code == 302
    version.refresh_from_db()
    assert version.document["levels"] == {"not_applicable": "It is a hobby course."}
    assert designer.post(address(version, "size"), sent(version, "size")).status_code == 302
    version.refresh_from_db()
    assert version.document["levels"] == {"not_applicable": "It is a hobby course."}


def test_the_verdict_follows_what_is_typed_without_saving(world, designer):
    version = draft_version(world.home)
    data = sent(version, "size") | {"workload__hours": "", "workload__credits-0-DELETE": "on"}
    live = {"HX-Request": "true", "HX-Target": "verdicts"}
    panel = designer.post(address(version, "size"), data, headers=live).content.decode()
    assert "<html" not in panel
    assert (
        "Notional workload"
        not in designer.get(address(version, "size"))
        .content.decode()
        .split("Good to have")[0]
        .split('id="verdicts"')[1]
    )
    plain = designer.post(address(version, "size"), data | {"check": "1"}).content.decode()
    assert 'name="workload__hours"' in plain
    version.refresh_from_db()
    assert version.document == BREAD


def test_two_who_write_at_once_do_not_overwrite_one_another(world, designer, actor):
    version = draft_version(world.home)
    mine = sent(version, "about", title__en="Mine")
    services.save(actor, version, document={**BREAD, "title": {"en": "Theirs"}})
    page = designer.post(address(version, "about"), mine)
    assert "Somebody else saved" in page.content.decode()
    assert 'value="Mine"' in page.content.decode()
    version.refresh_from_db()
    assert version.title == "Theirs"


def test_other_languages_stay_and_new_ones_get_fields(world, designer, actor):
    version = draft_version(world.home)
    services.choose(actor, version, frameworks=["eu-2022"], languages=["en", "fr"])
    version.refresh_from_db()
    page = designer.get(address(version, "about")).content.decode()
    assert 'name="title__fr"' in page
    data = sent(version, "about", title__fr="Le pain", title__en="Bread")
    designer.post(address(version, "about"), data)
    version.refresh_from_db()
    assert version.document["title"] == {"en": "Bread", "fr": "Le pain"}
    services.choose(actor, version, frameworks=[], languages=["en"])
    version.refresh_from_db()
    designer.post(address(version, "about"), sent(version, "about", title__en="Loaf"))
    version.refresh_from_db()
    assert version.document["title"] == {"en": "Loaf", "fr": "Le pain"}


def test_a_draft_goes_out_as_yaml_and_comes_back_the_same(world, designer):
    version = draft_version(world.home)
    out = designer.get(f"/o/{world.home.slug}/achievements/versions/{version.pk}/yaml").content
    assert read_draft(out).achievement.title.best("fr") == "Les bases de la boulangerie"
    page = designer.post(
        f"/o/{world.home.slug}/achievements/import/",
        {"file": SimpleUploadedFile("draft.yaml", out)},
    )
    assert page.status_code == 302
    back = Version.objects.exclude(pk=version.pk).get()
    came = queries.noun(back).model_dump(exclude={"id", "image"})
    assert came == queries.noun(version).model_dump(exclude={"id", "image"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"title: Bread", "line 1"),
        (b"\x89PNG", "UTF-8"),
        (b"- a\n- b", "draft.yaml"),
        (b"a: &x [*x, *x]", "anchor"),
    ],
)
def test_a_file_that_is_no_draft_is_told_kindly(world, designer, data, words):
    file = SimpleUploadedFile("draft.yaml", data)
    page = designer.post(f"/o/{world.home.slug}/achievements/import/", {"file": file})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert Version.objects.count() == 0


def test_what_was_handed_in_no_longer_changes(world, actor, designer):
    version = submitted_version(world.home)
    for work in (
        lambda: services.save(actor, version, document=BREAD),
        lambda: services.choose(actor, version, frameworks=[], languages=["fr"]),
        lambda: services.set_image(actor, version, data=None),
        lambda: services.submit(actor, version),
    ):
        with pytest.raises(ValidationError, match="handed in"):
            work()
    assert designer.get(address(version, "about")).status_code == 404
    with pytest.raises(ValidationError, match="in review"):
        services.new_version(actor, version.achievement)


def test_nothing_is_handed_in_without_what_a_review_needs(world, actor):
    version = services.begin(actor, world.home, title="Bread")
    with pytest.raises(ValidationError, match="the description, a learning outcome"):
        services.submit(actor, version)


def test_only_designers_of_the_organisation_write(world, actor):
    version = draft_version(world.home)
    from mintmark_web.accounts.queries import actor_of

    for other in (world.actor("reviewer"), actor_of(world.stranger, world.other)):
        with pytest.raises(Refused):
            services.save(other, version, document=BREAD)
        with pytest.raises(Refused):
            services.begin(other, world.home, title="X")


def test_another_organisations_version_is_not_there(world, sign_in):
    version = draft_version(world.home)
    browser = sign_in(world.stranger)
    root = f"/o/{world.other.slug}/achievements/versions/{version.pk}"
    for path in ("/", "/yaml", "/picture", "/edit/about/", "/submit/", "/publish/", "/agency/"):
        assert browser.get(root + path).status_code == 404, path


def test_the_next_version_begins_with_the_text_and_shows_what_changed(world, actor, designer):
    first = published_version(world.home)
    second = services.new_version(actor, first.achievement)
    assert (second.number, second.document) == (2, first.document)
    assert services.new_version(actor, first.achievement) == second
    document = {**BREAD, "title": {"en": "Bread and Rolls"}, "tags": ["rolls"]}
    del document["participation"]
    services.save(actor, second, document=document)
    root = f"/o/{world.home.slug}/achievements/versions/{first.pk}/beside/{second.pk}/"
    page = designer.get(root).content.decode()
    assert "<ins>and</ins>" in page.replace("<ins> </ins>", " ")
    assert "<del>On site</del>" in page.replace(
        "<del>On</del><del> </del><del>site</del>", "<del>On site</del>"
    )
    assert "EQF" not in page
    assert "EQF" in designer.get(root + "?all=1").content.decode()


def test_marks_in_a_comparison_are_safe():
    pairs = side_by_side({"title": {"en": "<b>"}}, {"title": {"en": "<script>"}})
    ((_section, (pair,)),) = pairs
    assert (pair.before, pair.after) == ("<del>&lt;b&gt;</del>", "<ins>&lt;script&gt;</ins>")


def test_the_outline_says_everything(world):
    said = json.dumps([line.text for one in outline(BREAD) for line in one.all()])
    for text in (
        "Bake bread",
        "cooked through",
        "ECTS",
        "6 weeks",
        "EQF",
        "Not yet",
        "0721",
        "50 %",
    ):
        assert text in said


# ---- pictures ----------------------------------------------------------------------------------


def test_a_badge_is_made_from_title_and_colour(world, actor):
    version = draft_version(world.home)
    services.choose(actor, version, frameworks=[], languages=["en"], colour="#1b3a6b")
    version.refresh_from_db()
    data, kind = pictures.picture(version)
    assert kind == "image/svg+xml"
    assert b"#1b3a6b" in data
    assert b"Harbour College" in data


def test_an_uploaded_picture_is_checked_by_what_it_is(world, designer):
    version = draft_version(world.home)
    root = f"/o/{world.home.slug}/achievements/versions/{version.pk}"
    evil = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0"/></svg>'
    )
    file = SimpleUploadedFile("badge.png", evil, "image/png")
    assert designer.post(f"{root}/image/", {"image": file}).status_code == 302
    answer = designer.get(f"{root}/picture")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"script" not in answer.content
    png = badge_png(badge_svg("X"), pixels=128) + b"<?php hidden ?>"
    file = SimpleUploadedFile("badge.svg", png, "image/svg+xml")
    assert designer.post(f"{root}/image/", {"image": file}).status_code == 302
    answer = designer.get(f"{root}/picture")
    assert answer["Content-Type"] == "image/png"
    assert b"hidden" not in answer.content


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a",
        b"<html></html>",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\1\0\0\0\1\0\0" + b"\0" * 50,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\1\0\0\0\1\0" + b"\0" * 50,
        b"x" * (2 * 1024 * 1024 + 1),
    ],
)
def test_what_is_no_picture_is_told_beside_the_field(world, designer, data):
    version = draft_version(world.home)
    root = f"/o/{world.home.slug}/achievements/versions/{version.pk}/image/"
    page = designer.post(root, {"image": SimpleUploadedFile("a.png", data)})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["image"]


@pytest.mark.parametrize("colour", ["green", "#12", "#1234567", "1f5c57", "#1f5c5g"])
def test_what_is_no_colour_is_told_how_to_be_written(world, designer, colour):
    version = draft_version(world.home)
    root = f"/o/{world.home.slug}/achievements/versions/{version.pk}/choices/"
    page = designer.post(root, {"languages": "en", "colour": colour})
    assert page.context["form"].errors["colour"] == [
        "Write it as # and six digits, such as #1f5c57."
    ]


# ---- ESCO --------------------------------------------------------------------------------------

UUIDS = [f"5fd5c985-eaaa-47aa-8314-62359c5450{n:02}" for n in range(3)]
CSV = (
    "conceptUri,preferredLabel,altLabels\n"
    f"http://data.europa.eu/esco/skill/{UUIDS[0]},bake goods,bake bread\n"
    f"http://data.europa.eu/esco/skill/{UUIDS[1]},prepare bakery products,\n"
    f"http://data.europa.eu/esco/occupation/{UUIDS[2]},baker,master baker\n"
    "https://example.org/other,not of ESCO,\n"
).encode()


def test_entries_of_esco_are_brought_found_and_aligned(world, designer):
    root = f"/o/{world.home.slug}/achievements"
    page = designer.post(
        f"{root}/skills/", {"file": SimpleUploadedFile("skills_en.csv", CSV)}, follow=True
    )
    assert "3 entries are here now." in page.content.decode()
    designer.post(f"{root}/skills/", {"file": SimpleUploadedFile("skills_en.csv", CSV)})
    assert Skill.objects.count() == 3
    assert skills.search(world.home.pk, "Bake BREAD")[0].name == "bake goods"
    assert skills.search(world.other.pk, "bake") == []
    assert skills.search(world.home.pk, "?!") == []
    version = draft_version(world.home)
    page = f"{root}/versions/{version.pk}/edit/outcomes/1/skills/"
    assert "bake goods" in designer.get(page + "?q=bake").content.decode()
    designer.post(page, {"uri": f"http://data.europa.eu/esco/skill/{UUIDS[0]}"})
    version.refresh_from_db()
    (made,) = version.document["outcomes"][1]["alignments"]
    assert (made["name"], made["type"]) == ("bake goods", "esco-skill")
    answer = designer.post(page, {"uri": "urn:x"}, follow=True)
    assert "not there any more" in answer.content.decode()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a,b\n1,2", CSV.splitlines()[0], b"\0"])
def test_a_file_that_is_not_of_esco_is_told_kindly(world, designer, data):
    file = SimpleUploadedFile("skills.csv", data)
    page = designer.post(f"/o/{world.home.slug}/achievements/skills/", {"file": file})
    assert page.status_code == 200
    assert Skill.objects.count() == 0


# ---- laws --------------------------------------------------------------------------------------

TYPED = st.text(max_size=30)


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(list(Kind)), typed=TYPED)
def test_whatever_is_typed_becomes_a_value_that_is_shown_again(kind, typed):
    field = Field("x", "X", kind)
    if kind in values.PER_LANGUAGE:
        value = values.merged(field, None, {"en": typed}, "en")
    elif kind is Kind.MANY:
        value = values.told(field, [typed])
    else:
        value = values.told(field, typed)
    json.dumps(value)
    again = values.shown(field, value, "en", "en")
    if kind in values.PER_LANGUAGE:
        assert values.merged(field, None, {"en": again}, "en") == value
    else:
        assert values.told(field, again) == value


@settings(max_examples=60, deadline=None)
@given(
    document=st.dictionaries(
        st.sampled_from(["title", "outcomes", "workload", "levels", "fields", "language", "tags"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | TYPED,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TYPED, inner, max_size=3),
            max_leaves=6,
        ),
    )
)
def test_as_much_of_a_draft_is_read_as_can_be(document):
    from mintmark import Organisation

    issuer = Organisation.model_validate({"name": "X"})
    whole = documents.whole(document, "urn:uuid:1", 1, issuer)
    draft, left_out = documents.readable(whole)
    assert draft.achievement.issuer.name.best("en") == "X"
    assert bool(left_out) == bool(documents.problems(whole))


def test_the_template_of_the_command_line_can_be_brought_in(world, actor):
    from mintmark.steps.design import template

    version = services.import_draft(actor, world.home, data=template("urn:uuid:1").encode())
    assert version.state == "draft"
