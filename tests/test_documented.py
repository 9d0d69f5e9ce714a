"""Every setting from the environment and every command is described, and nothing is described that is not there."""

import argparse
import re
from pathlib import Path

from fyrtaarn.entrance import cli

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"[\"'](FYRTAARN_[A-Z_]+|DATABASE_URL|PORT)[\"']")


def settings_read() -> set[str]:
    """The variables that the code reads from the environment."""
    read: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        if "tests" not in path.parts:
            read |= set(NAME.findall(path.read_text()))
    return read


def test_every_setting_is_described_in_the_docs() -> None:
    described = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "configuration.md").read_text(), re.M))
    assert described == settings_read()


def test_every_command_and_option_is_described_in_the_docs() -> None:
    described = (ROOT / "docs" / "commands.md").read_text()
    missing = []
    for name, command in commands().items():
        if f"\n## {name}\n" not in described:
            missing.append(name)
            continue
        part = described.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        options = [o for a in command._actions if a.help != argparse.SUPPRESS for o in a.option_strings]
        missing += [f"{name} {o}" for o in options if o.startswith("--") and o != "--help" and f"`{o}" not in part]
    assert not missing
    assert set(re.findall(r"^## (.*)$", described, re.M)) == set(commands())


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in cli.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the command has no sub-commands")
