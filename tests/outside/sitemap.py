"""Holds sitemaps against the schema of the protocol, and against the pages that a site has.

    python sitemap.py SITE…

The schema of a sitemap comes with the npm package `sitemap`; that of an index is our own. The index is
the one that the program's own test keeps, as no site at hand is large enough.
"""

import re
import sys
import urllib.robotparser
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import xmlschema
from files import files, report

HERE = Path(__file__).parent
SITEMAP = xmlschema.XMLSchema(HERE.parent / "node_modules/sitemap/schema/sitemap.xsd")
INDEX = xmlschema.XMLSchema(HERE / "siteindex.xsd")
KEPT = HERE.parent / "data/snapshots/data__site__sitemap_index.snap"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def schema_errors(file, text):
    schema = INDEX if "<sitemapindex" in text else SITEMAP
    try:
        tree = ElementTree.ElementTree(ElementTree.fromstring(text.encode()))
    except ElementTree.ParseError as error:
        return [f"{file}: {error}"]
    return [f"{file}: {error.reason}" for error in schema.iter_errors(tree)]


def addresses(file):
    return [loc.text for loc in ElementTree.parse(file).getroot().iter(LOC)]


def against_pages(file):
    """The sitemap must list the canonical address of each page that may be found, and nothing else."""
    wanted = set()
    for page in file.parent.rglob("*.html"):
        text = page.read_text("utf-8")
        if not re.search(r'<meta name="robots" content="noindex', text):
            wanted.add(unescape(re.search(r'<link rel="canonical" href="([^"]*)"', text)[1]))
    listed = addresses(file)
    yield from (f"{file}: lists {address} twice" for address in set(listed) if listed.count(address) > 1)
    yield from (f"{file}: does not list {address}" for address in sorted(wanted - set(listed)))
    yield from (f"{file}: lists {address}, which no page has" for address in sorted(set(listed) - wanted))


def robots(file):
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(file.read_text("utf-8").splitlines())
    listed = addresses(file.with_name("sitemap.xml"))
    if not all(parser.can_fetch("anybody", address) for address in listed):
        yield f"{file}: keeps somebody out"
    if [Path(site).name for site in parser.site_maps() or []] != ["sitemap.xml"]:
        yield f"{file}: names no sitemap"


maps = files("sitemap.xml")
problems = [problem for file in maps for problem in schema_errors(file, file.read_text("utf-8"))]
problems += schema_errors(KEPT, KEPT.read_text("utf-8").split("---\n", 2)[2])
problems += [] if problems else [problem for file in maps for problem in against_pages(file)]
bad = report("Sitemap, XSD and pages", len(maps), problems)
texts = files("robots.txt")
bad |= report("robots.txt, urllib", len(texts), [problem for file in texts for problem in robots(file)])
sys.exit(bad)
