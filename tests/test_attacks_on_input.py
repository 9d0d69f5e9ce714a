"""Addresses and forms as nobody would write them by hand: an answer in plain words, never a fault."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.test import Client

from fyrtaarn.foundation.pickers import PickerField
from fyrtaarn.organisation.lifecycle import Role
from fyrtaarn.portfolio.models import Milestone
from fyrtaarn.portfolio.tests.make import make_project
from fyrtaarn.strategy.tests.make import make_area, make_goal, make_mandate
from tests.addresses import addresses
from tests.cast import Cast, Member, make_person, make_unit, saved
from tests.test_matrix import read
from tests.world import World

LISTS = (
    "/projekter/",
    "/projekter/?sorter=opdateret",
    "/projekter/?sorter=titel",
    "/projekter/tidslinje/?alle=1",
    "/pejlemaerker/?sorter=besluttet",
    "/pejlemaerker/?sorter=aendret",
    "/pejlemaerker/?sorter=slags",
    "/personer/",
    "/organisation/?tekst=e",
    "/huller/?regel=portfolio.goal_without_project",
)


def cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


CURSORS = {
    "text": cursor("v", "x", 1),
    "infinite": encoded('["v", Infinity, 1]'),
    "not a number": encoded('["v", NaN, 1]'),
    "a very large number": encoded('["v", 1e999, 1]'),
    "a long number": cursor("v", 10**40, 10**40),
    "negative": cursor("v", -1, -(10**30)),
    "true": cursor("v", True, True),
    "a fraction": cursor("v", 1.5, 1),
    "no such day": cursor("d", "2006-02-31", 1),
    "the first day": cursor("t", "0001-01-01T00:00:00+00:00", 1),
    "the last day": cursor("t", "9999-12-31T23:59:59+00:00", 1),
    "a moment without a zone": cursor("t", "2006-11-12T10:00:00", 1),
    "the first date": cursor("d", "0001-01-01", 1),
    "half a character": cursor("v", "\ud800", 1),
    "nothing": cursor("v", "\x00", 1),
    "too few": cursor("v"),
    "an object": cursor("v", {"a": 1}, 1),
    "deep": encoded("[" * 20_000),
    "no base64": "%%%",
    "Danish": "æøå",
    "empty": "===",
}


@pytest.mark.filterwarnings("ignore:DateTimeField")
def test_a_made_up_place_in_a_list_shows_the_list(cast: Cast) -> None:
    project = make_project(cast)
    saved(Milestone(project=project, title="M", baseline=project.starts_on))
    make_goal(project.focus_area)
    make_mandate()
    client = cast.concept_owner.client()
    for url in LISTS:
        for name, text in CURSORS.items():
            for where in ("efter", "foer"):
                response = client.get(f"{url}{'&' if '?' in url else '?'}{where}={quote(text)}")
                assert response.status_code == 200, (url, where, name)


@pytest.mark.parametrize(
    "day",
    ["0001-01-01", "9999-12-31", "1899-12-31", "2006-02-31", "10000-01-01", "-1", "x", "0000-00-00", "2006-1-1"],
)
def test_any_day_may_be_asked_for(cast: Cast, day: str) -> None:
    assert cast.board.client().get(f"/overblik/?siden={day}").status_code == 200


STRANGE = {
    "a NUL": "%00",
    "broken UTF-8": "%ff%fe",
    "half a character": "%ED%A0%80",
    "a line end": "%0d%0aSet-Cookie:%20a=b",
    "very long": "x" * 20_000,
    "a very long number": "9" * 5_000,
    "a key": "uuid:%00",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "wildcards": "%25_%5C%27%22",
    "right to left": "%E2%80%AE",
}
NAMES = (
    "tekst", "q", "sorter", "efter", "foer", "side", "fokusomraade", "fase", "lys", "status", "udfyldt", "enhed",
    "ejer", "enhed_choice", "ejer_choice", "pejlemaerke", "slags", "art", "regel", "alvor", "under", "siden", "alle",
    "next", "lukkede",
)  # fmt: skip


def test_nothing_strange_in_an_address_is_a_fault(cast: Cast) -> None:
    world, client = World(cast), cast.concept_owner.client()
    for name, urls in addresses(world).items():
        if name.endswith(("_edit", "_remove", "_new")) and name != "project_new":
            continue
        for strange, value in STRANGE.items():
            query = "&".join(f"{n}={value}" for n in NAMES for _again in (1, 2))
            response = client.get(f"{urls[0]}?{query}")
            assert response.status_code < 500, (urls[0], strange)
            assert b"<script>alert(1)" not in read(response)


@pytest.mark.parametrize(
    "value", ["%00", "%ff", "P-%00", "P-2006-%00", "p-2006-00%F0%9D%9F%8F", "..", "%2e%2e%2f", "P-" + "9" * 3000]
)
def test_no_address_of_a_project_is_a_fault(cast: Cast, value: str) -> None:
    make_project(cast)
    assert cast.concept_owner.client().get(f"/projekter/{value}/").status_code in {400, 404}


POSTED = {
    "NUL": "\x00",
    "control characters": "a\x08\x1b[31m\x7f",
    "half a character": "\ud800",
    "very long": "x" * 100_000,
    "a long number": "9" * 400,
    "a power": "1e999999",
    "not a number": "NaN",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "a script's address": "javascript:alert(1)",
    "a key": "uuid:00000000-0000-0000-0000-000000000000",
}


def forms(world: World, members: list[Member]) -> Iterator[tuple[Client, str, Any]]:
    """Every form of the house, for the first of these who may fill it in."""
    clients = [m.client() for m in members]
    for name, urls in addresses(world).items():
        if name in {"log_out", "log_in", "language", "password_change"} or name.startswith("account_"):
            continue
        if name.endswith("_part_edit"):  # the form of _part_new
            continue
        for client in clients:
            page = client.get(urls[0])
            form = (page.context or {}).get("form") if page.status_code == 200 else None
            if form is not None and b'method="post"' in page.content:
                yield client, urls[0], form
                break


def test_nothing_strange_in_a_form_is_a_fault(cast: Cast) -> None:
    """The same strange thing in every field, and in every choice of a picker."""
    world, found = World(cast), 0
    for client, url, form in forms(world, [cast.concept_owner, cast.administrator, cast.board]):
        found += 1
        for strange, value in POSTED.items():
            text = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            data = dict.fromkeys(form.fields, text) | {"revision": ""}
            choices = {f"{n}_choice": text for n, f in form.fields.items() if isinstance(f, PickerField)}
            for more in (choices, {}) if choices else ({},):
                response = client.post(url, data | more)
                assert response.status_code in {200, 302, 409, 422}, (url, strange, response.status_code)
                assert b"<script>alert(1)" not in response.content
                assert b"<img src=x" not in response.content
    assert found > 40


def test_what_people_write_is_shown_as_text_everywhere(cast: Cast) -> None:
    """One record of every kind whose every text is markup, on every page there is."""
    world = World(cast)
    markup = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    from django.db import connection, models

    for model in world.pool:
        texts = [
            f for f in model._meta.local_concrete_fields
            if isinstance(f, models.CharField | models.TextField) and not f.choices and not f.unique
            and not isinstance(f, models.EmailField | models.URLField | models.SlugField)
            and f.name not in {"colour", "logo", "number", "pattern", "field", "circle", "key"}
        ]  # fmt: skip
        with connection.cursor() as database:
            for field in texts:
                text = markup[: field.max_length or 200]
                database.execute(f'UPDATE {model._meta.db_table} SET "{field.column}" = %s', [text])
    wrong = []
    for role in ("anonymous", Role.CONCEPT_OWNER, Role.ADMINISTRATOR, Role.POLITICIAN):
        client = cast.clients()[role]
        for urls in addresses(world).values():
            for url in urls:
                response = client.get(url)
                body = read(response)
                if response.get("Content-Type", "").startswith("text/html") and (
                    b"<script>a" in body or b"<img src=x" in body
                ):
                    wrong.append(f"{url} as {role}")
                assert response.status_code < 500, url
    assert wrong == []


def test_a_document_is_linked_by_web_addresses_only(cast: Cast) -> None:
    project = make_project(cast)
    url = f"{project.get_absolute_url()}liste/dokumenter/ny/"
    client = cast.project_manager.client()
    for link in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", " javascript:alert(1)",
                 "java\nscript:alert(1)", "https://x\" onmouseover=alert(1)", "//evil.example"):  # fmt: skip
        response = client.post(url, {"title": "T", "link": link})
        saved_as = project.documents.values_list("link", flat=True).first() or ""
        assert response.status_code == 422 or saved_as.startswith("https://"), (link, saved_as)
        project.documents.all()._raw_delete("default")
    for pattern in (
        "javascript:alert({id})//https://",
        "https:{id}",
        "data:{id}",
        "https://a/{id}{id}",
        "https://{0}{id}",
    ):
        answer = cast.administrator.client().post(
            "/administration/dokumentsystemer/nyt/", {"name": pattern, "pattern": pattern}
        )
        assert answer.status_code == 422, pattern


def test_an_export_holds_no_live_formula_and_no_broken_header(cast: Cast) -> None:
    live = (
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        ' =cmd|"/c calc"!A0',
        ";=1",
    )
    for number, text in enumerate(live, 1):
        make_project(cast, text, serial=number, light_reason=f"{text}\r\n=2")
    client = cast.project_manager.client()
    response = client.get("/projekter/eksport/csv/")
    import csv
    import io

    for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), cell
    assert "\n" not in response["Content-Disposition"]
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(read(client.get("/projekter/eksport/xlsx/"))))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


ELSEWHERE = (
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "///evil.example",
    "/\t/evil.example",
    "\x00//evil.example",
    "https:///evil.example",
    "//evil.example\\@testserver",
    "evil.example",
)


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_nobody_is_led_off_the_site(cast: Cast, next_page: str) -> None:
    from tests.cast import PASSWORD

    for carried in ({}, {"again_path": next_page, "typed.title": "x"}):
        client = Client()
        data = {"username": "reader@example.test", "password": PASSWORD, "next": next_page, **carried}
        response = client.post("/log-ind/", data, REMOTE_ADDR="10.0.0.1")
        if response.status_code == 302:
            assert response["Location"].startswith("/")
            assert not response["Location"].startswith(("//", "/\\"))
        else:
            assert "evil.example" not in response.content.decode()
        there = client.get("/log-ind/", {"next": next_page})
        # A NUL is refused before anybody looks where it leads.
        assert there.status_code == 400 or there["Location"].startswith("/")
        assert "evil" not in there.get("Location", "")
        language = client.post("/sprog/", {"language": "en", "next": next_page})
        assert urlsplit(urljoin("http://testserver/", language["Location"])).netloc == "testserver"


def test_a_form_from_another_site_is_carried_nowhere(cast: Cast) -> None:
    for client in (Client(enforce_csrf_checks=True), cast.concept_owner.client()):
        client.handler.enforce_csrf_checks = True
        for headers in ({"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_REFERER": "https://evil.example/testserver"},
                        {"HTTP_ORIGIN": "null"}, {}):  # fmt: skip
            for url in ("/fokusomraader/nyt/", "/log-ind/", "/sprog/"):
                response = client.post(
                    url, {"title": "Put in by evil", "again_path": "/x/", "typed.a": "evil"}, **headers
                )
                assert response.status_code == 403
                assert "evil" not in response.content.decode()


def test_an_endless_request_is_turned_away_before_it_is_read() -> None:
    for url in ("/log-ind/", "/findes-ikke/"):
        response = Client().post(url, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(10**12))
        assert response.status_code == 413


def test_nothing_private_is_kept_by_a_cache(cast: Cast) -> None:
    world = World(cast)
    client = cast.concept_owner.client()
    for name, urls in addresses(world).items():
        response = client.get(urls[0])
        if name not in {"theme", "logo"} and response.status_code == 200:
            assert "no-store" in response["Cache-Control"], name
    make_area()
    # What somebody typed into a form after their session ran out.
    typed = Client().post("/fokusomraader/nyt/", {"title": "Half a thought"})
    assert "Half a thought" in typed.content.decode()
    assert "no-store" in typed["Cache-Control"]


def test_no_light_is_set_for_a_day_to_come(cast: Cast) -> None:
    """It would stand on top of every list of what is new until that day, and date every later change."""
    project = make_project(cast)
    for day, status in (
        ("2006-11-13", 422),
        ("2199-12-31", 422),
        ("9999-12-31", 422),
        ("0001-01-01", 422),
        ("2006-11-12", 302),
    ):
        data = {"light": "red", "reason": "Why", "on": day}
        response = cast.project_manager.client().post(f"{project.get_absolute_url()}lys/", data)
        assert response.status_code == status, day


def test_a_very_deep_organisation_is_still_shown(cast: Cast) -> None:
    parent = cast.town
    for number in range(120):
        parent = make_unit(f"Level {number}", parent=parent)
    client = cast.reader.client()
    assert client.get("/organisation/").status_code == 200
    assert client.get(parent.get_absolute_url()).status_code == 200


def test_an_address_for_mail_holds_nothing_but_the_address(cast: Cast) -> None:
    person = make_person("Somebody", email="a?bcc=x&body=y@example.test")
    page = cast.reader.client().get(person.get_absolute_url()).content.decode()
    assert "mailto:a%3Fbcc%3Dx%26body%3Dy@example.test" in page
