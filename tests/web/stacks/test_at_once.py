"""Two people at once: one request, one decision, one award."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from mintmark_web.accounts import queries as accounts
from mintmark_web.awards.models import Award
from mintmark_web.stacks import services, weighing
from mintmark_web.stacks.models import Proposal
from web.stacks.ways import give, pathway, proposal


def at_once(*works):
    """Run functions at the same moment; return what each refused, or None."""
    start, refused = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        try:
            start.wait(10)
            work()
        except ValidationError as error:
            refused[number] = error.messages[0]
        finally:
            connection.close()

    crew = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return refused


@pytest.mark.django_db(transaction=True)
def test_two_deciders_make_one_award(world):
    asked = proposal(world)
    held = weighing.look_again(asked)
    refused = at_once(
        lambda: services.accept(world.actor("assessor"), asked, held),
        lambda: services.accept(world.actor("registrar"), asked, held),
    )
    assert sorted(map(str, refused)) == ["None", "This was decided meanwhile."]
    assert Award.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_makes_one_request(world):
    way = pathway(world)
    give(world, 2)
    actor = accounts.actor_of(world.learner, None)
    refused = at_once(
        *(lambda: services.ask(actor, world.learner, way, message="Please.") for _ in range(2))
    )
    assert refused.count(None) == 1
    assert Proposal.objects.count() == 1
