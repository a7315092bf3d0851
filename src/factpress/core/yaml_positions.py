"""YAML files as plain data, with the position of every key and value.

YAML is read by its core schema (YAML 1.2, 10.3), with exceptions that prevent common mistakes: dates remain text until
a field asks for one, "no" and "off" are texts, and anchors, aliases and tags are errors. Nesting is limited to
`MAX_DEPTH` levels, so no file can exhaust the stack.
"""

from __future__ import annotations

import errno
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

from factpress.core.characters import NOT_ALLOWED, character_name, not_allowed
from factpress.core.diagnostics import MAX_BYTES, Diagnostic, Location, Problems
from factpress.core.foreign_files import foreign_file
from factpress.core.regular_files import NotRegularError, shown_size
from factpress.core.source_files import SourceFiles, keep
from factpress.core.yaml_errors import explain_yaml

YamlKey = str | int
YamlPath = tuple[YamlKey, ...]

NOT_A_FILE = "remove it, or put a file in its place"  # the hint for a pipe, a device or a folder
MAX_DEPTH = 40
MAX_DIGITS = 20
"""The limit of digits of a number, before and after the point: exact within the 28 digits of the decimal context."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The plain data of one file, with the position of each key and value."""

    path: Path
    data: Any
    keys: Mapping[YamlPath, Location]
    values: Mapping[YamlPath, Location]

    def at(self, *path: YamlKey) -> Location:
        """Return the position of the value at that path, or of the nearest value that contains it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.values:
                return self.values[path[:end]]
        return Location(self.path)

    def key_at(self, *path: YamlKey) -> Location:
        """Return the position of the key at the end of the path, or of the value if it is an item of a list."""
        return self.keys.get(path) or self.at(*path)

    def get(self, *path: YamlKey) -> Any:
        """Return the plain data at that path; None if there is none."""
        found = self.data
        for key in path:
            if isinstance(found, dict):
                found = cast("dict[YamlKey, Any]", found).get(key)
            elif isinstance(found, list) and isinstance(key, int) and key < len(cast("list[Any]", found)):
                found = cast("list[Any]", found)[key]
            else:
                return None
        return found


def overlay(base: Tree, over: Tree) -> Tree:
    """Return `base` with the keys of `over` merged into it. Values keep their positions. Lists are replaced whole."""
    keys, values = dict(base.keys), dict(base.values)

    def merge(low: Any, high: Any, path: YamlPath) -> Any:
        if isinstance(low, dict) and isinstance(high, dict):
            merged = dict(cast("dict[str, Any]", low))
            for key, value in cast("dict[str, Any]", high).items():
                merged[key] = merge(merged.get(key), value, (*path, key))
            return merged
        for positions in (keys, values):
            for old in [p for p in positions if p[: len(path)] == path and len(p) > len(path)]:
                del positions[old]
        return high

    data = merge(base.data, over.data, ())
    return Tree(over.path, data, {**keys, **over.keys}, {**values, **over.values})


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_text(files: Path | SourceFiles, path: Path, problems: Problems) -> str | None:
    """Return the text of a UTF-8 file, `path` relative to the folder; None, with an error, if it cannot be read.

    A link to a file outside the folder is an error: a publication reads only its own files.
    """
    if isinstance(files, SourceFiles):
        return keep(files, ("text", path), (), problems, lambda own: _read_text(files, path, own))
    return _read_text(SourceFiles(files), path, problems)


def _read_text(files: SourceFiles, path: Path, problems: Problems) -> str | None:
    root, name, place = files.root, path.as_posix(), Location(path)
    try:
        whole = (root / path).resolve()
        if not whole.is_relative_to(root.resolve()):
            problems.error("outside-folder", f"{name} is outside the publication's folder", place, "copy it in")
            return None
        if not whole.exists():
            hint = "the link is broken: replace it with the file" if (root / path).is_symlink() else None
            problems.error("missing-file", f"there is no file {name}", place, hint)
            return None
        raw = files.read(path, whole)
    except NotRegularError:
        problems.error("unreadable-file", f"{name} is not a file", place, NOT_A_FILE)
        return None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle (Python 3.11)
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            hint = f"split it: the limit is {shown_size(MAX_BYTES)}"
            problems.error("unreadable-file", f"{name} is too large", place, hint)
            return None
        why = getattr(error, "strerror", None) or "its links form a circle"
        hint = "replace the link with the file" if (root / path).is_symlink() else "check the permissions"
        problems.error("unreadable-file", f"cannot read {name}: {why}", place, hint)
        return None
    if (
        raw.startswith((b"{\\rtf", b"%PDF")) and (kind := foreign_file(raw, name)) is not None
    ):  # they may be valid UTF-8
        problems.error("not-utf-8", f"{name} is {kind.name}, not a plain text", Location(path, 1, 1), kind.hint)
        return None
    try:
        # libyaml would skip a second mark of the byte order, and not count it
        return raw.decode("utf-8-sig").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        if (kind := foreign_file(raw, name)) is not None:
            problems.error("not-utf-8", f"{name} is {kind.name}, not a plain text", Location(path, 1, 1), kind.hint)
            return None
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", errors="replace")) + 1
        place = Location(path, before.count(b"\n") + 1, column)
        meant = raw[error.start : error.start + 1].decode("cp1252", errors="replace")
        message = "the file is not saved as UTF-8, so its letters cannot be read"
        if meant.isprintable() and meant != "\ufffd":
            message = f'the file is not saved as UTF-8: the character here is perhaps "{meant}" in Windows-1252'
        problems.error("not-utf-8", message, place, 'save the file again with the encoding "UTF-8"')
        return None


def read_tree(files: Path | SourceFiles, path: Path, problems: Problems) -> Tree | None:
    """Return the tree of a YAML file, `path` relative to the folder; None, with an error, if it cannot be read."""

    def read(found: Problems) -> Tree | None:
        text = read_text(files, path, found)
        return parse_yaml(text, path, found) if text is not None else None

    return keep(files, ("tree", path), (), problems, read) if isinstance(files, SourceFiles) else read(problems)


def report_characters(text: str, path: Path, problems: Problems, *, first_line: int = 0) -> None:
    """Report each character of a file that is not allowed once, at its first place. `first_line` is added to lines."""
    lines = _Lines(text)
    for at, character, count in not_allowed(text):
        line, column = lines.place(at)
        hint = "remove it" if count == 1 else f"remove it; the file has {count} of them"
        problems.error("bad-character", bad_character(character), Location(path, line + first_line, column), hint)


def has_line_ends(text: str, path: Path, problems: Problems) -> bool:
    """Whether the lines of a text end in line feeds. If other characters stand in their place, that is an error."""
    for character in _LINE_ENDS:
        if (count := text.count(character)) >= _FEW_LINES and count > text.count("\n"):
            message = f"the lines of this file end in {character_name(character)}, so it has no lines"
            place = Location(path, *_Lines(text).place(text.index(character)))
            problems.error("bad-character", message, place, "save the file again with the line ends of Unix or Windows")
            return False
    return True


_LINE_ENDS = "\v\f\x85\u2028\u2029"
_FEW_LINES = 3


def bad_character(character: str) -> str:
    """Return the message about a character that is not allowed."""
    return f"the character {character_name(character)} is not allowed"


# ── YAML ────────────────────────────────────────────────────────────────────────────────────────────────────────

_COLOUR = re.compile(r" {1,8}(#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3}))\b")
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE, _FALSE = frozenset(("true", "True", "TRUE")), frozenset(("false", "False", "FALSE"))
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)\.[0-9]*)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+", re.ASCII)
_COMMENT = re.compile(r"(?:^|\s)#")
_BREAKS = "\x85\u2028\u2029"
"""Characters that end a line for libyaml."""
_REMOVED = "\U0010fffd"
"""Stands for a character that is not allowed while YAML is parsed, so that all positions stay. libyaml accepts it."""


class _RefusedError(Exception):
    """Parsing cannot continue; the error has been reported."""


class _Lines:
    """Converts the index of a character to its line and column.

    Only U+000A ends a line, as in editors. libyaml also counts U+0085, U+2028 and U+2029, so its own line numbers are
    not used.
    """

    def __init__(self, text: str) -> None:
        self.starts = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and the column of the character at that index, both from 1."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1


class _Reader:
    """One pass over the events of a document; collects plain data, positions and errors."""

    def __init__(
        self, events: Iterator[yaml.Event], text: str, lines: _Lines, path: Path, first_line: int, problems: Problems
    ) -> None:
        self.events, self.text, self.lines = events, text, lines
        self.path, self.first_line, self.problems = path, first_line, problems
        self.keys: dict[YamlPath, Location] = {}
        self.values: dict[YamlPath, Location] = {}

    def place(self, event: yaml.Event) -> Location:
        start, end = cast("yaml.Mark", event.start_mark).index, cast("yaml.Mark", event.end_mark).index
        line, column = self.lines.place(start)
        source = self.text[start:end] if isinstance(event, yaml.ScalarEvent) else ""
        if not source and isinstance(event, yaml.ScalarEvent) and (colour := _COLOUR.match(self.text, end)):
            source = colour[1]  # the value is empty, as YAML takes a colour for a comment
        length = 1 if "\n" in source else max(len(source), 1)
        return Location(self.path, line + self.first_line, column, length, source or None)

    def refuse(self, message: str, event: yaml.Event, hint: str | None = None) -> _RefusedError:
        self.problems.error("bad-yaml", message, self.place(event), hint)
        return _RefusedError()

    def document(self) -> Any:
        data: Any = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.values:
                    raise self.refuse("a second document begins here", event, 'remove the line "---"')
                data = self.value(next(self.events), ())
        return data

    def value(self, event: yaml.Event, path: YamlPath) -> Any:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            message = "anchors (&) and aliases (*) of YAML are not supported"
            raise self.refuse(message, event, "write the value in full, or put the text in quotes")
        if len(path) > MAX_DEPTH:
            raise self.refuse(f"more than {MAX_DEPTH} nested levels", event, "check the brackets")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.error("bad-yaml", f'the tag "{shown}" is not allowed', self.place(event), "remove it")
        self.values[path] = self.place(event)
        match event:
            case yaml.MappingStartEvent():
                return self.mapping(path)
            case yaml.SequenceStartEvent():
                return self.sequence(path)
            case _:
                return self.scalar(cast("yaml.ScalarEvent", event), path)

    def sequence(self, path: YamlPath) -> list[Any]:
        out: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            out.append(self.value(event, (*path, len(out))))
        return out

    def mapping(self, path: YamlPath) -> dict[str, Any]:
        out: dict[str, Any] = {}
        repeated: set[str] = set()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = self.place(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.problems.error("bad-key", "a key must be a text, not a list or a group of keys", place)
                self._skip(event, path)
                self._skip(next(self.events), path)
                continue
            if event.anchor is not None:
                raise self.refuse("a key cannot begin with & in YAML", event, "put the key in quotes")
            key = self.clean(str(event.value).replace(_REMOVED, ""), place)
            if key in out:
                hint = f"the first is in line {self.keys[(*path, key)].line}; keep one of them"
                if key not in repeated:  # one error, however often it is given
                    self.problems.error("duplicate-key", f'the key "{key}" is given twice', place, hint)
                repeated.add(key)
                self._skip(next(self.events), path)
                continue
            self.keys[(*path, key)] = place
            out[key] = self.value(next(self.events), (*path, key))
        return out

    def _skip(self, event: yaml.Event, path: YamlPath) -> None:
        """Read one value for its errors only."""
        reader = _Reader(self.events, self.text, self.lines, self.path, self.first_line, self.problems)
        reader.value(event, (*path, "?"))

    def clean(self, text: str, place: Location) -> str:
        for _, character, _ in not_allowed(text):
            if character in (place.source or ""):
                continue  # reported with the file; the other ones are escapes, such as "\0"
            self.problems.error("bad-character", bad_character(character), place, "remove it")
        return NOT_ALLOWED.sub("", text)

    def scalar(self, event: yaml.ScalarEvent, path: YamlPath) -> Any:
        text = str(event.value).replace(_REMOVED, "")
        if not event.implicit[0]:
            return self.clean(text, self.values[path])
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        if text[0] in "+-.0123456789":
            whole = _INT.fullmatch(text) is not None
            if whole or _FLOAT.fullmatch(text):
                return self.number(text, self.values[path], whole=whole)
        return self.clean(text, self.values[path])

    def number(self, text: str, place: Location, *, whole: bool) -> int | Decimal:
        number = _exact(text)
        if number is None:
            hint = "put it in quotes if it is text; round it, or choose a larger unit if it is a number"
            self.problems.error("bad-number", f"a number of more than {MAX_DIGITS} digits", place, hint)
            return 0
        return int(text) if whole else number


def _exact(text: str) -> Decimal | None:
    """The number; None if it needs too many digits without an exponent: 1.5e3 needs 4, and 0.01 needs 3."""
    try:
        number = Decimal(text) if len(text) <= 2 * MAX_DIGITS else None
    except InvalidOperation:  # an exponent that no computer holds
        return None
    if number is None:
        return None
    exponent = cast("int", number.as_tuple().exponent)  # a text for infinity, which YAML writes as .inf
    return number if max(number.adjusted(), 0) + 1 + max(-exponent, 0) <= MAX_DIGITS else None


def _without_characters(line: str) -> str:
    """A line in which other characters stand for those that are not allowed.

    What follows a comment on the same line is kept as libyaml reads it: who wrote the file saw two lines.
    """
    comment = _COMMENT.search(line)
    at = comment.start() if comment is not None else len(line)
    return NOT_ALLOWED.sub(_REMOVED, line[:at]) + NOT_ALLOWED.sub(
        lambda found: found[0] if found[0] in _BREAKS else _REMOVED, line[at:]
    )


def parse_yaml(text: str, path: Path, problems: Problems, *, first_line: int = 0) -> Tree | None:
    """Return the tree of a YAML text; None, with an error, if it is invalid. `first_line` is added to line numbers."""
    tree, found = _parsed(text, path, first_line)
    problems.found += found
    return tree


@lru_cache(maxsize=64)  # a check reads the files of claims and texts once for their data, and once for their words
def _parsed(text: str, path: Path, first_line: int) -> tuple[Tree | None, tuple[Diagnostic, ...]]:
    problems = Problems()
    tree = _parse(text, path, problems, first_line=first_line)
    return tree, tuple(problems)


def _parse(text: str, path: Path, problems: Problems, *, first_line: int) -> Tree | None:
    if NOT_ALLOWED.search(text) is not None:
        if not has_line_ends(text, path, problems):
            return None
        report_characters(text, path, problems, first_line=first_line)
        text = "\n".join(map(_without_characters, text.split("\n")))
    lines = _Lines(text)
    try:
        events = cast("Iterator[yaml.Event]", cast("Any", yaml).parse(text, Loader=yaml.CSafeLoader))
        reader = _Reader(events, text, lines, path, first_line, problems)
        return Tree(path, reader.document(), reader.keys, reader.values)
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        fault = explain_yaml(text, error)
        line, column = lines.place(fault.index)
        problems.error("bad-yaml", fault.message, Location(path, line + first_line, column), fault.hint)
        return None
    except (yaml.YAMLError, UnicodeError) as error:
        place = Location(path, 1 + first_line)
        problems.error("bad-yaml", f"invalid YAML: {str(error).splitlines()[0]}", place, "write the file again")
        return None
