#!/usr/bin/env python3
"""Writes a site of invented events, for Rashomon and the same for Hugo.

    generate.py FOLDER EVENTS

Every event has 5 reports, 12 facts and a topic; every report is a full text of 15 paragraphs with 8 marks. The same
number of events gives the same bytes on every computer.

`FOLDER/plain` is the site with the theme of this folder,
`FOLDER/builtin` the same content with the program's own theme, `FOLDER/all` has cards and the search page as well,
`FOLDER/hugo` the same content for Hugo. Rashomon computes the grid of facts and reports; Hugo cannot, so it is given
the grid ready-made in each event's front matter.
"""

import json
import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPORTS, FACTS, PARAGRAPHS, TOPICS = 5, 12, 15, 40

WORDS = (
    "water street morning council bridge number driver harbour report people evening office station crowd window letter "
    "market engine garden answer school meeting repair ticket corner signal record worker winter summer village river "
    "doctor figure source notice spoke waited counted opened closed crossed watched ordered carried asked found moved "
    "stood turned signed measured built left reached promised the a of and in on under near after before without against "
    "between some many few every another first last early late quiet narrow public heavy simple local empty wooden"
).split()


class Numbers:
    """A linear congruential generator (Knuth, MMIX): the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit


def sentences():
    numbers = Numbers(9)
    made = []
    for _ in range(5000):
        words = [WORDS[numbers.below(len(WORDS))] for _ in range(12 + numbers.below(9))]
        made.append(" ".join(words).capitalize() + ".")
    return made


class Event:
    """What is the same for both generators."""

    def __init__(self, number, pool):
        self.number = number
        self.date = f"{1990 + number % 30}-{1 + number % 12:02}-{1 + number % 28:02}"
        self.title = f"Event {number} (invented)"
        self.summary = "Nothing of this happened."
        self.topic = number % TOPICS
        numbers = Numbers(number)
        self.texts = [
            [" ".join(pool[numbers.below(len(pool))] for _ in range(3)) for _ in range(PARAGRAPHS)] for _ in range(REPORTS)
        ]

    def carries(self, report, fact):
        return (fact + report + self.number) % 3 != 0

    def value(self, report, fact):
        return fact * 10 + (1 if (fact * report + self.number) % 7 == 0 else 0)

    def excerpt(self, report, fact):
        return f"so many as {self.value(report, fact)} things of kind {fact}"

    def paragraphs(self, report, mark):
        """A report's paragraphs; `mark` writes an excerpt as the generator wants it."""
        for number, text in enumerate(self.texts[report - 1], 1):
            if number <= FACTS and self.carries(report, number):
                text += f" It tells of {mark(number, self.excerpt(report, number))}."
            yield text


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def ours(root, event):
    folder = root / "content/events" / f"event-{event.number}"
    index = [f'+++\ntitle = "{event.title}"\ndate = {event.date}\nsummary = "{event.summary}"']
    index.append(f'topics = ["Topic {event.topic}"]\n+++')
    for fact in range(1, FACTS + 1):
        index.append(f"\n### What of fact {fact}? {{#fact-{fact} .fact unit=things}}\n\nNote {fact} of an invented event.")
    write(folder / "index.md", "\n".join(index) + "\n")
    for report in range(1, REPORTS + 1):
        mark = lambda fact, words: f"[{words}](fact:fact-{fact}?value={event.value(report, fact)})"
        front = (
            f'+++\noutlet = "outlet-{report}"\ntitle = "What outlet {report} made of event {event.number}"\n'
            f'published = {event.date}\ntext = "full"\nrights = "Invented."\ncoded = true\n+++\n\n'
        )
        write(folder / f"report-{report}.md", front + "\n\n".join(event.paragraphs(report, mark)) + "\n")


def hugo(root, event):
    folder = root / "content/events" / f"event-{event.number}"
    cell = lambda report, fact: (
        {"words": event.excerpt(report, fact), "value": event.value(report, fact)} if event.carries(report, fact) else {}
    )
    facts = [
        {
            "id": f"fact-{fact}",
            "label": f"What of fact {fact}?",
            "note": f"Note {fact} of an invented event.",
            "cells": [cell(report, fact) for report in range(1, REPORTS + 1)],
        }
        for fact in range(1, FACTS + 1)
    ]
    front = {
        "title": event.title,
        "date": event.date,
        "description": event.summary,
        "topics": [f"Topic {event.topic}"],
        "facts": facts,
    }
    write(folder / "_index.md", json.dumps(front, indent=1) + "\n")
    for report in range(1, REPORTS + 1):
        carried = [fact for fact in range(1, FACTS + 1) if event.carries(report, fact)]
        front = {
            "title": f"What outlet {report} made of event {event.number}",
            "date": event.date,
            "weight": report,
            "outlet": f"Outlet {report} (invented)",
            "outlets": [f"outlet-{report}"],
            "facts": [
                {"id": f"fact-{fact}", "label": f"What of fact {fact}?", **cell(report, fact)} for fact in carried
            ],
        }
        mark = lambda fact, words: f"[{words}](../#fact-{fact})"
        text = "\n\n".join(event.paragraphs(report, mark))
        write(folder / f"report-{report}.md", json.dumps(front, indent=1) + "\n\n" + text + "\n")


def large(root, marks):
    """A site of one event: 20 reports, 200 facts, and so many marks a report."""
    folder = root / "content/events/large"
    index = ['+++\ntitle = "Large (invented)"\ndate = 2020-02-02\nsummary = "Nothing of this happened."\n+++']
    index += [f"\n### What of fact {fact}? {{#fact-{fact} .fact unit=things}}" for fact in range(1, 201)]
    write(folder / "index.md", "\n".join(index) + "\n")
    numbers, pool = Numbers(20), sentences()
    for report in range(1, 21):
        front = f'+++\noutlet = "outlet-{report}"\npublished = 2020-02-02\ntext = "full"\nrights = "Invented."\ncoded = true\n+++\n'
        paragraphs = []
        for fact in range(1, 201):
            text = pool[numbers.below(len(pool))]
            for again in range(marks // 200):
                text += f" It tells of [so many as {fact}{again} things of kind {fact}](fact:fact-{fact}?value={fact}{again})."
            paragraphs.append(text)
        write(folder / f"report-{report:02}.md", front + "\n" + "\n\n".join(paragraphs) + "\n")
        write(root / f"content/outlets/outlet-{report}.md", f'+++\nname = "Outlet {report} (invented)"\n+++\n')
    write(root / "content/index.md", '+++\ntitle = "Home"\n+++\n')
    write(root / "site.toml", SETTINGS + LEAN)


SETTINGS = 'base_url = "https://example.org/"\ntitle = "Invented"\n'
LEAN = "\n[search]\nenabled = false\n\n[share]\ncards = false\n"
PAGES = "\n[data]\ncomparison = false\ncitations = false\n\n[worksheet]\nenabled = false\n"


def main():
    site(Path(sys.argv[1]), int(sys.argv[2]))


def site(folder, events):
    shutil.rmtree(folder, ignore_errors=True)
    plain, other = folder / "plain", folder / "hugo"
    write(plain / "content/index.md", '+++\ntitle = "Home"\n+++\n\nAn invented site.\n')
    for report in range(1, REPORTS + 1):
        name = f"Outlet {report} (invented)"
        write(plain / f"content/outlets/outlet-{report}.md", f'+++\nname = "{name}"\n+++\n')
        write(other / f"content/outlets/outlet-{report}/_index.md", json.dumps({"title": name}) + "\n")
    write(other / "content/events/_index.md", json.dumps({"build": {"render": "never"}}) + "\n")
    pool = sentences()
    for number in range(1, events + 1):
        event = Event(number, pool)
        ours(plain, event)
        hugo(other, event)
    # The same content under several settings: one file on the disk, several names.
    for name, settings in [("data", SETTINGS + LEAN), ("builtin", SETTINGS + LEAN), ("all", SETTINGS)]:
        shutil.copytree(plain / "content", folder / name / "content", copy_function=os.link)
        write(folder / name / "site.toml", settings)
    write(plain / "site.toml", SETTINGS + LEAN + PAGES)
    for name in ["plain", "data"]:
        shutil.copytree(HERE / "theme", folder / name / "templates")
    shutil.copytree(HERE / "hugo", other, dirs_exist_ok=True)
    shutil.copytree(HERE.parent / "static", other / "static")


if __name__ == "__main__":
    main()
