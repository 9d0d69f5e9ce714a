"""The municipality's name, colour, logo and statement."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from fyrtaarn.foundation import actions
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.models import Change, Installation
from tests.cast import Cast

pytestmark = pytest.mark.django_db

GOOD = {
    "name": "Sorø Kommune",
    "colour": "#7a0019",
    "statement_url": "",
    "contact": "web@soroe.example",
    "revision": "0",
}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, kind)
    return SimpleUploadedFile(f"../../logo.{kind.lower()}", file.getvalue())


def test_the_administrator_changes_name_and_colour_and_everybody_sees_it(cast: Cast) -> None:
    answer = cast.administrator.client().post(reverse("look"), GOOD)
    assert answer.status_code == 302
    assert "Sorø Kommune" in Client().get(reverse("log_in")).content.decode()
    assert "--brand:#7a0019" in Client().get(reverse("theme")).content.decode()
    change = Change.objects.get(verb="foundation.installation.saved")
    assert change.actor == cast.administrator.user


@pytest.mark.parametrize("role", ["executive_board", "concept_owner", "unit_head", "reader", "politician"])
def test_nobody_else_may(cast: Cast, role: str) -> None:
    assert cast[role].client().get(reverse("look")).status_code == 403
    assert cast[role].client().post(reverse("look"), GOOD).status_code == 403
    with pytest.raises(Forbidden):
        actions.save_look(by=cast[role].viewer, allowed=False, installation=Installation.current())


@pytest.mark.parametrize("colour", ["#ffff00", "red", "#12345", "#0059b3;}body{display:none"])
def test_a_colour_that_is_none_or_too_light_is_refused_with_what_was_typed(cast: Cast, colour: str) -> None:
    answer = cast.administrator.client().post(reverse("look"), {**GOOD, "colour": colour})
    assert answer.status_code == 422
    assert "Sorø Kommune" in answer.content.decode()
    assert Installation.current().colour == "#0059b3"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example/", "not an address"])
def test_a_statement_is_a_web_address(cast: Cast, address: str) -> None:
    assert cast.administrator.client().post(reverse("look"), {**GOOD, "statement_url": address}).status_code == 422


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_written_anew_as_png(cast: Cast, kind: str) -> None:
    client = cast.administrator.client()
    assert client.post(reverse("look"), {**GOOD, "new_logo": picture(kind)}).status_code == 302
    answer = Client().get(reverse("logo"))
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>"),
        SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\nnothing"),
        SimpleUploadedFile("logo.png", b"x" * (1024 * 1024 + 1)),
    ],
    ids=["no image", "truncated", "too large"],
)
def test_what_is_no_image_is_refused_and_nothing_changes(cast: Cast, file: SimpleUploadedFile, tmp_path: Path) -> None:
    file.seek(0)
    answer = cast.administrator.client().post(reverse("look"), {**GOOD, "new_logo": file})
    assert answer.status_code == 422
    assert Installation.current().name == "Fyrtårn"
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_a_logo_can_be_taken_away_again(cast: Cast) -> None:
    client = cast.administrator.client()
    client.post(reverse("look"), {**GOOD, "new_logo": picture()})
    client.post(reverse("look"), {**GOOD, "revision": "1", "no_logo": "on"})
    assert Installation.current().logo == ""
    assert Client().get(reverse("logo")).status_code == 404


def test_a_refused_form_leaves_no_file_behind(cast: Cast, tmp_path: Path) -> None:
    client = cast.administrator.client()
    client.post(reverse("look"), {**GOOD, "new_logo": picture()})
    # Somebody else saved meanwhile: the revision is old.
    answer = client.post(reverse("look"), {**GOOD, "name": "Mine", "revision": "0", "new_logo": picture()})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert len(list(tmp_path.rglob("*.png"))) == 1


def test_its_history_can_be_read_by_the_administrator(cast: Cast) -> None:
    client = cast.administrator.client()
    client.post(reverse("look"), GOOD)
    client.post(reverse("look"), {**GOOD, "name": "Sorø", "revision": "1"})
    page = client.get(reverse("history", args=["installation", Installation.current().uuid])).content.decode()
    assert "Sorø Kommune" in page
    assert (
        cast.reader.client().get(reverse("history", args=["installation", Installation.current().uuid])).status_code
        == 404
    )
