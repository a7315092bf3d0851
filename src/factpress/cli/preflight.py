"""`factpress preflight`: checks whether PDFs can be printed, and whether slides can be shown and read in a room."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.cli import console
from factpress.core.characters import visible_line
from factpress.core.diagnostics import Diagnostic, Severity, ToolError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a PDF or PowerPoint file")
    parser.add_argument(
        "--profile",
        default="print-shop-mm",
        metavar="PRINTER",
        help="the printer that a PDF is for (default: %(default)s)",
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """One file: its findings, as values and as diagnostics, and lines that are printed after them."""

    listed: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...]


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status. A file that cannot be read does not stop the others."""
    from factpress.output.deck.preflight import DECK_FILES

    checked: list[_Checked] = []
    failed: list[ToolError] = []
    for path in options.files:
        try:
            checked.append(_deck(path) if path.suffix.lower() in DECK_FILES else _pdf(path, options.profile))
        except ToolError as error:
            if len(options.files) == 1:
                raise
            failed.append(error)
    if options.json:
        alone = len(options.files) == 1
        files = [one.listed for one in checked]
        errors = [{"failed": error.message, "hint": error.hint} for error in failed]
        console.print_json(files[0] if alone else {"files": files, "failed": errors})
    else:
        _print(checked, options)
        for error in failed:
            console.print_failure(str(error), error.hint, options)
    if failed:
        return console.FAILED
    found = any(one.severity is Severity.ERROR for each in checked for one in each.diagnostics)
    return console.FINDINGS if found else console.CLEAN


def _print(checked: list[_Checked], options: argparse.Namespace) -> None:
    found = [one for each in checked for one in each.diagnostics]
    notes = Severity.INFORMATION if options.quiet else None
    console.print_findings([one for one in found if one.severity is not notes], Path(), options, is_ordered=True)
    for each in () if options.quiet else checked:
        for line in each.lines:
            console.print_line(visible_line(line))


def _pdf(path: Path, profile: str) -> _Checked:
    from factpress.core.paths import Places
    from factpress.output.prepress.preflight import preflight_file
    from factpress.publication.printers import load_printer

    printer = load_printer(profile, Places.of(Path()))
    report = preflight_file(path, printer)
    listed = {
        "file": str(path),
        "printer": printer.name,
        "findings": [finding.listed for finding in report.findings],
        "tell": report.printer_notes,
    }
    lines = (f"What to tell the printer ({printer.title}):", *(f"  {note}" for note in report.printer_notes))
    return _Checked(listed, report.diagnostics(path, inches=printer.inches), lines)


def _deck(path: Path) -> _Checked:
    from factpress.output.deck.preflight import preflight_file

    report = preflight_file(path)
    listed = {
        "file": str(path),
        "slides": report.slides,
        "findings": [finding.listed for finding in report.findings],
    }
    return _Checked(listed, report.diagnostics, (f"{console.short_path(path)}  {report.summary}",))
