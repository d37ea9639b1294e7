"""What tests make things with. Each app adds its own functions below, through services."""

from web.world import OPERATOR, World, make_world, member, organisation, person

__all__ = ["OPERATOR", "World", "make_world", "member", "organisation", "person"]
