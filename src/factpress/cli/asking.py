"""Commands that ask and record: `trace`, `printed`, `changes`."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from factpress.cli.console import CLEAN, FINDINGS, print_json, report, say, say_json, shown
from factpress.cli.options import Adder, names_folder, takes_folder


def add_commands(command: Adder) -> None:
    """Adds the commands to the command line."""
    trace = command("trace", _trace, "say where a claim stands, or which claims say a number")
    trace.add_argument("asked", metavar="CLAIM|NUMBER", help="a claim, claim/value, or a number: 17,000")
    names_folder(trace)

    printed = command("printed", _printed, "record what was printed or handed out")
    printed.add_argument("product", metavar="PRODUCT", help="the product that was printed: booklet-a5")
    printed.add_argument("file", nargs="?", type=Path, metavar="FILE", help="its file (default: the one in build)")
    printed.add_argument("--copies", required=True, metavar="NUMBER", help="how many copies")
    printed.add_argument("--on", required=True, metavar="DATE", help="the day: 2026-11-22")
    printed.add_argument("--for", default="", dest="purpose", metavar="WORDS", help="what for: an event, a town")
    names_folder(printed)

    changes = command("changes", _changes, "say what printed stock no longer agrees with the facts, and set slips")
    takes_folder(changes)
    changes.add_argument("--since", metavar="DATE|RECORD", help="only what has changed since that day or printing")
    changes.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the slips (default: build)")


def _trace(options: argparse.Namespace) -> int:
    from factpress.audit.trace.report import plain_answer, told
    from factpress.audit.trace.search import search
    from factpress.edition import read_edition
    from factpress.workflows.plan import targets
    from factpress.workflows.renderers import RENDERERS

    edition = read_edition(Path(options.folder), known_renderers=frozenset(RENDERERS))
    answer = search(edition, options.asked, targets(edition))
    if options.json:
        say_json(plain_answer(answer, edition.book), indent=1)
    elif not options.quiet or answer.found:
        say(told(answer, edition.book, edition.language))
    return CLEAN if answer.found else FINDINGS


def _printed(options: argparse.Namespace) -> int:
    from factpress.audit.trace.report import plain_printing, printing_words
    from factpress.edition import read_edition
    from factpress.workflows.plan import targets
    from factpress.workflows.print_run import Order, record
    from factpress.workflows.renderers import RENDERERS

    edition = read_edition(Path(options.folder), known_renderers=frozenset(RENDERERS))
    order = Order(options.product, options.copies, options.on, options.purpose, options.file)
    files = {product.name: path for path, product in targets(edition).items()}
    recorded = record(edition, order, files, dt.datetime.now(dt.UTC).astimezone().date())
    printing = recorded.printing
    if options.json:
        print_json(recorded=plain_printing(printing), findings=recorded.warnings)
        return CLEAN
    report(recorded.warnings, Path(options.folder), options)
    if not options.quiet:
        claims = len({one.claim for one in printing.carried})
        say(f"{shown(recorded.path)}  {printing.id}: {printing_words(printing, edition.language)}")
        say(f"{printing.file} makes {len(printing.carried)} statements of {claims} claims")
        say("next: when facts change, factpress changes says what of it has gone wrong")
    return CLEAN


def _changes(options: argparse.Namespace) -> int:
    from factpress.audit.trace.report_corrections import plain_corrections, told_corrections
    from factpress.edition import read_edition
    from factpress.workflows.print_run import changes, set_slips
    from factpress.workflows.renderers import RENDERERS

    edition = read_edition(Path(options.folder), known_renderers=frozenset(RENDERERS))
    found = changes(edition, options.since)
    slips = set_slips(edition, found, options.output)
    if options.json:
        listed = plain_corrections(found)
        say_json(
            {"corrections": [{**one, "slip": str(slip)} for one, slip in zip(listed, slips, strict=True)]}, indent=1
        )
    elif found:
        say(told_corrections(found, [shown(slip) for slip in slips], edition.language))
    elif not options.quiet:
        say("nothing that was printed has gone wrong")
    return FINDINGS if found else CLEAN
