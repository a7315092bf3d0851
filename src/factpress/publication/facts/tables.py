"""Series whose numbers are in a table of their own: `series: {file: data/series/visitors.csv}`.

The numbers are put in the place of these keys before the value is validated. Each has its place in the table, so all
findings about a number name its line and column, or its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from factpress.core.diagnostics import MAX_BYTES, Findings, Location, Problems
from factpress.core.foreign_files import nearest_file
from factpress.core.regular_files import shown_size
from factpress.core.source_files import SourceFiles
from factpress.core.validation import validate
from factpress.core.yaml_positions import NOT_A_FILE, Tree, YamlPath
from factpress.i18n import Language
from factpress.publication.facts.schema import PERCENT, SeriesFileRecord
from factpress.publication.sheets.numbers import NOTATIONS, Numbers
from factpress.publication.sheets.reading import ENDINGS, read_sheet
from factpress.publication.sheets.series import SeriesPoint, find_columns, read_points
from factpress.publication.sheets.sheet import Fault, Sheet, faults_as_findings

DATA = "data"


@dataclass(slots=True)
class Tables:
    """Reads the tables that claims name. `named` are their paths, relative to the folder."""

    files: SourceFiles
    language: Language
    problems: Problems
    named: set[Path] = field(default_factory=set[Path])

    def filled(self, tree: Tree, path: YamlPath) -> Tree | None:
        """Return the tree with the numbers of its table in the value at that path; None, with errors, if it has none.

        A value that names no table leaves the tree as it is.
        """
        written = tree.get(*path, "series")
        if not isinstance(written, dict) or "file" not in written:
            return tree
        at = (*path, "series")
        record = validate(tree, SeriesFileRecord, self.problems, at)
        if record is None:
            return None
        file = self._inside(record.file, tree.at(*at, "file"))
        sheet = self._sheet(file, record, tree.at(*at, "file")) if file is not None else None
        points = self._points(sheet, record, tree, path) if sheet is not None else None
        return _with_points(tree, at, points, sheet) if points is not None and sheet is not None else None

    def _inside(self, written: str, place: Location) -> Path | None:
        """The path of a table in the folder `data`; None, with an error, for any other."""
        path = PurePosixPath(written)
        wrong = path.is_absolute() or ".." in path.parts or "\\" in written or ":" in written or "\0" in written
        if wrong or len(path.parts) < 2 or path.parts[0] != DATA:
            name = path.name if not wrong or path.name != ".." else "visitors.csv"
            hint = f"copy it to {DATA}/series, and write file: {DATA}/series/{name.rpartition(chr(92))[2]}"
            self.problems.error("outside-folder", f"{written} is not in the folder {DATA}", place, hint)
            return None
        if path.suffix.lower() not in ENDINGS:
            hint = "save the table as .csv (UTF-8) or .xlsx"
            self.problems.error("wrong-extension", f"{written} is neither CSV nor XLSX", place, hint)
            return None
        return Path(path)

    def _sheet(self, file: Path, record: SeriesFileRecord, place: Location) -> Sheet | None:
        self.named.add(file)
        root = self.files.root
        whole = root / file
        try:
            if not whole.resolve().is_relative_to((root / DATA).resolve()):
                message = f"{file.as_posix()} leads out of the folder {DATA}"
                self.problems.error("outside-folder", message, place, "replace the link with a copy")
                return None
            if not whole.is_file() and file not in self.files.contents:
                near = nearest_file(root, file.as_posix(), ENDINGS) if not whole.exists() else None
                message = (
                    f"there is no file {file.as_posix()}" if not whole.exists() else f"{file.as_posix()} is not a file"
                )
                hint = f'did you mean "{near}"?' if near is not None else NOT_A_FILE if whole.exists() else None
                self.problems.error("missing-file", message, place, hint)
                return None
            return read_sheet(self.files.read(file, whole), file, record.sheet, strict=True)
        except Findings as findings:
            self.problems.found += findings.found
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle (Python 3.11)
            why = getattr(error, "strerror", None) or "its links form a circle"
            hint = f"the limit is {shown_size(MAX_BYTES)}" if "large" in why else "check the permissions"
            self.problems.error("unreadable-file", f"cannot read {file.as_posix()}: {why}", place, hint)
        return None

    def _points(
        self, sheet: Sheet, record: SeriesFileRecord, tree: Tree, path: YamlPath
    ) -> tuple[SeriesPoint, ...] | None:
        numbers = Numbers.named(record.numbers) if record.numbers is not None else Numbers.of(self.language)
        if numbers is None:
            examples = ", ".join(f'"{one.example}"' for one in NOTATIONS)
            place = tree.at(*path, "series", "numbers")
            message = f'"{record.numbers}" is no notation of numbers'
            self.problems.error("bad-value", message, place, f"write 1234.5 as the table would: {examples}")
            return None
        columns = find_columns(sheet, record.period, record.value)
        if isinstance(columns, Fault):
            self.problems.found.append(columns.diagnostic(sheet))
            return None
        unit = tree.get(*path, "unit")
        percent = self.language.unit_named(unit) == PERCENT if isinstance(unit, str) else None
        series = read_points(sheet, columns, numbers, percent=percent)
        self.problems.found += faults_as_findings(sheet, series.faults)
        return series.points if not series.faults else None


def _with_points(tree: Tree, at: YamlPath, points: tuple[SeriesPoint, ...], sheet: Sheet) -> Tree:
    keys, values = dict(tree.keys), dict(tree.values)
    series: dict[str, Any] = {}
    for point in points:
        place = (*at, point.moment)
        keys[place], values[place] = sheet.location(point.when), sheet.location(point.what)
        if isinstance(point.reading, tuple):
            series[point.moment] = list(point.reading)
            values.update({(*place, number): values[place] for number in range(2)})
        else:
            series[point.moment] = point.reading
    return replace(tree, data=_replaced(tree.data, at, series), keys=keys, values=values)


def _replaced(data: Any, path: YamlPath, value: Mapping[str, Decimal | list[Decimal]]) -> Any:
    """The data with a value at a path; what is not on the path is the same object."""
    if not path:
        return value
    new = copy(data)
    new[path[0]] = _replaced(data[path[0]], path[1:], value)
    return new
