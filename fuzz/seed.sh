#!/usr/bin/env bash
# Takes files of the sites in this repository as seeds.
set -euo pipefail
cd "$(dirname "$0")/.."

for target in front_matter mark markdown excerpts lock manifest request written_path; do
    mkdir -p "fuzz/corpus/$target"
done
number=0
find content tests/sites -name '*.md' -size -32k | sort | while read -r file; do
    number=$((number + 1))
    cp "$file" "fuzz/corpus/front_matter/seed-$number"
    # The body, behind the second fence.
    awk 'fence > 1 { print } /^(\+\+\+|---)$/ { fence++ }' "$file" > "fuzz/corpus/markdown/seed-$number"
    { head -c 2000 "fuzz/corpus/markdown/seed-$number"; printf '\n\0\n'; cat "fuzz/corpus/markdown/seed-$number"; } \
        > "fuzz/corpus/excerpts/seed-$number"
done
find content tests/sites -name evidence.lock | while read -r file; do
    head -c 8000 "$file" > "fuzz/corpus/lock/$(printf '%s' "$file" | tr / -)"
done
printf 'version = 1\n\n[sources.a]\nsha256 = "00"\nwords = 9\nparagraphs = 1\nexcerpts = [\n  { line = 1, word = 2, quote = "two words" },\n]\n' \
    > fuzz/corpus/lock/small
printf '{"generator":"rashomon","format":1,"files":[{"path":"a/b.html","size":1,"sha256":"00"}]}' > fuzz/corpus/manifest/small
printf 'houses?value=40&qualifier=about&by=mayor&stance=hedges\0a comment' > fuzz/corpus/mark/fact
printf 'mayor?form=indirect&para=3&words=2\0' > fuzz/corpus/mark/voice
printf '/events/e/a%%20b/%%C3%%A9.png' > fuzz/corpus/request/escaped
printf '/events/../x%%2f' > fuzz/corpus/request/refused
printf 'events/e/index.html' > fuzz/corpus/written_path/plain
printf 'a/../con.txt' > fuzz/corpus/written_path/refused
