"""What the scripts beside this file share: the files of built sites, and the last line of a script."""

import sys
from pathlib import Path

SITES = [Path(site) for site in sys.argv[1:]]
if not SITES:
    sys.exit(f"usage: {sys.argv[0]} SITE…")


def files(name):
    """All files of the sites with a name."""
    return [file for site in SITES for file in sorted(site.rglob(name))]


def report(what, count, problems):
    """Says what was read and what is wrong with it; without anything read, that is wrong too."""
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{what}: {count} read, {len(problems)} problems")
    return 0 if count and not problems else 1
