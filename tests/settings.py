"""The house's settings as tests need them: a fixed day, a folder of their own, nothing that goes out."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="fyrtaarn-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("FYRTAARN_")]:
    del os.environ[_name]
os.environ["FYRTAARN_DATA"] = _folder
os.environ["FYRTAARN_TODAY"] = "2006-11-12"
os.environ["FYRTAARN_SECRET_KEY"] = "only-for-tests"
# Playwright runs an event loop in the thread of the test; the ORM calls beside it are our own and synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from fyrtaarn.entrance.settings import *  # noqa: E402, F403
from fyrtaarn.entrance.settings import DATA, DATABASES, LOGGING  # noqa: E402

_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = 0
if "sqlite" in _database["ENGINE"]:
    # A file and not memory: threads of the test server and a second process then lock as they do in earnest.
    _database["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
    _database["OPTIONS"]["init_command"] = _database["OPTIONS"]["init_command"].replace("FULL", "OFF")

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Refusals are what many tests are about.
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}
