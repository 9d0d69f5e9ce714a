"""Logging in and out, passwords, language."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from fyrtaarn.accounts import actions, again
from fyrtaarn.accounts.forms import ChangePasswordForm, ForgottenForm, LogInForm, NewPasswordForm
from fyrtaarn.accounts.models import User
from fyrtaarn.foundation.http import is_own_path


def _next(request: HttpRequest) -> str:
    """Where somebody was going, when that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_own_path(wanted) else ""


def log_in_page(
    request: HttpRequest,
    *,
    form: BaseForm | None = None,
    carried: again.Again | None = None,
    status: int = 200,
    locked: bool = False,
) -> HttpResponse:
    """The log-in form, with what was typed elsewhere carried in hidden fields."""
    page = {
        "form": form or LogInForm(request),
        "next": "" if carried else _next(request),
        "carried": carried,
        "locked": locked,
        "minutes": round(float(settings.AXES_COOLOFF_TIME) * 60),
    }
    response = render(request, "accounts/log_in.html", page, status=status)
    if carried:
        # What somebody typed must not come back from a shared computer's cache.
        response["Cache-Control"] = "no-store"
    return response


@sensitive_post_parameters("password")
@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(_next(request) or "home")
        return log_in_page(request)
    carried = again.from_log_in(request)
    form = LogInForm(request, data=request.POST)
    if not form.is_valid():
        return log_in_page(request, form=form, carried=carried, status=422)
    account = form.get_user()
    login(request, account)
    response: HttpResponse
    if carried:
        page = {
            "path": carried.path,
            "typed": carried.typed,
            "after_log_in": True,
            "files_lost": carried.files_lost,
        }
        # The frame must know the person who has just come in.
        request.viewer = type(request.viewer)(account)  # type: ignore[attr-defined]
        response = render(request, "ui/send_again.html", page)
    else:
        response = redirect(_next(request) or "home")
    if isinstance(account, User) and account.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, samesite="Lax")
    return response


def locked_out(request: HttpRequest, original_response: Any = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords (settings.AXES_LOCKOUT_CALLABLE); what was typed elsewhere stays in the form."""
    return log_in_page(request, carried=again.from_log_in(request), status=429, locked=True)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are logged out."))
    return redirect("log_in")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Danish or English, kept in a cookie and with the account, for mails."""
    response = set_language(request)
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        actions.choose_language(account=request.user, language=chosen)
    return response


@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether or not the address has an account."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            if account := form.account():
                actions.send_reset(account=account, base_url=request.build_absolute_uri("/"))
            return redirect("password_reset_done")
        return render(request, "accounts/forgotten.html", {"form": form}, status=422)
    return render(request, "accounts/forgotten.html", {"form": form})


def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/forgotten_sent.html")


class SetPassword(PasswordResetConfirmView):
    """The link of a mail: a new password, the first one or a later one."""

    form_class = NewPasswordForm
    template_name = "accounts/set_password.html"
    success_url = reverse_lazy("password_reset_complete")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def password_set(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/password_set.html")


@sensitive_post_parameters("old_password", "new_password1", "new_password2")
@never_cache
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.user, request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            update_session_auth_hash(request, form.save())
            messages.success(request, _("Your password has been changed."))
            return HttpResponseRedirect(reverse("home"))
        status = 422
    page = {"form": form, "title": _("Change password"), "back": reverse("home")}
    return render(request, "accounts/change_password.html", page, status=status)
