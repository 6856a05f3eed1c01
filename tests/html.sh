#!/usr/bin/env bash
# Runs the Nu HTML checker on every page, style sheet and picture of a built site:
#
#     tests/html.sh SITE
#
# Prints errors and warnings; ends with 1 if there are errors.
set -euo pipefail

jar="$(dirname "$0")/node_modules/vnu-jar/build/dist/vnu.jar"
site="${1:?usage: tests/html.sh SITE}"

pages=$(find "$site" -name '*.html' | wc -l)
if [ "$pages" -eq 0 ]; then
    echo "there are no pages in $site" >&2
    exit 1
fi
# Pages, style sheets and SVG pictures; what else the site holds is none of the checker's business.
# It takes `'self'` in a policy for nothing at all where pages come from a disk; the browser knows better.
java -Xss4m -jar "$jar" --skip-non-html --also-check-css --also-check-svg --stdout \
    --filterpattern '.*Resource violates Content Security Policy \(meta tag\).*' "$site"
echo "$pages pages without errors"
