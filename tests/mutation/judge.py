"""Judges the findings about a damaged publication: each has a place, the right one, and a message for an editor."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Location, Severity, format_diagnostic
from factpress.core.paths import engine_folder
from tests.mutation.cases import Case
from tests.mutation.mutations import Change

NEAR = 3
"""How many lines a finding may be away from the mutation."""

MANY = 8
"""More errors than this of one mutation are a cascade, which is looked at."""

_REPR = re.compile(
    r"<class|\bNone\b|OrderedDict|Traceback|object at 0x|Decimal\(|Path\(|"
    r"\bdict\b|\btuple\b|NoneType|\b\w+Error\b|\\x[0-9a-f]{2}|Errno"
)
_OF_FILES = ("wrong-extension", "wrong-folder", "unused-text", "outside-folder", "unreadable-file", "not-utf-8")
"""Findings about a file as a whole, which have no line."""
_ABSENT = ("missing", "no file", "not read", "no-", "lists", "unknown")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was found, or with what was not."""

    judgement: str
    detail: str


def judge(case: Case, root: Path, found: Collection[Diagnostic], sound: Collection[Diagnostic]) -> Iterator[Fault]:
    """The faults of the findings. `sound` are those of the publication before it was damaged."""
    errors = [d for d in found if d.severity is Severity.ERROR]
    for one in found:
        yield from _place(one, case, root)
        yield from _message(one, root)
    yield from _twice(errors)
    fresh = [d for d in errors if d not in sound]
    different = len({d.message for d in fresh})  # what was deleted is missed in as many places as it is used
    if different > MANY and len(case.changes) == 1 and not _large(case.changes[0]):
        yield Fault("cascade", f"{len(fresh)} errors: " + "; ".join(str(d) for d in fresh[:4]))
    if fresh and len(case.changes) == 1 and not any(_near(d, case, root) for d in fresh):
        yield Fault("wrong place", "; ".join(str(d) for d in fresh[:3]))


def _large(change: Change) -> bool:
    """Whether a file is another one, or none: then it has as many errors as it has entries, or users of them."""
    return not change.first or change.last - change.first > MANY


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _place(one: Diagnostic, case: Case, root: Path) -> Iterator[Fault]:
    if one.location is None:
        if one.severity is Severity.ERROR:
            yield Fault("unplaced", str(one))
        return
    for at in (one.location, *one.related):
        yield from _inside(at, one, case, root)
    text = format_diagnostic(one, root)
    excerpt = re.search(r"(?m)^  (\d+) \|", text)
    if one.location.line and excerpt is not None and int(excerpt[1]) != one.location.line:
        yield Fault("wrong excerpt", text)
    lines = lines_of(root / one.location.path)
    if one.location.line and excerpt is None and one.answer is None and any(lines or ()):
        yield Fault("no excerpt", text)
    written = one.location.path.suffix in (".yaml", ".yml", ".md")
    if written and not one.location.line and one.code not in _OF_FILES and any(lines or ()):
        yield Fault("no line", text)


def _inside(at: Location, one: Diagnostic, case: Case, root: Path) -> Iterator[Fault]:
    if at.path.is_absolute():
        yield Fault("absolute path", str(one))
        return
    whole = root / at.path
    if not whole.is_symlink() and not whole.exists():
        gone = at.path.as_posix() in bases_of(case)
        if not gone and not any(word in str(one) for word in _ABSENT):
            yield Fault("no such file", str(one))
        return
    if not at.line:
        return
    lines = lines_of(whole)
    if lines is None:
        yield Fault("line in no text", str(one))
    elif not 1 <= at.line <= len(lines):
        yield Fault("line outside", f"{one} (lines: {len(lines)})")
    elif not 1 <= at.column <= len(lines[at.line - 1]) + 1:
        yield Fault("column outside", f"{one} (columns: {len(lines[at.line - 1])})")


def bases_of(case: Case) -> Collection[str]:
    """The names of the files before they were damaged."""
    from tests.mutation.bases import bases

    return bases()[case.base].keys()


def lines_of(path: Path) -> list[str] | None:
    """The lines of a text file as an editor counts them; None if it is no regular file."""
    if not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace").lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _near(one: Diagnostic, case: Case, root: Path) -> bool:
    """Whether a finding is at the mutation, or names or points at something that it changed."""
    change = case.changes[0]
    if one.location is None:
        return False
    places = (one.location, *one.related)
    if any(at.path.as_posix() in (change.file, *change.words) for at in places) and not change.first:
        return True
    for at in places:
        if at.path.as_posix() == change.file and (not at.line or change.first - NEAR <= at.line <= change.last + NEAR):
            return True
    named = set(re.findall(r"[\w-]{3,}", f"{one.message} {one.hint or ''}"))
    if change.words & (named - {"the", "and", "not", "add", "key", "text", "yaml", "data"}) or Path(
        change.file
    ).name in str(one):
        return True
    return any(change.words & set(re.findall(r"[\w-]{3,}", line)) for at in places for line in _line_at(at, root))


def _line_at(at: Location, root: Path) -> list[str]:
    lines = lines_of(root / at.path) if at.line and not at.path.is_absolute() else None
    return lines[at.line - 1 : at.line] if lines else []


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _message(one: Diagnostic, root: Path) -> Iterator[Fault]:
    text = f"{one.message}\n{one.hint or ''}"
    quoted = re.sub(r'"[^"]*"', '""', text)
    if (found := _REPR.search(quoted)) is not None:
        yield Fault("repr", f"{found[0]}: {one}")
    shown = format_diagnostic(one, root)
    bad = [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    if bad or any(
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for c in shown
    ):
        yield Fault("control character", ascii(str(one)))
    if str(root) in shown or (str(engine_folder()) in text):
        yield Fault("machine path", str(one))
    if len(text) > 1500:
        yield Fault("long message", f"{len(text)} characters: {text[:200]}")


def _twice(errors: Collection[Diagnostic]) -> Iterator[Fault]:
    """Errors that are reported more than once: the same words, or the same code at the same place."""
    for (place, code), count in Counter((str(d.location), d.code) for d in errors).items():
        if count > 1 and ":" in place:
            texts = " / ".join(d.message for d in errors if (str(d.location), d.code) == (place, code))
            yield Fault("twice at one place", f"{place} [{code}] {texts[:300]}")
    for (message, place), count in Counter((d.message, str(d.location)) for d in errors).items():
        if count > 1:
            yield Fault("twice the same", f"{place}: {message}")
