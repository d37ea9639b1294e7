"""Tables that are handed out: no cell does anything in a spreadsheet, whoever wrote it."""

import csv
import io

import pytest
from django.core.files.base import ContentFile

from mintmark_web.issuing import services as issuing
from web.awards.making import Desk
from web.factories import signing_key
from web.issuing.lists import HEAD, row

pytestmark = pytest.mark.django_db

EVIL = ('=HYPERLINK("https://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def cells(answer):
    data = b"".join(answer) if answer.streaming else answer.content
    return [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line]


@pytest.fixture
def desk(world):
    return Desk(world)


@pytest.mark.parametrize("name", EVIL[:4])
def test_results(desk, world, sign_in, name):
    desk.enrol(email="evil@example.org", name=name)
    address = f"/o/{world.home.slug}/offerings/{desk.offering.pk}/results.csv"
    answer = sign_in(world.member["assessor"]).get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    found = cells(answer)
    assert f"'{name}" in found
    assert not [cell for cell in found if cell.startswith(DANGEROUS)]


def test_rows_that_were_not_issued(desk, world, sign_in):
    lines = [
        row(n, name='"' + one.replace('"', '""') + '"', score="7")
        for n, one in enumerate(EVIL[:4], 1)
    ]
    batch = issuing.order(
        world.actor("registrar"),
        desk.version,
        key=signing_key(world.home),
        suite="eddsa-rdfc-2022",
        source=ContentFile("\n".join((HEAD, *lines)).encode(), "list.csv"),
    )
    issuing.work(str(batch.pk))
    page = sign_in(world.member["registrar"])
    answer = page.get(f"/o/{world.home.slug}/issuing/{batch.pk}/not-issued.csv")
    assert answer.status_code == 200, answer
    found = cells(answer)
    assert len(found) > 4
    assert not [cell for cell in found if cell.startswith(DANGEROUS)]
