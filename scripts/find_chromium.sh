#!/bin/sh
# Prints the path of a Chromium; installs Debian's where that is possible; prints nothing where it is not.
set -u

found() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" 2>/dev/null; then return 0; fi
  done
  return 1
}

if found; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium on this machine: installing Debian's …" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update >&2 && apt-get install --yes --no-install-recommends chromium >&2 </dev/null
  found
else
  echo "No Chromium here. Install it (Debian: apt-get install chromium) or name one with CHROMIUM=..." >&2
fi
