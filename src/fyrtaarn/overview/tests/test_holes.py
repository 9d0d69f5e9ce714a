"""*Hvad mangler?*"""

from fyrtaarn.foundation import registries
from fyrtaarn.portfolio.tests.make import make_focus_area, make_project
from tests.cast import Cast


def test_orphans_stand_on_the_page_with_the_way_to_mend_them(cast: Cast) -> None:
    make_focus_area("Nobody works on it")
    project = make_project(cast, "Serves nothing", focus_area=make_focus_area("Other"))
    page = cast.project_manager.client().get("/huller/").content.decode()
    assert "Nobody works on it" in page
    assert f"/projekter/{project.number}/liste/maal/ny/" in page


def test_who_cannot_mend_a_hole_is_led_to_the_record(cast: Cast) -> None:
    project = make_project(cast, "Serves nothing")
    page = cast.reader.client().get("/huller/").content.decode()
    assert f"/projekter/{project.number}/liste/" not in page
    assert f'href="{project.get_absolute_url()}"' in page


def test_one_rule_is_walked_page_by_page(cast: Cast) -> None:
    area = make_focus_area()
    for number in range(60):
        make_project(cast, f"Project {number:02d}", focus_area=area)
    client = cast.concept_owner.client()
    page = client.get("/huller/?regel=portfolio.project_without_goal").content.decode()
    assert "Project 00" in page
    assert "Project 55" not in page
    assert "regel=portfolio.project_without_goal" in page
    assert "efter=" in page


def test_every_rule_can_be_read_by_everybody_inside(cast: Cast) -> None:
    make_project(cast)
    for rule in registries.holes:
        for viewer in (cast.reader.viewer, cast.board.viewer):
            for row in rule.rows(viewer)[:3]:
                assert rule.describe(row).label
                assert isinstance(rule.may_mend(viewer, row), bool)
                assert row.get_absolute_url()


def test_holes_of_hidden_records_are_not_counted(cast: Cast) -> None:
    make_project(cast, "Hidden", circle="restricted")
    assert "Hidden" not in cast.reader.client().get("/huller/").content.decode()


def test_politicians_do_not_see_the_holes(cast: Cast) -> None:
    assert cast.politician.client().get("/huller/").status_code == 404
