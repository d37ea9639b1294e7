"""One micro-credential from draft to verified, with nothing but calls."""

from datetime import date, timedelta

import pytest

from mintmark_web.achievements import services as achievements
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.types import Ruling
from mintmark_web.audit.models import Record
from mintmark_web.issuing import queries as issuing
from mintmark_web.issuing import services as working
from mintmark_web.issuing.models import Credential
from web.api.calling import Caller, is_problem
from web.api.house import RULE
from web.factories import BREAD, member, published_version, signing_key
from web.issuing.lists import award_list, row

pytestmark = pytest.mark.django_db


def good(answer, status=200):
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture
def second(world):
    """Another assessor, who confirms."""
    user = member(world.home, "assessor", "designer", name="Second Assessor")
    return Caller.of_user(user, world.home)


def test_from_draft_to_a_credential_that_verifies(world, as_, second, anybody):
    signing_key(world.home)
    designer, assessor, registrar = as_("designer"), as_("assessor"), as_("registrar")
    draft = good(designer.post("/achievements", {"title": "Bread", "document": BREAD}), 201)
    checked = good(designer.get(f"/versions/{draft['id']}/verdicts"))
    assert [one["framework"] for one in checked] == ["eu-2022"] and checked[0]["findings"]
    assert good(designer.post(f"/versions/{draft['id']}/submit"))["state"] == "submitted"
    is_problem(designer("PUT", f"/versions/{draft['id']}", {"document": BREAD}), 422, "api.invalid")

    published = Version.objects.get(pk=draft["id"])  # reviewing is people's work, in the office
    ruling = Ruling("approved", "Everything is there.")
    due = date.today() + timedelta(days=365)
    reviewer = world.actor("reviewer")
    achievements.decide(reviewer, published.reviews.get(), ruling=ruling, review_due=due)
    achievements.publish(reviewer, published)
    new = {"version": str(published.pk), "title": "In spring", "state": "open"}
    offering = good(assessor.post("/offerings", new), 201)
    learner = {"name": "Lea Learner", "email": "lea@example.org"}
    enrolled = good(assessor.post(f"/offerings/{offering['id']}/enrolments", learner), 201)
    at = f"/enrolments/{enrolled['id']}"
    attempt = good(assessor.post(f"{at}/attempts", {"assessment": "practical"}), 201)
    marks = [{"outcome": one, "level": "good", "score": "0.9"} for one in ("bake", "hygiene")]
    marked = good(assessor.post(f"/attempts/{attempt['id']}/marks", {"marks": marks}))
    assert (marked["passed"], marked["score"]) == (True, "0.900000")
    confirm = f"/attempts/{attempt['id']}/confirm"
    is_problem(assessor.post(confirm, {"agrees": True}), 422, "api.invalid")
    assert good(second.post(confirm, {"agrees": True}))["state"] == "moderated"
    good(assessor.post(f"{at}/identity", {"method": "passport"}))
    award = good(assessor.post(f"{at}/award", {}), 201)
    assert award["document"]["learner"]["name"] == "Lea Learner"

    order = {"achievement": str(published.achievement_id), "notify": False}
    batch = good(registrar.post("/batches", order), 201)
    working.work(batch["id"])
    done = good(registrar.get(f"/batches/{batch['id']}"))
    assert (done["state"], done["signed"], done["failed"]) == ("done", 1, 0)
    credential = good(registrar.get(f"/credentials?batch={batch['id']}"))["items"][0]
    data = registrar.get(f"/credentials/{credential['serial']}/document").content
    assert data == issuing.issued_bytes(Credential.objects.get())
    report = good(anybody.post("/verify", data))
    assert report["outcome"] == "valid", report
    assert report["learner"]["name"] == "Lea Learner"
    assert good(anybody.post("/verify/text", {"credential": data.decode()})) == report

    reason = {"reason": "Awarded to the wrong person."}
    good(registrar.post(f"/credentials/{credential['serial']}/revoke", reason))
    report = good(anybody.post("/verify", data))
    assert (report["outcome"], report["code"]) == ("invalid", "status.revoked")
    by = Record.objects.get(action="credential.revoke")
    assert (by.via, by.user_id) == ("api", world.member["registrar"].pk)


def test_a_list_is_issued_once_and_its_bad_rows_are_told(world, as_):
    version = published_version(world.home)
    registrar = as_("registrar")
    text = award_list(2) + row(3, score="7") + "\n"
    address = f"/batches/list?achievement={version.achievement_id}&notify=false"
    key = {"Idempotency-Key": "spring-2026"}
    first = good(registrar.post(address, text.encode(), **key), 201)
    assert good(registrar.post(address, text.encode(), **key), 201) == first
    working.work(first["id"])
    assert Credential.objects.filter(state__in=issuing.ISSUED).count() == 2
    done = good(registrar.get(f"/batches/{first['id']}"))
    assert (done["total"], done["signed"], done["failed"]) == (3, 2, 1)
    wrong = good(registrar.get(f"/batches/{first['id']}/errors"))["items"]
    assert [one["line"] for one in wrong] == [4] and wrong[0]["code"] and wrong[0]["message"]


def test_credentials_add_up(world, as_):
    version = published_version(world.home)
    registrar = as_("registrar")
    address = f"/batches/list?achievement={version.achievement_id}&notify=false"
    working.work(good(registrar.post(address, award_list(1).encode()), 201)["id"])
    serial = Credential.objects.get().pk
    text = registrar.get(f"/credentials/{serial}/document").content.decode()
    wanted = {"rule": RULE.replace("30", "2"), "credentials": [text]}
    assert good(registrar.post("/stacks/evaluate", wanted))["verdict"] == "met"
    missing = good(registrar.post("/stacks/evaluate", wanted | {"credentials": []}))
    assert missing["verdict"] == "not-met" and missing["missing"]
    for wrong in ({}, {"rule": RULE, "pathway": str(version.pk)}):
        is_problem(registrar.post("/stacks/evaluate", wrong), 422, "api.pathway-or-rule")
    answer = registrar.post("/stacks/evaluate", {"rule": "title: nothing"})
    assert answer.status_code == 422 and answer.json()["detail"]


def test_whoever_overwrites_is_told(world, as_):
    designer = as_("designer")
    draft = good(designer.post("/achievements", {"title": "Bread", "document": BREAD}), 201)
    at, body = f"/versions/{draft['id']}", {"document": BREAD, "edition": draft["edition"]}
    assert good(designer("PUT", at, body))["edition"] == draft["edition"] + 1
    is_problem(designer("PUT", at, body), 422, "api.invalid")
    nonsense = {"document": {"workload": "heavy"}}
    is_problem(designer("PUT", at, nonsense), 422, "api.invalid")


def test_what_nobody_issued_is_not_valid(anybody):
    for data in (b"{}", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\xff\xfe"):
        report = good(anybody.post("/verify", data))
        assert report["outcome"] in ("invalid", "indeterminate") and report["code"]
    is_problem(anybody.post("/verify"), 400, "api.nothing-sent")


def test_lists_ask_as_often_for_many_as_for_few(world, as_, same_queries):
    version = published_version(world.home)
    registrar, first = as_("registrar"), iter(range(1, 1000, 10))

    def more():
        address = f"/batches/list?achievement={version.achievement_id}&notify=false"
        text = award_list(8, first=next(first)).encode()
        working.work(good(registrar.post(address, text), 201)["id"])

    more()
    for path in ("/credentials", "/batches"):
        same_queries(lambda path=path: good(registrar.get(path)), more)
