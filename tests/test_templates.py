"""Templates keep the content security policy: no script and no style inside a page."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

SOURCE = Path(__file__).resolve().parent.parent / "src" / "fyrtaarn"
TEMPLATES = sorted(p for p in SOURCE.rglob("templates/**/*") if p.suffix in {".html", ".svg", ".txt"})
FORBIDDEN = {
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["']""", re.I),
    "a script in the page": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "an event attribute": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "a file from elsewhere": re.compile(r"""<(?:script|link|img|source)\b[^>]*(?:src|href)=["']https?:""", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_template_keeps_the_policy_and_compiles(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []
    get_template(str(path).split("/templates/", 1)[1])
