"""A review by programs: queue, checklist, remark, decision, publishing."""

import pytest

from mintmark_web.achievements.models import Comment, Review
from web.api.calling import is_problem
from web.factories import signing_key, submitted_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(world):
    signing_key(world.home)
    return submitted_version(world.home).reviews.get()


def test_from_the_queue_to_the_catalogue(as_, review):
    call = as_("reviewer")
    (waiting,) = call.get("/reviews").json()["items"]
    assert (waiting["id"], waiting["kind"], waiting["decision"]) == (str(review.pk), "internal", "")
    at = f"/reviews/{review.pk}"
    assert call.post(f"{at}/take").status_code == 200
    whole = call.get(at).json()
    assert whole["version"]["document"] and whole["checklist"] == {}
    verdict = whole["verdicts"][0]
    rule = f"{verdict['framework']}/{verdict['findings'][0]['rule']}"
    answers = {rule: {"answer": "no", "comment": "Too short."}}
    kept = call("PUT", f"{at}/checklist", {"checklist": answers}).json()
    assert kept["checklist"] == answers
    assert (
        call.post(f"{at}/comments", {"place": "title", "text": "Which bread?"}).status_code == 200
    )
    assert Comment.objects.get().text == "Which bread?"
    told = {"decision": "approved", "reasons": "All is there.", "review_due": "2099-01-01"}
    assert call.post(f"{at}/decide", told).json()["decision"] == "approved"
    assert call.get("/reviews").json()["items"] == []
    assert call.get("/reviews/decided").json()["items"][0]["id"] == str(review.pk)
    version = f"/versions/{review.version_id}"
    assert call.post(f"{version}/publish").json()["state"] == "published"
    assert is_problem(call.post(f"{version}/publish"), 422, "api.invalid")
    assert call.post(f"{version}/withdraw", {"reason": "Over."}).json()["state"] == "withdrawn"
    assert bytes(Review.objects.get().statement), "an approval is signed"


def test_a_point_that_no_rule_has_is_refused(as_, review):
    answers = {"eu-2022/nobody-asks-this": {"answer": "yes"}}
    call = as_("reviewer")
    answer = call("PUT", f"/reviews/{review.pk}/checklist", {"checklist": answers})
    assert is_problem(answer, 422, "api.invalid")
    review.refresh_from_db()
    assert review.checklist == {}


@pytest.mark.parametrize(
    "told", [{}, {"decision": "maybe", "reasons": "So."}, {"decision": "approved", "reasons": " "}]
)
def test_a_decision_needs_reasons(as_, review, told):
    call = as_("reviewer")
    assert is_problem(call.post(f"/reviews/{review.pk}/decide", told), 422, "api.invalid")
    review.refresh_from_db()
    assert review.decision == ""


def test_nobody_decides_on_their_own_text(as_, review, world):
    version = review.version
    version.submitted_by = world.member["reviewer"]
    version.save()
    told = {"decision": "approved", "reasons": "Mine is good."}
    assert is_problem(
        as_("reviewer").post(f"/reviews/{review.pk}/decide", told), 422, "api.invalid"
    )
