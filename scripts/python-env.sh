#!/bin/sh
# Makes .venv with what the differential tests need (test/python-env/requirements.txt); does nothing when it is ready.
# Python compiles a module when it is imported first: pip would compile all of them, most for nothing.
set -eu
cd "$(dirname "$0")/.."

requirements=test/python-env/requirements.txt
stamp=.venv/nbready-requirements.txt

if cmp -s "$requirements" "$stamp"; then exit 0; fi

if ! command -v python3 >/dev/null 2>&1; then
  echo "python3 is not on the PATH. The differential tests need Python 3.11 or later; the others run without it." >&2
  exit 1
fi
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "python3 is $(python3 --version 2>&1). The differential tests need Python 3.11 or later." >&2
  exit 1
fi
if ! python3 -m venv .venv; then
  echo "python3 -m venv failed. On Debian and Ubuntu: apt install python3-venv" >&2
  exit 1
fi

log=.venv/pip.log
if ! .venv/bin/python -m pip install --disable-pip-version-check --no-compile --requirement "$requirements" >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  echo "pip could not install $requirements (whole log: $log). Without a network, point pip at a local index and run this again." >&2
  exit 1
fi
cp "$requirements" "$stamp"
