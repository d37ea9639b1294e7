"""The people and organisations of a test, made as the office makes them."""

from dataclasses import dataclass, field

from mintmark_web.accounts import queries, services
from mintmark_web.accounts.models import Membership, Organisation, User
from mintmark_web.accounts.types import Actor, Role

OPERATOR = Actor(roles=frozenset({"operator"}), via="job")


@dataclass
class World:
    """Two organisations, ``home`` and ``other``, with a member for each role, and more people.

    ``member["designer"]`` is the designer of ``home``; ``stranger`` has every role in ``other``.
    """

    home: Organisation
    other: Organisation
    learner: User
    stranger: User
    operator: User
    member: dict[str, User] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        """Return the actor for a member of ``home``, in that role."""
        return queries.actor_of(self.member[role], self.home)

    def people(self) -> dict[str, User | None]:
        """Return everybody, and nobody, by what they are."""
        return {
            **self.member,
            "learner": self.learner,
            "stranger": self.stranger,
            "operator": self.operator,
            "signed-out": None,
        }


def make_world() -> World:
    """Make it through services; only the first administrators have nobody who could."""
    home = organisation("Harbour College")
    other = organisation("Hillside Institute")
    world = World(
        home=home,
        other=other,
        learner=person("learner@example.org", "Lea Learner"),
        stranger=person("stranger@example.org", "Sam Stranger"),
        operator=person("operator@example.org", "Oda Operator"),
    )
    User.objects.filter(pk=world.operator.pk).update(is_operator=True)
    for role in Role.values:
        world.member[role] = member(home, role, name=f"{role.title()} of Harbour")
    for role in Role.values:
        Membership.objects.create(user=world.stranger, organisation=other, role=role)
    return world


def person(email: str, name: str = "", language: str = "en") -> User:
    """Make a person."""
    return services.open_account(Actor(), email, name, language)


def organisation(name: str, kind: str = "provider") -> Organisation:
    """Make an organisation."""
    return services.create_organisation(OPERATOR, name, kind=kind)


def member(organisation: Organisation, *roles: str, name: str = "") -> User:
    """Make a person with roles in an organisation."""
    made = person(f"{'-'.join(roles)}@{organisation.slug}.example.org", name)
    Membership.objects.bulk_create(
        Membership(user=made, organisation=organisation, role=role) for role in roles
    )
    return made
