"""The floor of the list of projects: what the page would cost if it were made by hand.

Same server, middleware, session, viewer and page frame; the same questions to the database, written as lean SQL;
the same content, put together by string formatting. No forms, no models, no templates of its own.
"""

from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.safestring import mark_safe

from fyrtaarn.organisation.http import Request
from fyrtaarn.portfolio.models import PhaseChoices, Project
from fyrtaarn.portfolio.views.projects import guard
from fyrtaarn.strategy.models import Lights

FRAME = engines["django"].from_string(
    '{% extends "base.html" %}{% block title %}Gulv{% endblock %}{% block content %}{{ body }}{% endblock %}'
)
# What an insider sees: nothing restricted, and nothing of a restricted focus area.
SEEN = """p.circle <> 'restricted' AND NOT (p.focus_area_id IS NOT NULL AND p.focus_area_id IN
 (SELECT id FROM strategy_focusarea WHERE circle = 'restricted'))"""
ROWS = f"""SELECT p.id, p.number, p.title, a.title, p.phase, p.status, p.light, u.name, o.name, p.changed_at
 FROM portfolio_project p LEFT JOIN strategy_focusarea a ON a.id = p.focus_area_id
 LEFT JOIN organisation_unit u ON u.id = p.unit_id LEFT JOIN organisation_person o ON o.id = p.owner_id
 WHERE p.status IN ('running', 'paused') AND {SEEN} ORDER BY p.number_key DESC, p.id DESC LIMIT 51"""
COUNT = f"""SELECT COUNT(*) FROM (SELECT 1 FROM portfolio_project p
 WHERE p.status IN ('running', 'paused') AND {SEEN} LIMIT 10001) AS counted"""
DRAFTS = "SELECT COUNT(*) FROM portfolio_project p WHERE p.number_key = 0 AND p.registrar_id = %s"
AREAS = "SELECT uuid, title FROM strategy_focusarea WHERE circle <> 'restricted' ORDER BY position, sort_key LIMIT 100"
NEXT = """SELECT project_id, COALESCE(forecast, baseline), title FROM portfolio_milestone
 WHERE done_on IS NULL AND project_id IN ({}) ORDER BY 2 DESC, id DESC"""
SHAPES = {
    "green": '<circle cx="8" cy="8" r="7"/>',
    "yellow": '<path d="M8 1 15.5 15H.5z"/>',
    "red": '<path d="M8 0l8 8-8 8-8-8z"/>',
    "none": '<circle class="light__ring" cx="8" cy="8" r="6"/>',
}
MONTHS = "jan. feb. marts april maj juni juli aug. sept. okt. nov. dec.".split()
ROW = (
    '<tr><td class="nowrap">{}</td><th scope="row"><a href="/projekter/{}/">{}</a></th><td>{}</td><td>{}</td>'
    '<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class="number"></td><td class="nowrap">{}</td></tr>\n'
)
FIELD = '<div class="form-group"><label class="form-label" for="id_{0}">{1}</label>{2}</div>\n'
SORT = (
    '<th scope="col"><a class="sort" href="?sorter={0}">{1}<svg class="icon-svg" focusable="false" aria-hidden="true">'
    '<use href="/static/dkfds/img/all-svg-icons.svg#sort-default"></use></svg></a></th>'
)


def floor(request: Request) -> HttpResponse:
    guard(request)
    rows = ask(ROWS)[:50]
    count = ask(COUNT)[0][0]
    drafts = ask(DRAFTS, request.viewer.account_id)[0][0]
    keys = [row[0] for row in rows]
    found = ask(NEXT.format(", ".join(["%s"] * len(keys))), *keys) if keys else []
    following = {key: (due, title) for key, due, title in found}
    parts = ['<div class="page-head"><h1>Projekter</h1></div>', *form(ask(AREAS)), f"<p>{drafts} kladder</p>"]
    parts.append('<div class="table-scroll" tabindex="0" role="region"><table class="table"><thead><tr>')
    parts.extend(SORT.format(name.lower(), name) for name in ("Nummer", "Titel", "Fase", "Tilstand", "Udfyldt"))
    parts.append("</tr></thead><tbody>")
    parts.extend(body(rows, following))
    parts.append(f"</tbody></table></div><p>{count} rækker</p>")
    return HttpResponse(FRAME.render({"body": mark_safe("".join(parts))}, request))


def ask(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def form(areas: list[Any]) -> Iterator[str]:
    yield '<details class="filters"><summary>Filter</summary><form method="get" role="search">'
    for name in ("tekst", "enhed", "ejer", "pejlemaerke"):
        yield FIELD.format(name, name, f'<input type="text" name="{name}" class="form-input" id="id_{name}">')
    lists = {
        "fokusomraade": [(uuid, title) for uuid, title in areas],
        "fase": PhaseChoices.choices,
        "lys": Lights.choices,
        "status": Project.Statuses.choices,
        "udfyldt": [("mangler", "Noget mangler"), ("fuldt", "Intet mangler")],
    }
    for name, choices in lists.items():
        options = "".join(f'<option value="{value}">{escape(str(label))}</option>' for value, label in choices)
        yield FIELD.format(name, name, f'<select name="{name}" class="form-select" id="id_{name}">{options}</select>')
    yield "</form></details>"


def body(rows: list[Any], following: dict[Any, Any]) -> Iterator[str]:
    phases, lights = {k: str(v) for k, v in PhaseChoices.choices}, {k: str(v) for k, v in Lights.choices}
    for key, number, title, area, phase, status, light, unit, owner, changed in rows:
        due, milestone = following.get(key, (None, ""))
        state = (
            f'<span class="light light--{light}"><svg class="light__shape" viewBox="0 0 16 16" aria-hidden="true" '
            f'focusable="false">{SHAPES[light]}</svg><span>{lights[light]}</span></span>'
            if status == "running"
            else f'<span class="pill">{status}</span>'
        )
        ahead = f'<span class="nowrap">{day(due)}</span> <span class="hint">{escape(milestone)}</span>' if due else ""
        yield ROW.format(
            number, number, escape(title), escape(area or "–"), phases[phase], state, escape(unit or "–"),
            escape(owner or "–"), ahead, day(changed),
        )  # fmt: skip


def day(value: Any) -> str:
    """SQLite hands out texts, PostgreSQL dates."""
    found = value if isinstance(value, date) else datetime.fromisoformat(value)
    return f"{found.day}. {MONTHS[found.month - 1]} {found.year}"


urlpatterns = [path("gulv/", floor), path("", include("fyrtaarn.entrance.urls"))]
