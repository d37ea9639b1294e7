"""The letter that brings a credential, over the wire, and the way back by its link."""

import re
from datetime import timedelta

import pytest

from mintmark_web import mail_settings
from mintmark_web.issuing import queries, services
from mintmark_web.issuing.models import Credential
from mintmark_web.issuing.services import sending
from mintmark_web.wallet.models import Held
from web.catcher import catching
from web.factories import person
from web.issuing.lists import HEAD, award_list, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings):
    with catching() as caught:
        for name, value in mail_settings.settings_of(f"smtp://127.0.0.1:{caught.port}").items():
            setattr(settings, name, value)
        yield caught


def test_a_learner_claims_by_the_link_of_the_letter(post, order, sign_in):
    zoe = person("zoe@example.org", "Zoë", language="fr")
    batch = order(f"{HEAD}\n{row(1, name='Zoë Łuczak', email='zoe@example.org')}\n")
    services.work(str(batch.pk))
    (letter,) = post.letters
    assert letter["Content-Language"] == "fr" and "Zoë Łuczak" in letter.get_content()
    path = re.search(r"http://localhost:8000(/wallet/claim/\S+)", letter.get_content())[1]
    learner = sign_in(zoe)
    assert learner.get(path).status_code == 200
    learner.post(path)
    assert Held.objects.get(owner=zoe).serial == Credential.objects.get(batch=batch).serial


def test_a_server_that_asks_to_come_later_holds_up_nobody_else(post, order, monkeypatch):
    monkeypatch.setattr(sending, "WAIT", timedelta(0))
    post.answers["learner1@example.org"] = "450 greylisted, come back later"
    batch = order(award_list(3))
    tries = []

    def opened_after(chunk, why, later=sending._later):
        tries.append(why)
        post.answers.clear()
        later(chunk, why)

    monkeypatch.setattr(sending, "_later", opened_after)
    services.work(str(batch.pk))
    progress = queries.progress(batch)
    assert tries == ["SMTPRecipientsRefused"]
    assert (progress.told, progress.unsent, progress.waiting) == (3, 0, 0)
    *others, last = [one[0] for one in post.recipients]
    assert sorted(others) == ["learner2@example.org", "learner3@example.org"]
    assert last == "learner1@example.org"


def test_an_address_that_does_not_exist_is_told_in_its_row(post, order):
    post.answers["learner2@example.org"] = "550 no such user"
    batch = order(award_list(3))
    services.work(str(batch.pk))
    troubles = dict(Credential.objects.filter(batch=batch).values_list("email", "mail_trouble"))
    assert troubles.pop("learner2@example.org") == "The mail server refused the address."
    assert set(troubles.values()) == {""} and len(post.letters) == 2
