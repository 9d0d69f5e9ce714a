"""Tags, filters and parts that every page uses."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from fyrtaarn.foundation import wording
from fyrtaarn.foundation.lists import Page
from fyrtaarn.foundation.templatetags import ui


def rendered(text: str, address: str = "/projekter/", **context) -> str:
    return engines["django"].from_string(text).render(context, RequestFactory().get(address))


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(1234567, "1.234.567 kr."), (Decimal("12.50"), "12,50 kr."), (0, "0 kr."), (-500, "-500 kr."), (None, "")],
)
def test_amounts_are_written_the_danish_way(amount, shown: str) -> None:
    assert wording.kroner(amount).replace("\u00a0", " ") == shown


def test_dates_are_short_and_in_words() -> None:
    assert wording.day(date(2006, 11, 12)).replace("\u00a0", " ") == "12. nov. 2006"
    assert wording.day(None) == ""
    with translation.override("en"):
        assert wording.day(date(2006, 11, 12)).replace("\u00a0", " ") == "12 Nov 2006"


def test_text_becomes_paragraphs_and_markup_stays_text() -> None:
    assert ui.paragraphs("a\nb\n\n<b>c</b>\r\n\r\n") == "<p>a<br>b</p><p>&lt;b&gt;c&lt;/b&gt;</p>"
    assert ui.paragraphs("") == ""


@pytest.mark.parametrize("value", ["green", "yellow", "red", "none", "", None, "<b>"])
def test_a_light_has_a_shape_and_words(value) -> None:
    light = ui.light(value)
    assert "<svg" in light
    assert light.split("<span>")[1] != "</span></span>"
    assert "<b>" not in light


def test_the_lights_differ_in_shape_and_in_words() -> None:
    lights = [ui.light(v) for v in ("green", "yellow", "red", "none")]
    assert len({light.split("<svg")[1].split("</svg>")[0] for light in lights}) == 4
    assert len({light.split("<span>")[1] for light in lights}) == 4


def make_page(**facts) -> Page:
    return Page(
        **({"rows": [], "sort": "title", "before": "", "after": "", "count": 3, "counted_to_bound": False} | facts)
    )


def test_a_heading_sorts_and_keeps_the_filter_but_not_the_place() -> None:
    text = '{% sort_heading page "title" "Title" %}{% sort_heading page "phase" "Phase" %}'
    html = rendered(text, "/projekter/?q=b%26rn&efter=abc&side=sidste", page=make_page())
    assert 'aria-sort="ascending"' in html
    assert 'href="?q=b%26rn&amp;sorter=-title"' in html
    assert 'href="?q=b%26rn&amp;sorter=phase"' in html


def test_pages_keep_filter_and_sorting() -> None:
    html = rendered(
        '{% include "ui/_pagination.html" %}',
        "/projekter/?q=x&sorter=-title&foer=old",
        page=make_page(before="aa", after="bb", count=120),
    )
    assert 'href="?q=x&amp;sorter=-title&amp;efter=bb"' in html
    assert 'href="?q=x&amp;sorter=-title&amp;foer=aa"' in html
    assert 'href="?q=x&amp;sorter=-title&amp;side=sidste"' in html
    assert ">120 " in html


def test_a_short_list_has_no_pages() -> None:
    assert "<nav" not in rendered('{% include "ui/_pagination.html" %}', page=make_page())


class Filter(forms.Form):
    q = forms.CharField(required=False)


def test_a_filter_can_be_cleared_only_where_it_is_on() -> None:
    text = '{% include "ui/_filters.html" %}'
    assert rendered(text, "/projekter/?q=x&sorter=-title", form=Filter({"q": "x"})).count('href="/projekter/"') == 1
    assert 'name="sorter" value="-title"' in rendered(text, "/projekter/?q=x&sorter=-title", form=Filter({"q": "x"}))
    assert 'href="/projekter/"' not in rendered(text, form=Filter({}))


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="Short")
    size = forms.ChoiceField(label="Size", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed", required=False)


def test_a_field_is_tied_to_its_help_and_its_error() -> None:
    html = rendered('{% include "ui/_fields.html" %}', form=Sample({"title": "", "size": "<x>"}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'href="#id_title"' in html
    assert 'href="#id_size_0"' in html
    assert 'class="form-radio"' in html
    assert 'class="form-checkbox"' in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), ("", "–"), ("<b>", "&lt;b&gt;"), (1234, "1.234"), (date(2006, 1, 2), "2. jan. 2006")],
)
def test_cells_are_written_as_people_read_them(value, shown: str) -> None:
    assert str(wording.cell(value)).replace("\u00a0", " ") == shown


def test_a_crumb_without_an_address_is_the_page_itself() -> None:
    assert 'aria-current="page"' in ui.crumb("", "Here")
    assert '<a class="breadcrumbs__link" href="/x/">' in ui.crumb("/x/", "There")
