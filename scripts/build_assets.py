"""Make build/static/: the theme from DKFDS and our own styles, fonts, icons, htmx and our own script.

Reads node_modules (npm ci) and src/fyrtaarn/foundation/assets. Quick when nothing changed: a fingerprint of
everything that goes in lies beside what came out. ``--force`` builds anyway.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "src" / "fyrtaarn" / "foundation" / "assets"
TARGET = ROOT / "build" / "static"
STAMP = ROOT / "build" / "static.fingerprint"
DKFDS = MODULES / "dkfds" / "dist"
FONTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold")


def fingerprint() -> str:
    """Of our own sources and of the versions of what npm brought."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    packages = [MODULES / name / "package.json" for name in ("dkfds", "htmx.org", "sass")]
    for path in [*sorted(ASSETS.iterdir()), *packages]:
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def compile_styles(target: Path) -> None:
    node = os.environ.get("NODE") or shutil.which("node", path=f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}")
    if node is None:
        raise SystemExit("build_assets: node was not found; run `make install` first")
    subprocess.run(
        [
            node,
            str(MODULES / "sass" / "sass.js"),
            f"--load-path={MODULES}",
            "--quiet-deps",
            "--no-source-map",
            "--style=compressed",
            "--silence-deprecation=if-function",
            str(ASSETS / "fyrtaarn.scss"),
            str(target / "fyrtaarn" / "fyrtaarn.css"),
        ],
        check=True,
    )


def copy_files(target: Path) -> None:
    ours, theirs = target / "fyrtaarn", target / "dkfds"
    for folder in (ours, theirs / "fonts", theirs / "img"):
        folder.mkdir(parents=True)
    for name in FONTS:
        file = f"IBMPlexSans-{name}.woff2"
        shutil.copy(DKFDS / "fonts" / "IBMPlexSans" / "complete" / "woff2" / file, theirs / "fonts" / file)
    shutil.copy(DKFDS / "img" / "all-svg-icons.svg", theirs / "img")
    shutil.copytree(DKFDS / "img" / "svg-icons", theirs / "img" / "svg-icons")
    shutil.copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", ours)
    for pattern in ("*.js", "*.svg"):
        for file in ASSETS.glob(pattern):
            shutil.copy(file, ours)


def main() -> None:
    if not MODULES.is_dir():
        raise SystemExit("build_assets: node_modules is missing; run `npm ci` first")
    wanted = fingerprint()
    if "--force" not in sys.argv and TARGET.is_dir() and STAMP.is_file() and STAMP.read_text() == wanted:
        return
    # Built beside and put in place at the end, so that a broken build never leaves half a site.
    fresh = TARGET.with_name("static.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy_files(fresh)
    compile_styles(fresh)
    shutil.rmtree(TARGET, ignore_errors=True)
    fresh.rename(TARGET)
    STAMP.write_text(wanted)
    print(f"build_assets: {TARGET.relative_to(ROOT)} is ready")


if __name__ == "__main__":
    main()
