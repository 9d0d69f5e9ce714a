"""Guessing, poisoning and forging one's way in, and the one file that everybody is shown."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from fyrtaarn.foundation.models import Installation
from tests.cast import PASSWORD, Cast

WRONG = "not-the-password"


def log_in(client: Client, email: str, password: str, **meta: Any) -> int:
    return client.post("/log-ind/", {"username": email, "password": password}, **meta).status_code


def test_a_made_up_address_of_the_caller_does_not_open_the_lock(cast: Cast) -> None:
    client = Client()
    spellings = ("reader@example.test", "Reader@Example.TEST", " READER@example.test ", "reader@EXAMPLE.test")
    for number in range(settings.AXES_FAILURE_LIMIT):
        headers = {
            "HTTP_X_FORWARDED_FOR": f"10.1.1.{number}",
            "HTTP_X_REAL_IP": f"10.1.1.{number}",
            "HTTP_CLIENT_IP": "10.9.9.9",
        }
        log_in(client, spellings[number % 4], WRONG, **headers)
    assert log_in(client, "reader@example.test", PASSWORD) == 429
    assert log_in(client, "READER@example.test", PASSWORD, HTTP_X_FORWARDED_FOR="10.7.7.7") == 429
    assert log_in(Client(), "reader@example.test\t", PASSWORD) == 429


def test_logging_in_as_oneself_gives_no_new_guesses_at_somebody_else(cast: Cast) -> None:
    statuses = []
    for _number in range(settings.AXES_FAILURE_LIMIT + 2):
        statuses.append(log_in(Client(), "reader@example.test", WRONG))
        log_in(Client(), "contributor@example.test", PASSWORD)
    assert statuses[-1] == 429


def test_nobody_learns_which_addresses_have_an_account(cast: Cast) -> None:
    cast.reader.user.is_active = False
    cast.reader.user.save()
    cast.politician.user.set_unusable_password()
    cast.politician.user.save()
    answers, work = set(), []
    for email in ("nobody@example.test", "reader@example.test", "politician@example.test", "contributor@example.test"):
        with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as encode:
            response = Client().post(
                "/log-ind/", {"username": email, "password": PASSWORD if "reader" in email else WRONG}
            )
        body = response.content.decode().replace(email, "")
        answers.add((response.status_code, "".join(line for line in body.splitlines() if "csrf" not in line)))
        work.append(encode.call_count)
    assert len(answers) == 1
    assert min(work) >= 1
    forgotten = set()
    for email in ("nobody@example.test", "contributor@example.test", "reader@example.test"):
        response = Client().post("/log-ind/glemt/", {"email": email})
        forgotten.add((response.status_code, response["Location"]))
    assert len(forgotten) == 1


def test_a_reset_link_leads_to_this_site_whatever_the_request_says(cast: Cast) -> None:
    assert (
        Client().post("/log-ind/glemt/", {"email": "reader@example.test"}, HTTP_HOST="evil.example").status_code == 400
    )
    assert (
        Client()
        .post("/log-ind/glemt/", {"email": "reader@example.test"}, HTTP_HOST="testserver@evil.example")
        .status_code
        == 400
    )
    assert mail.outbox == []
    forged = {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_FORWARDED": "host=evil.example",
        "HTTP_X_HOST": "evil.example",
    }
    Client().post("/log-ind/glemt/", {"email": "reader@example.test"}, **forged)
    assert "evil" not in str(mail.outbox[0].message())
    assert mail.outbox[0].to == ["reader@example.test"]


def test_a_second_receiver_cannot_be_slipped_in(cast: Cast) -> None:
    for email in ("reader@example.test,evil@example.test", "reader@example.test\r\nBcc: evil@example.test",
                  "reader@example.test evil@example.test"):  # fmt: skip
        Client().post("/log-ind/glemt/", {"email": email})
    assert mail.outbox == []


def test_a_session_that_was_planted_is_not_the_one_that_is_logged_in(cast: Cast) -> None:
    client = Client()
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    assert log_in(client, "reader@example.test", PASSWORD) == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    assert other.get("/projekter/").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(cast: Cast) -> None:
    thief = cast.reader.client()
    assert thief.get("/projekter/").status_code == 200
    Client().post("/log-ind/glemt/", {"email": "reader@example.test"})
    link = next(word for word in str(mail.outbox[0].body).split() if "/ny-adgangskode/" in word)
    owner = Client()
    page = owner.get(link.removeprefix("http://testserver"))
    new = "an-entirely-new-password"
    assert owner.post(page["Location"], {"new_password1": new, "new_password2": new}).status_code == 302
    assert thief.get("/projekter/").status_code == 302
    # The link has done its work.
    assert "new_password1" not in Client().get(link.removeprefix("http://testserver"), follow=True).content.decode()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(mode: str = "RGB", size: tuple[int, int] = (20, 10), **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, how.pop("format", "PNG"), **how)
    return file.getvalue()


def with_chunk(name: bytes, data: bytes) -> bytes:
    whole = png()
    return whole[:33] + chunk(name, data) + whole[33:]


def bomb(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "svg": SVG,
    "html": b"<html><script>alert(1)</script></html>",
    "gif": png("P", format="GIF"),
    "truncated": png(size=(300, 300))[:-40],
    "no data": png()[:33] + chunk(b"IEND", b""),
    "wide": bomb(100_000, 10),
    "vast": bomb(30_000, 30_000),
    "text bomb": with_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 80_000_000)),
    "text bomb, the other kind": with_chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(b"x" * 80_000_000)),
    "colour bomb": with_chunk(b"iCCP", b"a\0\0" + zlib.compress(b"x" * 80_000_000)),
    "broken chunk": with_chunk(b"tRNS", b"x" * 7)[:60],
    "broken header": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 5),
    "nothing": b"",
    "large": b"\x89PNG" + b"\0" * 1_100_000,
}
GOOD = {
    "grey of 16 bits": png("I;16"),
    "grey with alpha": png("LA"),
    "palette": png("P"),
    "one bit": png("1"),
    "print colours": png("CMYK", format="JPEG"),
    "webp": png("RGBA", format="WEBP"),
    "with a page behind it": png() + b"<script>alert(1)</script>" + SVG,
    "with a page in it": with_chunk(b"tEXt", b"a\0<script>alert(1)</script>"),
}


def hand_in(client: Client, content: bytes, name: str = "logo.png") -> int:
    data = {"name": "Sorø", "colour": "#0059b3", "new_logo": SimpleUploadedFile(name, content, "image/png")}
    return client.post("/administration/udseende/", data).status_code


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("name", BAD)
def test_what_is_no_picture_is_no_logo(cast: Cast, name: str) -> None:
    assert hand_in(cast.administrator.client(), BAD[name]) == 422
    assert Installation.current().logo == ""


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_is_stored_anew_and_nothing_comes_along(cast: Cast, name: str) -> None:
    client = cast.administrator.client()
    assert hand_in(client, GOOD[name], "../../x.svg\r\nX: y") == 302
    served = client.get("/logo.png")
    content = b"".join(served)
    assert served["Content-Type"] == "image/png"
    assert b"script" not in content
    assert Path(settings.MEDIA_ROOT, "logo", Installation.current().logo).is_file()


def test_where_a_photo_was_taken_is_not_told(cast: Cast) -> None:
    picture, file = Image.new("RGB", (20, 10)), io.BytesIO()
    exif = picture.getexif()
    exif[0x010E] = "taken at home"
    picture.save(file, "JPEG", exif=exif, icc_profile=b"profile of somebody", comment=b"of somebody")
    client = cast.administrator.client()
    assert hand_in(client, file.getvalue()) == 302
    content = b"".join(client.get("/logo.png"))
    assert b"taken at home" not in content
    assert b"iCCP" not in content
    assert b"somebody" not in content


def test_what_was_typed_elsewhere_is_not_written_down_with_a_wrong_password(cast: Cast) -> None:
    data = {"username": "reader@example.test", "password": WRONG, "again_path": "/x/", "typed.a": "Hemmeligord"}
    for _number in range(settings.AXES_FAILURE_LIMIT + 1):
        response = Client().post("/log-ind/", data)
        assert "Hemmeligord" in response.content.decode()
    assert response.status_code == 429
    assert AccessAttempt.objects.exists()
    for model in (AccessAttempt, AccessLog, AccessFailureLog):
        assert "Hemmeligord" not in str(list(model.objects.values()))
