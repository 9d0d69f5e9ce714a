#!/bin/sh
# Brings exactly the locked Python packages into .venv: `runtime` for running, `dev` for testing as well.
set -eu
cd "$(dirname "$0")/.."
# Certificates of the machine, so that a proxy which re-signs TLS works for uv as it does for pip.
export UV_SYSTEM_CERTS=1 PIP_DISABLE_PIP_VERSION_CHECK=1

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed (Debian: apt-get install python3.11). PYTHON=... names another one." >&2
  exit 1
fi
if [ ! -x .venv/bin/pip ]; then
  if ! "$python" -m venv --clear .venv; then
    echo "Python's venv module is needed (Debian: apt-get install python3-venv)." >&2
    exit 1
  fi
fi
rm -f .venv/stamp-runtime .venv/stamp-dev

locks="build runtime"
if [ "$1" = dev ]; then locks="$locks postgres dev"; fi
if ! command -v npm >/dev/null 2>&1; then locks="$locks node"; fi
files=$(for lock in $locks; do echo "requirements/$lock.txt"; done)

# shellcheck disable=SC2086
if .venv/bin/pip install --quiet --require-hashes -r requirements/uv.txt; then
  .venv/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python $files
  .venv/bin/uv pip install --quiet --no-deps --no-build-isolation --python .venv/bin/python --editable .
else
  echo "uv is not to be had here; pip does the same, slower." >&2
  .venv/bin/pip install --quiet --no-deps --require-hashes $(for file in $files; do echo "-r $file"; done)
  .venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
fi

touch .venv/stamp-runtime
if [ "$1" = dev ]; then touch .venv/stamp-dev; fi
