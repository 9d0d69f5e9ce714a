"""The command ``fyrtaarn``: everything that is done to an installation from a terminal.

Exit codes: 0 done, 1 refused or failed (in words on stderr), 2 called the wrong way. Django is loaded only by
commands that need it, so that ``--help`` answers at once and the serving process stays small.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fyrtaarn import __version__
from fyrtaarn.entrance.refusal import Refused

DEMO_TODAY = "2006-11-12"
DEMO_DATA = "var/demo"


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except BrokenPipeError:
        # Somebody looked at the first lines only; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if os.environ.get("FYRTAARN_DEBUG", "") in {"1", "true", "yes", "on"}:
            raise
        print(f"fyrtaarn: {in_words(error)}", file=sys.stderr)
    return 1


def in_words(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)
    if "django" in sys.modules:
        from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
        from django.db import OperationalError, ProgrammingError

        if isinstance(error, ValidationError):
            return "\n".join(error.messages)
        if isinstance(error, PermissionDenied):
            return "You may not do this."
        if isinstance(error, ImproperlyConfigured):
            return f"The settings are wrong: {error}"
        if isinstance(error, OperationalError | ProgrammingError):
            return f"The database does not answer as it should: {str(error).strip()}. Try: fyrtaarn doctor"
    return f"Something went wrong: {type(error).__name__}: {error}. FYRTAARN_DEBUG=1 shows where."


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="fyrtaarn",
        description="Strategic management for municipalities.",
        epilog="Data lie below FYRTAARN_DATA (var/data unless set), or in the database that DATABASE_URL names.",
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        sub.set_defaults(command=command)
        return sub

    sub = add("demo", demo, "load the case of Sorø 2006 once and serve it")
    sub.add_argument("--no-serve", action="store_true", help="only load it")
    sub.add_argument("--reset", action="store_true", help="throw the demo's data away and load it anew")
    _add_address(sub)
    sub = add("serve", serve, "serve the site")
    _add_address(sub)
    sub.add_argument("--workers", type=_count, default=1, help="web processes (default: 1)")
    sub.add_argument("--with-worker", action="store_true", help="run a worker for jobs alongside")
    sub = add("worker", worker, "run the jobs that wait: imports and other heavy work")
    sub.add_argument("--beside", type=int, metavar="PID", help=argparse.SUPPRESS)
    sub = add("migrate", migrate, "make the database ready, or bring it up to this version")
    sub.add_argument("--check", action="store_true", help="change nothing; exit code 1 when there is something to do")
    sub = add("administrator", administrator, "open the first account, which may open all others")
    sub.add_argument("email")
    sub.add_argument("--name", default="", help="the person's name (default: the e-mail address)")
    _add_exchange(add)
    sub = add("backup", backup, "write database and files to one file, also while the site runs")
    sub.add_argument("file", type=Path)
    sub = add("restore", restore, "replace database and files with those of a backup")
    sub.add_argument("file", type=Path)
    sub.add_argument("--force", action="store_true", help="also over a database that holds work")
    sub.add_argument("--check", action="store_true", help="only check that the backup is whole and can be restored")
    add("doctor", doctor, "check that everything is as it should be")
    sub = add("django", django, "run one of Django's own commands (for developers)")
    sub.add_argument("arguments", nargs=argparse.REMAINDER)
    return top


def _add_exchange(add: Callable[..., argparse.ArgumentParser]) -> None:
    sub = add("import", import_, "read a workbook: everything in it, or nothing")
    sub.add_argument("file", type=Path, help="an .xlsx workbook")
    sub.add_argument("--dry-run", action="store_true", help="list every change and every faulty cell, change nothing")
    sub.add_argument("--template", action="store_true", help="write an empty workbook to FILE instead")
    _add_actor(sub)
    sub = add("export", export, "write everything to a workbook that import reads")
    sub.add_argument("file", type=Path, help="an .xlsx workbook")
    _add_actor(sub)


def _add_actor(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--as", dest="as_email", metavar="EMAIL", help="act as this person (default: the system, which may everything)"
    )


def _add_address(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--port", type=_port, default=os.environ.get("PORT", "8000"), help="default: PORT or 8000")
    sub.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError("must be a number from 1 to 64")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 65535, not {text!r}")
    return int(text)


def load_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fyrtaarn.entrance.settings")
    import django
    from django.apps import apps
    from django.utils import translation

    if not apps.ready:
        django.setup()
        # The commands speak English; what the rooms say to them should too.
        translation.activate("en")


def actor(email: str | None) -> Any:
    """The viewer that a command acts as."""
    from fyrtaarn.accounts.models import User
    from fyrtaarn.organisation.access import Viewer, system_viewer

    if email is None:
        return system_viewer("fyrtaarn")
    user = User.objects.filter(email=User.objects.normalise(email), is_active=True).first()
    if user is None:
        raise Refused(f"There is no account with the address {email}.")
    return Viewer(user, source="command")


def demo(options: argparse.Namespace) -> int:
    for name, value in (("DATA", DEMO_DATA), ("TODAY", DEMO_TODAY), ("DEMO", "1")):
        os.environ.setdefault(f"FYRTAARN_{name}", value)
    from fyrtaarn.entrance import serving

    if not options.no_serve:
        serving.ensure_free(options.host, options.port)
    load_django()
    from fyrtaarn.entrance.demo import load

    print("Looking at the demo's database; filling it the first time takes half a minute …", flush=True)
    loaded = load.reset_and_load() if options.reset else load.load_once()
    print("The Sorø case of 12 November 2006 has been loaded." if loaded else "The demo is loaded already.")
    print(load.log_ins())
    if options.no_serve:
        return 0
    serving.replace_process(options.host, options.port)
    return 0


def serve(options: argparse.Namespace) -> int:
    from fyrtaarn.entrance import serving

    return serving.serve(host=options.host, port=options.port, workers=options.workers, with_worker=options.with_worker)


def worker(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import setting_up
    from fyrtaarn.foundation.worker import work

    setting_up.require_ready()
    print("The worker runs. Stop it with Ctrl+C.", flush=True)
    work(beside=options.beside)
    return 0


def migrate(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import setting_up

    if options.check:
        waiting = setting_up.waiting_migrations()
        print(f"{len(waiting)} steps wait: {', '.join(waiting)}" if waiting else "The database is up to date.")
        return 1 if waiting else 0
    done = setting_up.migrate()
    print(f"The database is ready ({done} steps done)." if done else "The database was up to date already.")
    return 0


def administrator(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import setting_up

    setting_up.require_ready()
    setting_up.open_administrator(email=options.email, name=options.name)
    print(f"{options.email} can log in and is administrator.")
    return 0


def import_(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import setting_up

    setting_up.require_ready()
    from fyrtaarn.exchange import commands

    if options.template:
        return commands.write_template(options.file, viewer=actor(options.as_email))
    return commands.import_file(options.file, viewer=actor(options.as_email), dry_run=options.dry_run)


def export(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import setting_up

    setting_up.require_ready()
    from fyrtaarn.exchange import commands

    return commands.export_file(options.file, viewer=actor(options.as_email))


def backup(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import backup, setting_up

    setting_up.require_ready()
    print(backup.back_up(options.file))
    return 0


def restore(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import restore

    print(restore.check(options.file) if options.check else restore.restore(options.file, force=options.force))
    return 0


def doctor(options: argparse.Namespace) -> int:
    load_django()
    from fyrtaarn.entrance import doctor

    return doctor.report()


def django(options: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fyrtaarn.entrance.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["fyrtaarn django", *options.arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
