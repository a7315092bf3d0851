"""Findings: the one type for errors and warnings of all packages, and how they are shown.

A function that reads a file does not stop at the first error. It adds a `Diagnostic` to `Problems` and continues, so
one run reports all errors. It raises `Findings`, with all of them, only if it cannot continue.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from factpress.core.characters import message_line, visible_line
from factpress.core.regular_files import read_regular


class Severity(StrEnum):
    """An error stops the build. A warning does not. Information needs no action."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a file. Lines and columns count from 1, columns in characters; 0 means "the whole file".

    `source` is a YAML value as it is written in the file, with quotes, folds and indents. With it, a finding inside the
    value gets its own line and column. `cell` is the name of a cell in a workbook, which has no lines: "B7".
    """

    path: Path
    line: int = 0
    column: int = 0
    length: int = 1
    source: str | None = field(default=None, compare=False, repr=False)
    cell: str = ""

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else f":{self.cell}" if self.cell else ""
        return self.path.as_posix() + place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: a stable code, a message, its position, and a hint how to fix it.

    `related` are other positions that the message is about: of two contradicting claims, the second. `answer` is the
    editor's answer to the finding, which is information then. Each of `claims` may have such an answer.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Location, ...] = ()
    answer: str | None = None
    claims: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        return f"{place}{self.severity.value}[{self.code}]: {self.message}"


_ENDLESS = re.compile(r"(\S{200})\S+")
_LONG_QUOTE = re.compile(r'("[^"]{300})[^"]++(?=")')


def _shortened(text: str) -> str:
    """The text with each word and quotation cut that is longer than any name: it was pasted by mistake, or no text."""
    return _LONG_QUOTE.sub(r"\1…", _ENDLESS.sub(r"\1…", text))


@dataclass(slots=True)
class Problems:
    """Collects findings while a publication is read."""

    found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    _errors: list[Diagnostic] = field(default_factory=list[Diagnostic], init=False, repr=False, compare=False)
    _read: int = field(default=0, init=False, repr=False, compare=False)

    def error(self, code: str, message: str, location: Location, hint: str | None = None) -> None:
        """Add an error."""
        self.found.append(Diagnostic(code, _shortened(message), location, hint and _shortened(hint)))

    def warning(self, code: str, message: str, location: Location, hint: str | None = None) -> None:
        """Add a warning."""
        hint = hint and _shortened(hint)
        self.found.append(Diagnostic(code, _shortened(message), location, hint, Severity.WARNING))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop a build."""
        # readers ask after each record, so only the findings that are new are looked at; none is ever removed
        self._errors += [d for d in self.found[self._read :] if d.severity is Severity.ERROR]
        self._read = len(self.found)
        return tuple(self._errors)

    def raise_errors(self) -> None:
        """Raise `Findings` with all findings, if one of them is an error."""
        if self.errors:
            raise Findings(self.found)


class Findings(Exception):  # noqa: N818 - it carries findings; the errors are inside
    """The publication has errors: exit status 1. Holds all findings, including warnings."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self.found = tuple(found)
        super().__init__(self.found)  # so that it can be pickled: workers raise it, too

    def __str__(self) -> str:
        return "; ".join(d.message for d in self.found)


class ToolError(Exception):
    """The tool or its environment failed, not the publication: exit status 2. The message is for a user."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.message, self.hint = message, hint
        super().__init__(message, hint)

    def __str__(self) -> str:
        return self.message


class InstallationError(ToolError):
    """A library, a font or a template of the tool is missing, so nothing of that kind can be made."""


def did_you_mean(wrong: str, allowed: Iterable[str], *, most: int = 12) -> str:
    """Return a hint for an unknown name: the most similar allowed name, or else the allowed names."""
    names = sorted(set(allowed))
    plain = _plain(wrong)
    if (same := next((name for name in names if plain == name.casefold()), None)) is not None:
        odd = next((c for c in wrong if c in _INVISIBLE or c in _CURLY), None)
        what = f", without {unicodedata.name(odd).replace('MARK', 'mark').lower()}" if odd is not None else ""
        return f'write "{same}"{what}'
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    if not names:
        return "none is defined yet: add it, or correct the name"
    shown = ", ".join(f'"{name}"' for name in names[:most])
    return f"allowed: {shown}" + (f" … and {len(names) - most} more" if len(names) > most else "")


def and_more(names: Sequence[str], *, most: int = 4, separator: str = ", ") -> str:
    """Return names for a message: "a, b and c"; of many, the first ones and how many there are more."""
    shown = names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, (separator.join(shown[:-1]), *shown[-1:])))


def ranges_of(numbers: Iterable[int], noun: str) -> str:
    """Return numbers for a message: "pages 1 to 4, 7", or "page 7"; "" for none. At most eight ranges are listed."""
    runs: list[tuple[int, int]] = []
    listed = sorted(set(numbers))
    for number in listed:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    ranges = [str(a) if a == b else f"{a} to {b}" if b > a + 1 else f"{a}, {b}" for a, b in runs]
    shown = ", ".join(ranges[:8]) + (f" and {len(ranges) - 8} more" if len(ranges) > 8 else "")
    return f"{noun}{'s' if len(listed) > 1 else ''} {shown}" if listed else ""


_INVISIBLE = "\u00a0\u00ad\u2007\u200b\u202f\u2060\ufeff"
_CURLY = "“”„‘’‚«»"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def _plain(text: str) -> str:
    """The text without quotes around it, invisible characters and capitals, and with hyphens for dashes."""
    plain = "".join(c for c in text if c not in _INVISIBLE and c not in _CURLY)
    return plain.translate(_DASHES).strip(" \"'").casefold()


def _cells(text: str) -> int:
    """The width of a text in terminal cells, so that the caret is under the right character."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


MAX_BYTES = 8_000_000
"""The size limit of text files. Larger ones were not written by a person."""


def _lines(path: Path, root: Path) -> list[str]:
    """The lines of a file; none if it is outside `root` or is not a text file."""
    try:
        whole = (root / path).resolve()  # follows links: a link to a file outside the folder is outside, too
        if not whole.is_relative_to(root.resolve()):
            return []
        status = whole.stat()
        return _read_lines(whole, (status.st_mtime_ns, status.st_size))
    except (OSError, RuntimeError, ValueError):  # circular links, invalid names
        return []


@lru_cache(maxsize=4)  # many findings are in the same file
def _read_lines(path: Path, _stamp: tuple[int, int]) -> list[str]:
    text = read_regular(path, MAX_BYTES).decode("utf-8-sig", errors="replace").lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(location: Location, lines: list[str]) -> list[str]:
    if not 1 <= location.line <= len(lines) or not any(lines):
        return []
    line = lines[location.line - 1]
    start = max(location.column - 1, 0)
    window = max(0, start - 60)
    shown = visible_line(line[window : window + 110].replace("\t", " "))
    number = str(location.line)
    caret = "^" * max(1, min(location.length, _cells(shown[start - window :]) or 1))
    pad = " " * _cells(shown[: start - window])
    return [f"  {number} | {shown}".rstrip(), f"  {' ' * len(number)} | {pad}{caret}"]


def sort_diagnostics(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file, line and column, without duplicates; those without a position are last."""
    last = Location(Path("~"), 10**9)
    return sorted(dict.fromkeys(found), key=lambda d: (d.location or last, d.code, d.message))


def format_diagnostic(diagnostic: Diagnostic, root: Path) -> str:
    """Return the finding as text: position, code and message, the line with a caret under the error, a hint.

    A finding with an answer is shown in short, with its answer. Relative paths start from `root`. There is no excerpt
    of a file outside it or of one that cannot be read. Characters that control a terminal become U+FFFD.
    """
    place = f"{diagnostic.location}: " if diagnostic.location else ""
    if diagnostic.answer is not None:
        head = f"{place}answered[{diagnostic.code}]: {diagnostic.message}"
        others = [f"  and {other}" for other in diagnostic.related]
        return "\n".join(map(message_line, [head, *others, f"  answer: {diagnostic.answer}"]))
    out = [message_line(f"{place}{diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}")]
    if diagnostic.location is not None and diagnostic.location.line:
        out += _excerpt(diagnostic.location, _lines(diagnostic.location.path, root))
    for other in diagnostic.related:
        out += [message_line(f"  and {other}"), *_excerpt(other, _lines(other.path, root))]
    if diagnostic.hint:
        out.append(message_line(f"  hint: {diagnostic.hint}"))
    return "\n".join(out)
