"""Reads the tables as a script in Python does and holds them against the comparison in JSON.

    python table.py SITE…
"""

import csv
import json
import sys

from files import files, report


def problems(file):
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text, strict=True))
    data = json.loads(file.with_suffix(".json").read_text("utf-8"))
    wanted = [(fact, source, cell) for fact in data["facts"] for source, cell in cells(fact, data)]
    if len(rows) != len(wanted):
        yield f"{file}: {len(rows)} rows for {len(wanted)} cells"
    for row, (fact, source, cell) in zip(rows, wanted):
        here = [row[name] for name in ("fact", "source", "state", "stance", "by", "spread", "differs")]
        there = [fact["id"], source, cell["state"], cell["stance"], cell["by"], fact["spread"], str(fact["differs"]).lower()]
        if here != [text or "" for text in there]:
            yield f"{file}: {here} is not {there}"
        if None in row or None in row.values():
            yield f"{file}: a row has another number of fields"


def cells(fact, data):
    return [(source["id"], fact["cells"][source["id"]]) for source in data["sources"]]


found = files("comparison.csv")
sys.exit(report("Tables, csv", len(found), [problem for file in found for problem in problems(file)]))
