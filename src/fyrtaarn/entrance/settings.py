"""Settings of the one Django project.

Everything an installation may change comes from the environment (see docs/configuration.md, which a test
holds against this file); secrets come from nowhere else. Without any variable the embedded default runs:
SQLite and files below ``FYRTAARN_DATA``.
"""

import os
import secrets
from datetime import date
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


DATA = Path(os.environ.get("FYRTAARN_DATA", "var/data")).resolve()
DEBUG = _flag("FYRTAARN_DEBUG")


def _secret_key() -> str:
    """The key from the environment, else one made once and kept beside the data, readable by its owner only."""
    if key := os.environ.get("FYRTAARN_SECRET_KEY"):
        return key
    path = DATA / "secret-key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("FYRTAARN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("FYRTAARN_ORIGINS", "").split(",") if o]
HTTPS = _flag("FYRTAARN_HTTPS")

INSTALLED_APPS = [
    "fyrtaarn.overview",
    "fyrtaarn.portal",
    "fyrtaarn.exchange",
    "fyrtaarn.portfolio",
    "fyrtaarn.strategy",
    "fyrtaarn.organisation",
    "fyrtaarn.accounts",
    "fyrtaarn.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fyrtaarn.foundation.middleware.SecurityHeaders",
    "fyrtaarn.foundation.middleware.Bounds",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fyrtaarn.organisation.middleware.ViewerMiddleware",
    "fyrtaarn.accounts.middleware.LogInFirst",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fyrtaarn.entrance.urls"
WSGI_APPLICATION = "fyrtaarn.entrance.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "fyrtaarn.foundation.context.frame",
            ],
            "builtins": [
                "fyrtaarn.foundation.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / "fyrtaarn.sqlite3"),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "timeout": 20,
                # Two deferred transactions that both go from reading to writing would lock each other out.
                "transaction_mode": "IMMEDIATE",
                # FULL: what was confirmed on the screen survives a power cut, in WAL mode too.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    }
FORM_RENDERER = "fyrtaarn.foundation.rendering.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "front"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "fyrtaarn.accounts.views.locked_out"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fyrtaarn.foundation.views.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("FYRTAARN_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FYRTAARN_UPLOAD_LIMIT = int(os.environ.get("FYRTAARN_UPLOAD_LIMIT_MB", "25")) * 1024 * 1024

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMS_URLFIELD_ASSUME_HTTPS = True

STATIC_URL = "static/"
STATICFILES_DIRS = [p for p in [PROJECT / "build" / "static"] if p.is_dir()]
# Files are served from where they lie (no STATIC_ROOT): no collecting step, and nothing old is ever served.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = DATA / "files"

EMAIL_BACKEND = os.environ.get(
    "FYRTAARN_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("FYRTAARN_SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_HOST = os.environ.get("FYRTAARN_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("FYRTAARN_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("FYRTAARN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FYRTAARN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("FYRTAARN_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("FYRTAARN_MAIL_FROM", "fyrtaarn@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def _fixed_today() -> date | None:
    """The domain's today, when it is set: demo and tests must not rot."""
    text = os.environ.get("FYRTAARN_TODAY")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"FYRTAARN_TODAY must be a date such as 2006-11-12, not {text!r}") from error


FYRTAARN_TODAY = _fixed_today()
FYRTAARN_DATA = DATA
FYRTAARN_DEMO = _flag("FYRTAARN_DEMO")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("FYRTAARN_LOG", "WARNING")},
}
