"""Reads the citations in BibTeX with bibtexparser and holds them against those in CSL-JSON.

    python citations.py SITE…
"""

import json
import sys

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from files import files, report


def problems(file):
    library = bibtexparser.parse_string(file.read_text("utf-8"), append_middleware=[LatexDecodingMiddleware()])
    if library.failed_blocks or len(library.entries) != 1:
        yield f"{file}: {len(library.failed_blocks)} failed blocks, {len(library.entries)} entries"
        return
    entry = library.entries[0]
    item = json.loads(file.with_suffix(".json").read_text("utf-8"))[0]
    title = entry.fields_dict["title"].value.strip("{}")
    # Without a title an entry says so in brackets. The decoder has its own way with braces, spaces and ^.
    if "title" in item and plain(title) != plain(item["title"]):
        yield f"{file}: {title!r} is not {item['title']!r}"
    if entry.key != item["id"]:
        yield f"{file}: has the key {entry.key}"


def plain(text):
    return "".join(c for c in text if c.isalnum() and c != "ˆ" or c in "%&#_$~\\")


found = files("citation.bib")
sys.exit(report("Citations, bibtexparser", len(found), [problem for file in found for problem in problems(file)]))
