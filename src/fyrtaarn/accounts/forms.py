"""Forms for logging in and for passwords."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fyrtaarn.accounts.models import User


class LogInForm(AuthenticationForm):
    error_messages = {  # noqa: RUF012  # Django's own name and form
        "invalid_login": _("The e-mail address or the password is wrong."),
        "inactive": _("The e-mail address or the password is wrong."),
    }

    username = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def clean_username(self) -> str:
        """In one spelling, so that the lock-out counts attempts on one account together."""
        return User.objects.normalise(self.cleaned_data["username"])


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def account(self) -> User | None:
        """The account to write to, also one whose first password was never set."""
        email = User.objects.normalise(self.cleaned_data["email"])
        return User.objects.filter(email=email, is_active=True).first()


PASSWORD_HELP = _("At least 12 characters. Several words in a row are easy to remember and hard to guess.")


def _plain(form: Any) -> None:
    """One line of advice in place of Django's list of rules; the rules themselves speak up when broken."""
    form.fields["new_password1"].label = _("New password")
    form.fields["new_password1"].help_text = PASSWORD_HELP
    form.fields["new_password2"].label = _("New password once more")
    form.fields["new_password2"].help_text = ""


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # only the stubs are generic
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class ChangePasswordForm(PasswordChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["old_password"].label = _("Present password")

    def clean_old_password(self) -> str:
        try:
            return super().clean_old_password()
        except ValidationError:
            raise ValidationError(_("This is not your present password."), code="password_incorrect") from None
