"""What everybody may read."""

from datetime import date

from django.test import Client

from fyrtaarn.portfolio.tests.make import make_focus_area, make_project
from tests.cast import Cast


def test_only_what_is_public_and_launched_is_there(cast: Cast) -> None:
    launched = make_focus_area("Launched area", circle="public", launched_on=date(2006, 11, 1))
    make_focus_area("Later area", circle="public", launched_on=date(2006, 12, 1))
    make_focus_area("Internal area")
    make_project(cast, "Open project", focus_area=launched, circle="public")
    make_project(cast, "Closed project", focus_area=launched)
    page = Client().get("/").content.decode()
    assert "Launched area" in page
    assert "Open project" in page
    for hidden in ("Later area", "Internal area", "Closed project"):
        assert hidden not in page


def test_the_front_page_is_the_same_for_those_inside(cast: Cast) -> None:
    make_focus_area("Internal area")
    assert "Internal area" not in cast.concept_owner.client().get("/").content.decode()


def test_an_empty_front_page_says_so(db: None) -> None:
    assert Client().get("/").status_code == 200
