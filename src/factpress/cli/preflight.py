"""`factpress preflight`: checks whether a PDF can be printed."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console
from factpress.core.characters import visible_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the PDF")
    parser.add_argument(
        "--profile",
        default="print-shop-mm",
        metavar="PRINTER",
        help="the printer that the file is for (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.core.paths import Places
    from factpress.output.prepress.preflight import preflight_file
    from factpress.publication.printers import load_printer

    printer = load_printer(options.profile, Places.of(Path()))
    checked = preflight_file(options.file, printer)
    if options.json:
        findings = [finding.listed for finding in checked.findings]
        result = {
            "file": str(options.file),
            "printer": printer.name,
            "findings": findings,
            "tell": checked.printer_notes,
        }
        console.print_json(result)
        return console.FINDINGS if checked.errors else console.CLEAN
    console.print_findings(checked.diagnostics(options.file, inches=printer.inches), Path(), options)
    if not options.quiet:
        console.print_line(f"What to tell the printer ({printer.title}):")
        for sentence in checked.printer_notes:
            console.print_line(f"  {visible_line(sentence)}")
    return console.FINDINGS if checked.errors else console.CLEAN
