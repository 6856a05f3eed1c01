"""Reads the feeds as feed readers in Python do: Atom with feedparser, JSON Feed with jsonfeed-util.

    python feeds.py SITE…
"""

import sys

import feedparser
import jsonfeed
from files import files, report


def atom(file):
    feed = feedparser.parse(file.read_bytes())
    if feed.bozo:
        yield f"{file}: {feed.bozo_exception}"
        return
    if feed.version != "atom10":
        yield f"{file}: taken for {feed.version!r}"
    for name in ("id", "title", "updated_parsed", "author", "language"):
        if not feed.feed.get(name) and not (name == "language" and feed.feed.title_detail.language):
            yield f"{file}: the feed has no {name}"
    for entry in feed.entries:
        for name in ("id", "title", "link", "updated_parsed", "summary", "content"):
            if not entry.get(name):
                yield f"{file}: an entry has no {name}"
    if feed.entries and feed.feed.updated != max(entry.updated for entry in feed.entries):
        yield f"{file}: is not as new as its newest entry"


def json_feed(file):
    try:
        feed = jsonfeed.Feed.parse_string(file.read_text("utf-8"))
    except (ValueError, jsonfeed.ParseError) as error:
        yield f"{file}: {error}"
        return
    twin = feedparser.parse(file.with_name("atom.xml").read_bytes())
    here = [(item.id, item.url, item.date_modified) for item in feed.items]
    there = [(entry.id, entry.link, entry.updated) for entry in twin.entries]
    if here != there:
        yield f"{file}: says other than its atom.xml: {here} {there}"


atoms, jsons = files("atom.xml"), files("feed.json")
bad = report("Atom, feedparser", len(atoms), [problem for file in atoms for problem in atom(file)])
bad |= report("JSON Feed, jsonfeed-util", len(jsons), [problem for file in jsons for problem in json_feed(file)])
sys.exit(bad)
