"""The record says in words what was done."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import mintmark_web
from mintmark_web.accounts import permissions
from mintmark_web.accounts.deeds import DEEDS, said

SOURCES = Path(mintmark_web.__file__).parent.rglob("*.py")
RECORDED = {
    action
    for path in SOURCES
    for action in re.findall(r'@service\(\s*"([^"]+)"', path.read_text("utf-8"))
}


def test_each_action_that_is_recorded_has_words_and_no_other():
    assert len(RECORDED) > 90 and set(DEEDS) == RECORDED <= set(permissions.TABLE)


def test_no_two_are_called_the_same_in_any_language():
    for language in ("en", "fr"):
        with translation.override(language):
            assert len({said(action) for action in DEEDS}) == len(DEEDS)
    assert not [action for action, words in DEEDS.items() if str(words) == action]


@pytest.mark.django_db
def test_the_record_shows_words_with_the_code_and_filters_by_it(world, sign_in):
    client = sign_in(world.member["administrator"])
    page = client.get(f"/o/{world.home.slug}/record/").content.decode()
    assert "Organisation made" in page
    assert '<code class="small muted">organisation.create</code>' in page
    assert '<option value="organisation.create">Organisation made</option>' in page
    only = client.get(f"/o/{world.home.slug}/record/?action=member.edit").content.decode()
    assert '<code class="small muted">organisation.create</code>' not in only
