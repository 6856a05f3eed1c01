#!/usr/bin/env bash
# Reads what sites leave as data with readers and validators that know nothing of ours:
#
#     tests/data.sh SITE…
#
# Prints what was read; ends with 1 if anything is wrong.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
[ "$#" -gt 0 ] || { echo "usage: tests/data.sh SITE…" >&2; exit 2; }

venv="$here/.venv"
"$here/venv.sh" "$venv" "$here/outside/requirements.txt"

status=0
for script in feeds sitemap table citations; do
    PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$here/outside/$script.py" "$@" || status=1
done
for script in feeds json_ld annotations citations; do
    node "$here/outside/$script.mjs" "$@" || status=1
done
exit "$status"
