#!/usr/bin/env python3
"""Builds sites that are too large, too deep or too many, and measures what the program makes of each.

    python3 tests/bombs.py PROGRAM [NAME…]

A build either goes well or ends with findings that name the file, within the time and memory that each case
allows. Prints seconds and the most memory that each took; ends with 1 if any does not hold.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

MEGA = 1_000_000
SETTINGS = 'base_url = "https://example.org/"\ntitle = "Bombs"\n'
EVENT = '+++\ntitle = "E"\ndate = 2024-03-02\nsummary = "S"\nsources = ["a", "b"]\n+++\n\n## G\n\n### F? {#f .fact}\n'


class Site:
    """A small site that a case changes."""

    def __init__(self, folder):
        self.folder = folder
        self.put("site.toml", SETTINGS)
        self.put("content/index.md", '+++\ntitle = "Home"\n+++\n\nHome.\n')
        for outlet in "ab":
            self.put(f"content/outlets/{outlet}.md", f'+++\nname = "{outlet.upper()}"\n+++\n')
            self.source(outlet, "[x](fact:f)\n")
        self.event("")

    def put(self, path, text):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def page(self, body, front='title = "P"'):
        self.put("content/page.md", f"+++\n{front}\n+++\n\n{body}\n")

    def source(self, outlet, body, front=""):
        self.put(f"content/events/e/{outlet}.md", f'+++\noutlet = "{outlet}"\n{front}\n+++\n\n{body}\n')

    def event(self, body):
        self.put("content/events/e/index.md", EVENT + body)


CASES = {}


def case(seconds=60, megabytes=1500, names=None, command="build", fails=None):
    """What a case may take, the file that its findings must name if it fails, and whether it must."""

    def keep(make):
        CASES[make.__name__.replace("_", " ")] = (make, seconds, megabytes, names, command, fails)
        return make

    return keep


MANY = 100_000


# Nested elements.


@case(names="content/page.md")
def nested_raw_elements(site):
    site.page("<div>" * MANY + "x" + "</div>" * MANY)


@case(names="content/page.md")
def nested_raw_elements_left_open(site):
    site.page("\n\n".join(["<section>"] * MANY))


@case(names="content/page.md")
def nested_block_quotes(site):
    site.page(">" * MANY + " x")


@case(names="content/page.md")
def nested_block_quotes_line_by_line(site):
    site.page("\n".join(">" * depth + " x" for depth in range(1, 2000)))


@case(names="content/page.md")
def nested_lists(site):
    site.page("- " * MANY + "x")


@case(names="content/page.md")
def nested_lists_by_indent(site):
    site.page("\n".join("  " * depth + "- x" for depth in range(2000)))


@case(names="content/page.md")
def nested_emphasis(site):
    site.page("*a **b " * MANY + "x" + "** c*" * MANY)


@case(names="content/page.md")
def stars(site):
    site.page("*" * MANY + "x" + "*" * MANY)


@case(names="content/page.md")
def brackets(site):
    site.page("[" * MANY + "x" + "](y)" * MANY)


@case(names="content/page.md")
def brackets_of_pictures(site):
    site.page("![" * MANY + "x" + "](y.png)" * MANY)


@case(names="content/page.md")
def brackets_left_open(site):
    site.page("[a](<b" * MANY)


@case(names="content/page.md")
def code_fences(site):
    site.page("".join("`" * (n % 300 + 1) + " " for n in range(MANY)))


@case(names="content/page.md")
def link_definitions(site):
    site.page("[a]: " + "b" * MANY + "\n\n" + "[a]" * 30_000)


@case(names="content/page.md")
def footnotes(site):
    site.page("".join(f"a[^{n}]\n\n[^{n}]: b[^{n + 1}]\n\n" for n in range(30_000)))


@case(names="content/events/e/a.md", fails=True)
def marks_without_words_in_a_full_text(site):
    site.event("\n### T {#t .term}\n")
    site.source("a", "[](term:t)" * 1_000, 'text = "full"\nrights = "R"')


@case()
def names_of_one_letter_in_a_full_text(site):
    site.event("\n### T {#t .term}\n")
    site.source("a", ("a " * 49 + "[a](term:t)\n\n") * 5_000, 'text = "full"\nrights = "R"')


@case(names="content/page.md")
def wide_tables(site):
    site.page("|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n" + "|b\n" * 3_000)


@case(names="content/page.md")
def footnote_in_itself(site):
    site.page("a[^1]\n\n[^1]: " + "b[^1] " * MANY)


@case(names="content/page.md")
def highlighted_code(site):
    site.page("```rust\n" + "fn a<'a>(x: &'a str) -> Vec<Vec<u8>> { \"\\\\\" }\n" * 50_000 + "```")


# Large files.


@case(names="content/page.md", megabytes=2500)
def large_page(site):
    site.page("Many words. " * (50 * MEGA // 12))


@case(names="content/page.md", megabytes=2500)
def large_page_of_paragraphs(site):
    site.page("Many words.\n\n" * (50 * MEGA // 13))


@case(names="captures/e/a.txt", megabytes=2500)
def large_capture(site):
    site.put("captures/e/a.txt", "x. Many words of an article.\n" * (50 * MEGA // 29))


@case(names="captures/e/a.txt", megabytes=2500)
def large_capture_of_one_line(site):
    site.put("captures/e/a.txt", "Many words x of an article. " * (50 * MEGA // 28))


@case(names="content/events/e/evidence.lock", megabytes=2500)
def large_lock(site):
    site.put("content/events/e/evidence.lock", "version = 1\n" + "# comment\n" * (5 * MEGA))


@case(names="content/big.png", megabytes=2500)
def large_picture(site):
    site.put("content/big.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x10\0\x08\2\0\0\0" + os.urandom(50 * MEGA))
    site.page("![a](big.png)")


@case(names="content/page.md")
def pictures_of_huge_sizes(site):
    size = (2**31 - 1).to_bytes(4, "big")
    header = b"IHDR" + size + size + b"\x08\2\0\0\0"
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\r" + header + zlib.crc32(header).to_bytes(4, "big")
    site.put("content/big.png", picture)
    site.put("content/big.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1e300" height="99999999999999999999"/>')
    site.page("![a](big.png) ![b](big.svg)")


@case(names="static/big.js", megabytes=2500)
def large_script(site):
    site.put("static/big.js", "import './big.js';\n" + "let a = 1;\n" * (5 * MEGA))


@case(names="page.html", command="import", megabytes=2500)
def large_page_to_import(site):
    site.put("page.html", "<title>T</title><article>" + "<p>Many words of an article.</p>" * (50 * MEGA // 32) + "</article>")


@case(names="page.html", command="import")
def nested_page_to_import(site):
    site.put("page.html", "<title>T</title><article>" + "<div>" * MANY + "<p>Many words.</p>")


@case(names="page.html", command="import")
def page_of_open_elements_to_import(site):
    site.put("page.html", "<title>T</title><article>" + "<b><i><a href=x><p>Many words of an article. " * 5_000)


# Many of something.


@case(seconds=120, megabytes=4000, names="content/events/e/a.md")
def million_marks(site):
    site.source("a", "[x](fact:f)\n" * MEGA)


@case(seconds=120, megabytes=4000, names="content/events/e/a.md")
def million_findings_on_one_line(site):
    site.source("a", "[x](fact:g)" * MEGA)


@case(seconds=120, megabytes=4000, names="content/page.md")
def million_broken_links_on_one_line(site):
    site.page("[x](y.md)" * MEGA)


@case(seconds=120, megabytes=4000, names="content/page.md", command="json")
def million_findings_for_programs(site):
    site.page("[x](y.md)" * MEGA)


@case(seconds=120, megabytes=4000, names="content/events/e/index.md")
def million_facts(site):
    site.event("".join(f"### F{n}? {{#f{n} .fact}}\n\n" for n in range(MEGA)))


@case(seconds=120, megabytes=4000, names="content/events/e/index.md")
def as_many_facts_as_fit(site):
    site.event("".join(f"### F{n}? {{#f{n} .fact}}\n" for n in range(MEGA // 2)))


@case(seconds=120, megabytes=4000, names="content/events/e/a.md")
def many_marks_in_front_matter(site):
    site.source("a", "x", "".join(f'[[marks]]\non = ["fact:f"]\nquote = "x{n}"\n' for n in range(100_000)))


@case(seconds=120, megabytes=3000)
def many_files(site):
    for number in range(20_000):
        site.put(f"static/f/{number}.txt", "x")


@case(seconds=120, megabytes=3000)
def many_pages(site):
    for number in range(3_000):
        site.put(f"content/p{number}.md", f'+++\ntitle = "P{number}"\n+++\n\nP.\n')


@case(names="content/page.md")
def many_aliases(site):
    site.page("x", 'title = "P"\naliases = [' + ",".join(f'"/a{n}/"' for n in range(20_000)) + "]")


@case()
def deep_folders(site):
    site.put("static/" + "d/" * 400 + "f.txt", "x")


# Front matter and settings.


@case(names="content/page.md", fails=True)
def yaml_aliases(site):
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    site.put("content/page.md", "---\ntitle: P\n" + "\n".join(lines) + "\n---\n")


@case(names="content/page.md", fails=True)
def yaml_merges(site):
    lines = ["b0: &b0 {k: v}"]
    lines += [f"b{n}: &b{n}\n  x: *b{n - 1}\n  y: *b{n - 1}\n  <<: *b{n - 1}" for n in range(1, 40)]
    site.put("content/page.md", "---\ntitle: P\n" + "\n".join(lines) + "\n---\n")


@case(names="content/page.md", fails=True)
def yaml_of_itself(site):
    site.put("content/page.md", "---\ntitle: &a [*a]\nextra: &b {c: *b}\n---\n")


@case(names="content/page.md", fails=True)
def nested_yaml(site):
    site.put("content/page.md", "---\ntitle: " + "[" * MANY + "]" * MANY + "\n---\n")


@case(names="content/page.md", fails=True)
def nested_yaml_maps(site):
    site.put("content/page.md", "---\ntitle: " + "{a: " * MANY + "}" * MANY + "\n---\n")


@case(names="content/page.md", fails=True)
def nested_yaml_by_indent(site):
    site.put("content/page.md", "---\n" + "".join(" " * n + "a:\n" for n in range(3_000)) + "---\n")


@case(names="content/page.md", fails=True)
def nested_toml(site):
    site.page("x", "title = " + "[" * MANY + "]" * MANY)


@case(names="content/page.md", fails=True)
def nested_toml_tables(site):
    site.page("x", "title = " + "{a = " * MANY + "1" + "}" * MANY)


@case(names="content/page.md", fails=True)
def nested_toml_keys(site):
    site.page("x", 'title = "P"\n' + ".".join(["a"] * MANY) + " = 1")


@case(names="content/page.md", fails=True)
def many_toml_keys(site):
    site.page("x", 'title = "P"\n' + "".join(f"k{n} = 1\n" for n in range(MEGA // 2)))


@case(names="content/page.md", fails=True)
def huge_numbers(site):
    site.page("x", 'title = "P"\nweight = ' + "9" * MEGA + "\n")


@case(names="site.toml", fails=True)
def huge_settings(site):
    site.put("site.toml", SETTINGS + "paginate_by = 99999999999999999999999\n[quotation]\nmax_words = 1e400\n")


@case(names="content/events/e/a.md")
def huge_values(site):
    site.event("### N? {#n .fact unit=x}\n")
    site.source("a", "".join(f"[x](fact:n?value={'9' * 5_000}.{'9' * 5_000})\n\n" for _ in range(50)))


@case(names="content/events/e/evidence.lock")
def nested_lock(site):
    site.put("content/events/e/evidence.lock", "version = 1\nsources = " + "[" * MANY)


@case(names="public", fails=True)
def nested_manifest(site):
    site.put("public/.rashomon.json", '{"generator":"rashomon","format":1,"files":' + "[" * MANY)


@case(names="page.html", command="import")
def nested_json_to_import(site):
    site.put("page.html", '<title>T</title><script type="application/ld+json">' + "[" * MANY + "</script><article><p>" + "Many words. " * 50)


# Templates.


@case(names="templates/page.html", fails=True)
def template_that_includes_itself(site):
    site.put("templates/page.html", '{% include "page.html" %}')


@case(names="templates/", fails=True)
def templates_that_include_each_other(site):
    site.put("templates/page.html", '{% include "other.html" %}')
    site.put("templates/other.html", '{% include "page.html" %}')
    site.page("x")


@case(names="templates/", fails=True)
def templates_that_extend_each_other(site):
    site.put("templates/page.html", '{% extends "base.html" %}')
    site.put("templates/base.html", '{% extends "page.html" %}')


@case(names="templates/page.html", fails=True)
def nested_template(site):
    site.put("templates/page.html", "{% if page %}" * 50_000 + "{% endif %}" * 50_000)


@case(names="templates/page.html", fails=True)
def branches_that_are_always_taken(site):
    site.put("templates/page.html", "{% if true %}a" * 50_000 + "{% endif %}" * 50_000)


@case()
def components_that_nobody_calls_and_that_call_others_twice(site):
    levels = [f"{{% component c{n}(x) %}}{{{{ <c{n + 1} x /> }}}}{{{{ <c{n + 1} x /> }}}}{{% endcomponent c{n} %}}\n" for n in range(40)]
    site.put("templates/components/bomb.html", "".join(levels) + "{% component c40(x) %}{{ x }}{% endcomponent c40 %}\n")


@case(names="templates/page.html", fails=True)
def nested_template_expression(site):
    site.put("templates/page.html", "{{ " + "(" * 50_000 + "1" + ")" * 50_000 + " }}")


@case(names=None)
def scripts_that_import_each_other(site):
    site.put("static/a.js", "import './b.js';")
    site.put("static/b.js", "import './a.js';")


@case(names=None)
def styles_that_import_each_other(site):
    site.put("static/a.css", "@import 'b.css';")
    site.put("static/b.css", "@import 'a.css';")


@case(names="templates/card.svg", fails=True)
def card_of_itself(site):
    uses = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    site.put("templates/card.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><g id="g0"><rect width="1" height="1"/></g>{uses}</svg>')


def in_a_child(make):
    """What this process ever held would count as memory of the processes that it begins."""
    child = os.fork()
    if child == 0:
        try:
            make()
        except BaseException as error:
            print(error, flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("a case could not be made")


def run(program, site, command, seconds):
    """Status, seconds, peak in MB and what was said. Every process gets a process group of its own."""
    if command == "import":
        args = [program, "import", "page.html", "--event", "e", "--outlet", "a", "--source", "c"]
    else:
        args = [program, "build", "-o", "public"] + (["--format", "json"] if command == "json" else [])
    with open(site / "told", "wb") as told:
        begun = time.monotonic()
        process = subprocess.Popen(args, cwd=site, stdout=told, stderr=told, env={**os.environ, "TERM": "dumb"}, start_new_session=True)
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
        signal.alarm(seconds + 5)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
        took = time.monotonic() - begun
    return os.waitstatus_to_exitcode(status), took, usage.ru_maxrss / 1024, (site / "told").read_bytes()


def objection(status, took, peak, told, seconds, megabytes, names, fails):
    """Why a case does not hold, if it does not."""
    if status == -signal.SIGKILL:
        return f"it did not end within {seconds} s"
    if status not in (0, 1):
        return f"it ended with {status}: {told[-300:].decode(errors='replace')}"
    if took > seconds:
        return f"it took {took:.0f} s, more than {seconds}"
    if peak > megabytes:
        return f"it took {peak:.0f} MB, more than {megabytes}"
    if fails and status == 0:
        return "it went well, but should not"
    if b"panicked" in told or b"internal-error" in told:
        return f"the program failed: {told[-300:].decode(errors='replace')}"
    if status == 1 and names is None:
        return f"it failed: {told[:300].decode(errors='replace')}"
    if status == 1 and names.encode() not in told:
        return f"no finding names {names}: {told[:300].decode(errors='replace')}"
    return None


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = str(Path(sys.argv[1]).resolve())
    wanted = sys.argv[2:]
    failed = 0
    for name, (make, seconds, megabytes, names, command, fails) in CASES.items():
        if wanted and name not in wanted:
            continue
        folder = Path(tempfile.mkdtemp(prefix="bomb-"))
        try:
            in_a_child(lambda: make(Site(folder)))
            status, took, peak, told = run(program, folder, command, seconds)
            wrong = objection(status, took, peak, told, seconds, megabytes, names, fails)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        codes = sorted(set(re.findall(rb"^(?:error|warning)\[([a-z0-9-]+)\]", told, re.M)))
        said = ", ".join(code.decode() for code in codes[:4]) if status else "built"
        print(f"{'ok  ' if wrong is None else 'FAIL'} {name:<36} {took:6.1f} s {peak:6.0f} MB  {said}", flush=True)
        if wrong is not None:
            failed += 1
            print(f"     {wrong}", flush=True)
    print(f"{failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
