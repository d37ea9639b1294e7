"""The demo's story: everything in it is made by services, and holds together."""

import pytest

from mintmark_web.accounts import queries as accounts
from mintmark_web.achievements import queries as achievements
from mintmark_web.audit.queries import verify_chain
from mintmark_web.demo import cast, story
from mintmark_web.recognition import queries as recognition
from mintmark_web.stacks import queries as stacks
from mintmark_web.wallet import queries as wallet

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_story(demo):
    story.tell()
    for one in cast.PEOPLE:
        user = accounts.user_by_email(one.email)
        places = [place.name for place in accounts.organisations_of(user)]
        assert places == ([cast.place(one.place).name] if one.place else [])
    published = achievements.published_versions()
    assert len(published) >= 12
    assert len({one.achievement.organisation.country for one in published}) >= 3
    for email in ("maya@learners.example", "lea@learners.example"):
        held = wallet.all_held(accounts.user_by_email(email))
        assert held and all(one.verdict == "valid" for one in held), [one.report for one in held]
    home = accounts.organisation("atlantic-coast-university")
    (pathway,) = stacks.pathways_of(home.pk)
    found = stacks.progress(pathway, accounts.user_by_email("maya@learners.example"))
    assert (found.result.verdict, found.counted) == ("not-met", 2)
    (case,) = recognition.cases_of(home.pk, "open")
    assert case.name == "Léa Martin"
    assert verify_chain().whole
