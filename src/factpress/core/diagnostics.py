"""What is wrong, where, and what to do about it: one type for every finding of every room.

A reader of a file never stops at the first mistake. It adds a `Diagnostic` to `Problems` and goes on, so an
editor sees everything that is wrong in one run. Only where nothing sensible can follow does it raise
`Findings`, which carries them all.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """An error stops the build; a warning is printed and the build goes on; information need not be acted upon."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a text file. Lines and columns count from 1, columns in characters; 0 means "the whole file".

    `source` is the text of a YAML value as the file has it, with its quotes, folds and indents: what is found in the
    value can then be placed at its own line and column.
    """

    path: Path
    line: int = 0
    column: int = 0
    length: int = 1
    source: str | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}:{self.column}" if self.line else self.path.as_posix()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, a message that names the thing, its place, and a hint that says what to do.

    `related` are the other places that the message speaks of: where two claims contradict each other, the second.
    `answer` is what the editor has answered to it; it is information then.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Location, ...] = ()
    answer: str | None = None

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        return f"{place}{self.severity.value}[{self.code}]: {self.message}"


@dataclass(slots=True)
class Problems:
    """Collects findings while a publication is read. The one value here that grows; it never leaves the edge."""

    found: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def error(self, code: str, message: str, location: Location, hint: str | None = None) -> None:
        """Note an error."""
        self.found.append(Diagnostic(code, message, location, hint))

    def warning(self, code: str, message: str, location: Location, hint: str | None = None) -> None:
        """Note a warning."""
        self.found.append(Diagnostic(code, message, location, hint, Severity.WARNING))

    def unplaced(self, code: str, message: str, hint: str | None = None) -> None:
        """Note an error that has no place in the editor's files."""
        self.found.append(Diagnostic(code, message, None, hint))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop a build."""
        return tuple(d for d in self.found if d.severity is Severity.ERROR)

    def raise_errors(self) -> None:
        """Raise `Findings` with all that was found, if any of it is an error."""
        if self.errors:
            raise Findings(self.found)


class Findings(Exception):  # noqa: N818 - it carries findings; the errors are inside
    """The publication has errors: exit status 1. Carries every finding, warnings too."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self.found = tuple(found)
        super().__init__(self.found)  # args must rebuild it: findings cross from worker processes

    def __str__(self) -> str:
        return "; ".join(d.message for d in self.found)


class ToolError(Exception):
    """The tool or its surroundings failed, not the publication: exit status 2. The message is for a user."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.message, self.hint = message, hint
        super().__init__(message, hint)

    def __str__(self) -> str:
        return self.message


def did_you_mean(wrong: str, allowed: Iterable[str], *, most: int = 12) -> str:
    """A hint for a name that is not known: the nearest allowed one, or else the list of them."""
    names = sorted(set(allowed))
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    if not names:
        return "none is defined yet"
    shown = ", ".join(f'"{name}"' for name in names[:most])
    return f"allowed: {shown}" + (", …" if len(names) > most else "")


def _cells(text: str) -> int:
    """How many terminal cells a text takes, so that the caret stands under the right character."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


MOST_BYTES = 8_000_000
"""Of a larger file, which no person wrote, no line is shown."""

_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey and not show: control characters, line ends, and what turns the direction of writing."""


def _visible(text: str) -> str:
    """The text as it may be written to a terminal: what would command it stands as U+FFFD, one for one."""
    return _UNSHOWN.sub("\ufffd", text)


def _lines(path: Path, root: Path) -> list[str]:
    """The lines of a file as its readers count them; none where it lies outside `root` or is no file of text."""
    try:
        whole = (root / path).resolve()  # follows links, so a link that leads out of the folder is outside, too
        if not whole.is_relative_to(root.resolve()) or not whole.is_file() or whole.stat().st_size > MOST_BYTES:
            return []
        text = whole.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no system takes
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(location: Location, lines: list[str]) -> list[str]:
    if not 1 <= location.line <= len(lines) or not any(lines):
        return []
    line = _visible(lines[location.line - 1].replace("\t", " "))
    start = max(location.column - 1, 0)
    window = max(0, start - 60)
    shown = line[window : window + 110]
    number = str(location.line)
    caret = "^" * max(1, min(location.length, _cells(shown[start - window :]) or 1))
    pad = " " * _cells(shown[: start - window])
    return [f"  {number} | {shown}".rstrip(), f"  {' ' * len(number)} | {pad}{caret}"]


def sort_diagnostics(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings by file, line and column; those without a place come last. Equal ones are named once."""
    nowhere = Location(Path("~"), 10**9)
    return sorted(dict.fromkeys(found), key=lambda d: (d.location or nowhere, d.code, d.message))


def format_diagnostic(diagnostic: Diagnostic, root: Path) -> str:
    """The finding as an editor reads it: place, code and message, the line with a caret under the fault, a hint.

    What has been answered is shown in short, with its answer.

    `root` is the folder that relative paths start from; a file outside it, or one that cannot be read, just has no
    excerpt. Characters that would command the terminal stand as U+FFFD.
    """
    place = f"{diagnostic.location}: " if diagnostic.location else ""
    if diagnostic.answer is not None:
        head = f"{place}answered[{diagnostic.code}]: {diagnostic.message}"
        others = [f"  and {other}" for other in diagnostic.related]
        return "\n".join(map(_visible, [head, *others, f"  answer: {diagnostic.answer}"]))
    out = [_visible(f"{place}{diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}")]
    if diagnostic.location is not None and diagnostic.location.line:
        out += _excerpt(diagnostic.location, _lines(diagnostic.location.path, root))
    for other in diagnostic.related:
        out += [_visible(f"  and {other}"), *_excerpt(other, _lines(other.path, root))]
    if diagnostic.hint:
        out.append(_visible(f"  hint: {diagnostic.hint}"))
    return "\n".join(out)
