#!/usr/bin/env bash
# Runs moto, an object store in Python, on a port of this machine until it is ended:
#
#     tests/publish/s3/moto.sh PORT
#
# The first time it installs it into a folder of its own.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
[ "$#" -eq 1 ] || { echo "usage: tests/publish/s3/moto.sh PORT" >&2; exit 2; }

venv="$here/moto/.venv"
"$here/../../venv.sh" "$venv" "$here/moto/requirements.txt"
PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/moto_server" --host 127.0.0.1 --port "$1"
