"""Credentials for tests, signed by an organisation of the world or by a stranger."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import samples
from mintmark import Award, Level, Organisation, issue
from mintmark_web.keys import queries, services
from mintmark_web.keys.signing import signer
from web.world import World

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)


def issued(world: World, *, name: str = "Ana Andromeda", **changes: Any) -> bytes:
    """Return a credential that ``world.home`` signed; ``changes`` are the achievement's."""
    key = queries.active_key(world.home.pk)
    key = key or services.make_key(world.actor("registrar"), world.home)
    issuer = Organisation.model_validate({"name": world.home.name, "country": "IE"})
    whole = {
        "id": f"http://localhost:8000/achievements/{uuid.uuid4()}",
        "issuer": issuer,
        "levels": (Level(framework="IE:NFQ", value="6"),),
    }
    of = samples.achievement(**(whole | changes))
    award = samples.award(achievement=of.id).model_dump() | {"learner": {"name": name}}
    return issue(
        of,
        Award.model_validate(award),
        signer=signer(key),
        at=AT,
        credential_id=f"urn:uuid:{uuid.uuid4()}",
        salt=samples.SALT,
    )


def foreign() -> bytes:
    """Return a credential of an issuer that nobody here knows."""
    return samples.issued()
