"""Fail when files or functions outgrow the house, or when a lock file names an address."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
SHARE_OF_FUNCTIONS = 0.95
LOCKS = [*ROOT.glob("requirements/*.txt"), *ROOT.glob("requirements/*/package-lock.json"), ROOT / "package-lock.json"]

faults = [f"{p.relative_to(ROOT)} names an address; run `make lock`" for p in LOCKS if "://" in p.read_text()]
lengths = []
for path in sorted((ROOT / "src").rglob("*.py")):
    if "migrations" in path.parts:
        continue
    code = path.read_text()
    lines = code.count("\n")
    if lines > LONGEST_FILE:
        faults.append(f"{path.relative_to(ROOT)}: {lines} lines, more than {LONGEST_FILE}; make it a folder")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lengths.append((node.end_lineno - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"))
lengths.sort()
if lengths and (at := lengths[int((len(lengths) - 1) * SHARE_OF_FUNCTIONS)])[0] > LONGEST_FUNCTION:
    faults.append(f"more than 5 % of the functions are longer than {LONGEST_FUNCTION} lines, such as {at[1]}")

for fault in faults:
    print(fault)
if faults:
    sys.exit(1)
longest = lengths[-1] if lengths else (0, "none")
print(f"{len(LOCKS)} locks, {len(lengths)} functions; the longest has {longest[0]} lines ({longest[1]}).")
