"""Tags and filters of the page frame; they are builtins of every template (see settings)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyrtaarn.foundation import registries, wording

register = template.Library()
for _filter in (wording.day, wording.moment, wording.kroner, wording.plain_number, wording.cell):
    register.filter(_filter)

# Of what page_of reads from the address: where in the list somebody stands.
POSITION = ("efter", "foer", "side")
LONGEST_CRUMB = 60


class NavLink(NamedTuple):
    key: str
    label: str
    url: str
    is_current: bool


def icon_svg(name: str) -> SafeString:
    return format_html(
        '<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("dkfds/img/all-svg-icons.svg"),
        name,
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of DKFDS' icons, for show only: the words stand beside it."""
    return icon_svg(name)


@register.simple_tag
def crumb(url: str, label: Any) -> SafeString:
    """One step of the breadcrumb; without an address it is the page itself. A long name is cut short."""
    label = Truncator(label).chars(LONGEST_CRUMB)
    inner = (
        format_html('<a class="breadcrumbs__link" href="{}">{}</a>', url, label)
        if url
        else format_html('<span aria-current="page">{}</span>', label)
    )
    return format_html('<li class="breadcrumbs__list-item">{}{}</li>', icon_svg("chevron-right"), inner)


@register.simple_tag
def button(url: str, label: Any, kind: str = "primary") -> SafeString:
    """A link that looks like a button. ``kind``: primary, secondary, tertiary or warning."""
    return format_html('<a class="button button-{}" href="{}">{}</a>', kind, url, label)


# Each light has a shape of its own, so that it can be told without its colour.
_SHAPES = {
    "green": '<circle cx="8" cy="8" r="7"/>',
    "yellow": '<path d="M8 1 15.5 15H.5z"/>',
    "red": '<path d="M8 0l8 8-8 8-8-8z"/>',
    "none": '<circle class="light__ring" cx="8" cy="8" r="6"/>',
}


_WORDS = {
    "green": gettext_lazy("on track"),
    "yellow": gettext_lazy("at risk"),
    "red": gettext_lazy("off track"),
    "none": gettext_lazy("not assessed"),
}


def light_words(value: str) -> str:
    return str(_WORDS.get(value, _WORDS["none"]))


@register.simple_tag
def light(value: Any, label: Any = "") -> SafeString:
    """A light: shape, colour and words. ``label`` replaces the words."""
    key = str(value) if str(value) in _SHAPES else "none"
    return format_html(
        '<span class="light light--{}"><svg class="light__shape" viewBox="0 0 16 16" aria-hidden="true" '
        'focusable="false">{}</svg><span>{}</span></span>',
        key,
        mark_safe(_SHAPES[key]),
        label or light_words(key),
    )


def _address(context: template.Context, **changes: str) -> str:
    """The present address with some of its query changed; an empty value takes the name away."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name in (*POSITION, *changes):
        query.pop(name, None)
    for name, value in changes.items():
        if value:
            query[name] = value
    text = query.urlencode()
    return f"?{text}" if text else (request.path if request is not None else "?")


@register.simple_tag(takes_context=True)
def here_with(context: template.Context, **changes: str) -> str:
    """This page's address with other values in its query: ``{% here_with efter=page.after %}``."""
    return _address(context, **changes)


@register.simple_tag(takes_context=True)
def sort_heading(context: template.Context, page: Any, key: str, label: Any) -> SafeString:
    """A column heading that sorts: once for ascending, again for descending."""
    ascending, descending = page.sort == key, page.sort == f"-{key}"
    state = "ascending" if ascending else "descending" if descending else ""
    return format_html(
        '<th scope="col"{}><a class="sort" href="{}">{}{}</a></th>',
        format_html(' aria-sort="{}"', state) if state else "",
        _address(context, sorter=f"-{key}" if ascending else key),
        label,
        icon_svg(f"sort-{state or 'default'}"),
    )


@register.simple_tag(takes_context=True)
def is_filtered(context: template.Context, form: Any) -> bool:
    """Whether the address holds a value for any of the form's fields."""
    query = context["request"].GET
    return any(query.get(form.add_prefix(name)) for name in form.fields)


@register.simple_tag(takes_context=True)
def navigation_links(context: template.Context) -> list[NavLink]:
    """The navigation as links, the current one marked by where the address begins."""
    path = context["request"].path if "request" in context else ""
    links = []
    for entry in context.get("navigation") or []:
        url = reverse(entry.url_name)
        beginnings = (url, *entry.also)
        links.append(NavLink(entry.key, str(entry.label), url, any(path.startswith(b) for b in beginnings)))
    return links


@register.simple_tag(takes_context=True)
def history_link(context: template.Context, record: Any) -> SafeString:
    """A link to the record's history, where the viewer may read it."""
    viewer, entry = context.get("viewer"), registries.kinds.get(record.kind)
    if viewer is None or entry is None:
        return SafeString()
    if not (viewer.reads_internal or (entry.administrative and viewer.is_administrator)):
        return SafeString()
    return format_html(
        '<a class="history-link" href="{}">{}{}</a>',
        reverse("history", args=[record.kind, record.uuid]),
        icon_svg("time"),
        _("History"),
    )


@register.simple_tag(takes_context=True)
def show_panel(context: template.Context, panel: registries.Panel, values: dict[str, Any]) -> SafeString:
    """A panel of another room, with its own values beside the page's."""
    engine = context.template.engine  # type: ignore[union-attr]
    with context.push(panel=panel, **values):
        return mark_safe(engine.get_template(panel.template).render(context))


_CLASSES: tuple[tuple[type, str], ...] = (
    # Django's widget for several choices is a kind of the one for one choice, so it is asked first.
    (CheckboxSelectMultiple, "form-checkbox"),
    (CheckboxInput, "form-checkbox"),
    (RadioSelect, "form-radio"),
    (Select, "form-select"),
    (FileInput, "form-file"),
    (Textarea, "form-input"),
)


def _look(bound: BoundField) -> str:
    for widget, look in _CLASSES:
        if isinstance(bound.field.widget, widget):
            return look
    return "form-input"


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, label: Any = "") -> dict[str, Any]:
    """A form's field with label, help and errors in DKFDS' markup. ``label`` replaces the field's own.

    A field that says it is ``wanted`` (saving does without it, a later step does not) is not called optional.
    """
    widget, look = bound.field.widget, _look(bound)
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        # Each choice is drawn by itself and asks the widget for its class.
        widget.attrs["class"] = look
    return {
        "field": bound,
        "label": label or bound.label,
        "look": look,
        "is_group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "is_checkbox": isinstance(widget, CheckboxInput),
        "is_optional": not (bound.field.required or getattr(bound.field, "wanted", False))
        and not isinstance(widget, CheckboxInput),
    }


@register.filter
def with_class(bound: BoundField, look: str) -> SafeString:
    own = bound.field.widget.attrs.get("class", "")
    return bound.as_widget(attrs={"class": f"{look} {own}".strip()})


@register.simple_tag
def errors_of(form: Any) -> list[tuple[str, str, str]]:
    """The form's errors as (id of the field, label, text), in the form's order."""

    def found() -> Iterator[tuple[str, str, str]]:
        for error in form.non_field_errors():
            yield "", "", str(error)
        for bound in form:
            for error in bound.errors:
                grouped = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
                yield f"{bound.auto_id}_0" if grouped else bound.auto_id, str(bound.label), str(error)

    return list(found())


@register.filter(is_safe=False)
def paragraphs(text: Any) -> SafeString:
    """Plain text as paragraphs: an empty line ends one, a single line break stays a line break."""
    blocks = [b.strip("\n") for b in str(text or "").replace("\r\n", "\n").split("\n\n") if b.strip()]
    lines = ((format_html_join(mark_safe("<br>"), "{}", ((line,) for line in b.split("\n"))),) for b in blocks)
    return format_html_join("", "<p>{}</p>", lines)


@register.simple_tag
def url_or_empty(name: str) -> str:
    """An address by name, or nothing where the room that has it is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
