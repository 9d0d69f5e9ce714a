"""*Hvad mangler?*: everything that should be there and is not."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.lists import COUNT_BOUND, Page, Sort, page_of
from fyrtaarn.foundation.registries import Hole, HoleRule
from fyrtaarn.foundation.registries import holes as rules
from fyrtaarn.foundation.tables import table_response
from fyrtaarn.organisation.http import Request

FIRST = 5
SORTS = (Sort("nr", "pk"),)


@dataclass
class Group:
    rule: HoleRule
    count: int = 0
    holes: list[tuple[Hole, str]] = field(default_factory=list)

    @property
    def count_text(self) -> str:
        return str(self.count) if self.count <= COUNT_BOUND else f"{COUNT_BOUND}+"


class HoleFilter(forms.Form):
    regel = forms.ChoiceField(label=_("Rule"), required=False)
    alvor = forms.ChoiceField(
        label=_("Severity"),
        required=False,
        choices=[("", _("All")), ("1", _("serious")), ("2", _("should be mended")), ("3", _("nice to have"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regel"].choices = [("", _("All rules")), *((r.key, r.title) for r in rules)]  # type: ignore[attr-defined]


def described(viewer: Any, rule: HoleRule, rows: Any) -> list[tuple[Hole, str]]:
    """Each hole with the address that this viewer can use: the field, or the record."""
    found = []
    for row in rows:
        hole = rule.describe(row)
        found.append((hole, hole.link if rule.may_mend(viewer, row) else row.get_absolute_url()))
    return found


def holes(request: Request) -> HttpResponse:
    """The first holes of every rule; with a rule chosen, all of that one's, page by page."""
    viewer = request.viewer
    if not viewer.reads_internal:
        raise Http404
    form = HoleFilter(request.GET)
    form.is_valid()
    key, severity = form.cleaned_data.get("regel"), form.cleaned_data.get("alvor")
    chosen = [r for r in rules if (not key or r.key == key) and (not severity or r.severity == int(severity))]
    context: dict[str, Any] = {"form": form, "export_query": request.GET.urlencode()}
    if key and chosen:
        page: Page = page_of(chosen[0].rows(viewer), request.GET, SORTS, default="nr")
        context |= {"page": page, "rule": chosen[0], "found": described(viewer, chosen[0], page.rows)}
        return render(request, "overview/holes_of_rule.html", context)
    groups = []
    for rule in sorted(chosen, key=lambda r: r.severity):
        rows = rule.rows(viewer)
        group = Group(rule, rows.order_by()[: COUNT_BOUND + 1].count())
        if group.count:
            group.holes = described(viewer, rule, rows[:FIRST])
            groups.append(group)
    context |= {"groups": groups, "total": sum(g.count for g in groups), "holes_url": reverse("holes")}
    return render(request, "overview/holes.html", context)


def export(request: Request, fmt: str) -> Any:
    """The holes of the same filter as a table, at most as many per rule as are counted exactly."""
    viewer = request.viewer
    if not viewer.reads_internal:
        raise Http404
    form = HoleFilter(request.GET)
    form.is_valid()
    key, severity = form.cleaned_data.get("regel"), form.cleaned_data.get("alvor")
    lines = []
    for rule in rules:
        if (not key or rule.key == key) and (not severity or rule.severity == int(severity)):
            for hole, _link in described(viewer, rule, rule.rows(viewer)[:COUNT_BOUND]):
                lines.append([str(rule.title), hole.label, str(hole.text), hole.area, hole.whose, hole.since])
    headings = [_("Rule"), _("Where"), _("What is missing"), _("Focus area"), _("Whose turn"), _("Since")]
    return table_response(lines, headings, str(_("holes")), fmt)
