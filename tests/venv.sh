#!/usr/bin/env bash
# Installs Python packages into a folder of their own, by a list with hashes, unless they are there:
#
#     tests/venv.sh FOLDER REQUIREMENTS
set -euo pipefail
[ "$#" -eq 2 ] || { echo "usage: tests/venv.sh FOLDER REQUIREMENTS" >&2; exit 2; }

if [ ! "$1/installed" -nt "$2" ]; then
    rm -rf "$1"
    python3 -m venv "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$2"
    touch "$1/installed"
fi
