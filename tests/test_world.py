"""The world that the guards use holds one of everything."""

from tests.cast import Cast
from tests.world import World, kinds_of_record


def test_the_world_holds_one_record_of_each_kind(cast: Cast) -> None:
    world = World(cast)
    assert set(world.pool) == set(kinds_of_record())
    world.restricted_twin("Hemmeligord")
