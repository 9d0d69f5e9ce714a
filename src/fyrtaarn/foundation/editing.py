"""The one way a form page works: shown, refused with what was typed, conflicting, or saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from fyrtaarn.foundation.errors import Conflict
from fyrtaarn.foundation.forms import shown
from fyrtaarn.foundation.http import Request
from fyrtaarn.foundation.recording import differing
from fyrtaarn.foundation.text import looks_like_personal_id


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: Any
    mine: Any


def edit(
    request: Request,
    *,
    make_form: Callable[[Any], forms.BaseForm],
    save: Callable[[Any], Any],
    title: str,
    back: str,
    done: str = "",
    goto: Callable[[Any], str] | None = None,
    template: str = "ui/form_page.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or run the action ``save`` with the valid form and go ``back`` (or where ``goto`` says).

    What is wrong comes back as 422 beside the field, with what was typed; somebody else's save in between as
    409 with the fields that differ. Saving again then means: mine, knowingly.
    """
    posted = request.method == "POST"
    form = make_form(request.POST if posted else None)
    differences: list[Difference] = []
    status = 200
    if posted:
        status = 422
        if form.is_valid():
            try:
                result = save(form)
            except Conflict as conflict:
                differences, status = _differences(form, conflict), 409
                # Sending the form again then means: mine, knowingly.
                data: Any = form.data
                form.data = data = data.copy()
                data["revision"] = str(conflict.current.revision)
            except ValidationError as error:
                _put_errors(form, error)
            except IntegrityError:
                form.add_error(None, _("This could not be saved: the same thing is already there, or it is in use."))
            else:
                if done:
                    messages.success(request, done)
                _warn_of_personal_ids(request, form)
                return HttpResponseRedirect(goto(result) if goto else back)
    page = {"form": form, "title": title, "back": back, "differences": differences} | (context or {})
    return render(request, template, page, status=status)


def _differences(form: Any, conflict: Conflict) -> list[Difference]:
    fields = [n for n in differing(conflict.current, conflict.mine) if n in form.fields]
    return [Difference(str(form.fields[n].label), shown(conflict.current, n), shown(conflict.mine, n)) for n in fields]


def _put_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Errors of an action land on the form's fields where it has them, else on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, found in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, found)


def _warn_of_personal_ids(request: Request, form: forms.BaseForm) -> None:
    """A CPR number in a text is warned of, never refused, and never repeated (databeskyttelsesloven § 11)."""
    found = [
        str(field.label)
        for name, field in form.fields.items()
        if isinstance(form.cleaned_data.get(name), str) and looks_like_personal_id(form.cleaned_data[name])
    ]
    if found:
        messages.warning(
            request,
            _("Saved, but there seems to be a CPR number in: %(fields)s. Remove it if it is one.")
            % {"fields": ", ".join(found)},
        )


class ReasonForm(forms.Form):
    """A reason that goes into the history."""

    reason = forms.CharField(label="", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, label: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].required = required


def confirm(
    request: Request,
    *,
    title: str,
    text: str,
    button: str,
    act: Callable[[], Any],
    back: str,
    done: str,
    goto: Callable[[], str] | None = None,
    harmless: bool = False,
    crumbs: Sequence[tuple[str, Any]] = (),
) -> HttpResponse:
    """A page that asks before a step is taken; works without JavaScript. ``goto`` is read after the step."""
    error = ""
    if request.method == "POST":
        try:
            act()
        except Conflict:
            error = _("Somebody changed this meanwhile. Look at it again before you go on.")
        except ValidationError as problem:
            error = " ".join(problem.messages)
        except IntegrityError:
            error = _("This is in use elsewhere and cannot be removed.")
        else:
            messages.success(request, done)
            return HttpResponseRedirect(goto() if goto else back)
    page = {
        "title": title,
        "text": text,
        "button": button,
        "back": back,
        "error": error,
        "harmless": harmless,
        "crumbs": crumbs,
    }
    return render(request, "ui/confirm.html", page, status=422 if error else 200)
