"""The words that an editor writes, run by run, as their files have them, so that each word has its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate
from pathlib import Path

from factpress.core.diagnostics import Location
from factpress.core.validation import Path_, Tree

_ROLE = r"\{(?P<role>[a-z-]+)\}`(?P<target>[^`]*)`"
_UNSPOKEN = re.compile(
    rf"{_ROLE}|(?<=\])\([^()\s]*\)|<https?://[^>\s]*>|[ \t]*\{{[#a-z][^{{}}`]*\}}[ \t]*$|\*+|(?m:^[ \t>]*>[ \t]?)"
)
"""What stands in a text and is not read as it stands: roles, addresses, what belongs to a heading, marks."""

_FENCE = re.compile(r"[\s>]*(?P<colons>:{3,})[ \t]*(?:\{(?P<name>[^}]*)\}[ \t]*(?P<argument>.*?))?[ \t]*")
_OPTION = re.compile(r"[\s>]*:(?P<key>[a-z-]+):[ \t]*(?P<value>.*?)[ \t]*")
_TITLED = frozenset({"aside", "slide"})
_WORDED = {"title": "PROSE", "caption": "PROSE", "alt": "PICTURE"}
_HIDDEN = "\ufffc"


class Kind(Enum):
    """Whose words they are."""

    PROSE = auto()
    """The editor's own."""
    QUOTED = auto()
    """Somebody else's, to the letter: words as supplied, a quote, the title of a work."""
    PICTURE = auto()
    """What stands for a picture, and its file's name."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of text, and where its lines begin."""

    path: Path
    text: str
    starts: tuple[int, ...] = field(compare=False)

    @classmethod
    def of(cls, path: Path, text: str) -> Page:
        """The page of that text."""
        return cls(path, text, (0, *accumulate(len(line) + 1 for line in text.split("\n"))))

    def place(self, begin: int, end: int) -> Location:
        """The place of the characters from `begin` to `end`, as far as they stand in one line."""
        line = bisect_right(self.starts, begin) - 1
        whole = self.text[begin:end].split("\n", maxsplit=1)[0]
        return Location(self.path, line + 1, begin - self.starts[line] + 1, max(len(whole), 1))

    def offset(self, place: Location) -> int:
        """Where in the text a place is."""
        return self.starts[place.line - 1] + place.column - 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words of a page, from `begin` to `end`."""

    page: Page
    begin: int
    end: int
    kind: Kind = Kind.PROSE

    @property
    def bare(self) -> str:
        """The words as long as they are in the file; what is not read as it stands is hidden."""
        text = self.page.text[self.begin : self.end]
        return _UNSPOKEN.sub(lambda found: (" " if found[0][0] in "* \t>" else _HIDDEN) * len(found[0]), text)

    def at(self, begin: int, end: int) -> Location:
        """The place of a part of `bare`."""
        return self.page.place(self.begin + begin, self.begin + end)

    def said(self, say: Callable[[str, str], str]) -> Said:
        """The words as they will be read; `say` has the words of a role by its name and target."""
        text, out, starts, at = self.page.text[self.begin : self.end], "", [(0, self.begin)], 0
        for found in _UNSPOKEN.finditer(text):
            out += text[at : found.start()]
            starts.append((len(out), self.begin + found.start()))
            if found["role"]:
                out += say(found["role"], found["target"])
            elif found[0][0] != "*":
                out += " "
            starts.append((len(out), self.begin + found.end()))
            at = found.end()
        return Said(out + text[at:], self, tuple(starts))


@dataclass(frozen=True, slots=True)
class Said:
    """A passage in words, roles and all, and where in the file each run of them begins."""

    text: str
    passage: Passage
    starts: tuple[tuple[int, int], ...]

    def at(self, begin: int, end: int) -> Location:
        """The place of a part of the words."""
        first, last = self._offset(begin), self._offset(max(end - 1, begin))
        return self.passage.page.place(first, last + 1)

    def _offset(self, at: int) -> int:
        index = bisect_right(self.starts, at, key=lambda pair: pair[0]) - 1
        said, written = self.starts[index]
        ends = self.starts[index + 1][1] if index + 1 < len(self.starts) else self.passage.end
        return min(written + at - said, max(ends - 1, written))


_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
"""What ends what each mark begins; German and Danish marks point the other way."""


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """What stands between quotation marks, the marks left out: the outermost of marks inside marks."""
    spans: list[tuple[int, int]] = []
    open_marks: list[str] = []
    begin = 0
    for mark in re.finditer(r"[“”„«»\"]", text):
        if open_marks and mark[0] in _CLOSING[open_marks[-1]]:
            open_marks.pop()
            if not open_marks:
                spans.append((begin, mark.start()))
        elif mark[0] in _CLOSING and (mark[0] == "“" or not open_marks):
            begin = begin if open_marks else mark.end()
            open_marks.append(mark[0])
    return tuple(spans)


# ── the text ──────────────────────────────────────────────────────────────────────────────────────────────────────


def text_passages(page: Page) -> Iterator[Passage]:
    """The words of a text: its paragraphs, headings, titles and options, each a run of its own."""
    begin, end, kind = -1, 0, Kind.PROSE
    options = False
    for line, start in zip(page.text.split("\n"), page.starts, strict=False):
        fence = _FENCE.fullmatch(line)
        option = _OPTION.fullmatch(line) if options and fence is None else None
        quote = line.lstrip().startswith(">")
        if fence or option or not line.strip(" \t>") or (begin >= 0 and quote and kind is Kind.PROSE):
            if begin >= 0:
                yield Passage(page, begin, end, kind)
            begin = -1
        options = fence is not None or option is not None
        if fence is not None:
            yield from _titled(page, start, fence)
        elif option is not None:
            if option["key"] in _WORDED and option["value"]:
                yield _part(page, start, option, "value", Kind[_WORDED[option["key"]]])
        elif line.strip(" \t>"):
            if begin < 0:
                begin, kind = start, Kind.QUOTED if quote else Kind.PROSE
            end = start + len(line)
    if begin >= 0:
        yield Passage(page, begin, end, kind)


def _titled(page: Page, start: int, fence: re.Match[str]) -> Iterator[Passage]:
    if fence["name"] in _TITLED and fence["argument"]:
        yield _part(page, start, fence, "argument", Kind.PROSE)
    elif fence["name"] == "image" and fence["argument"]:
        yield _part(page, start, fence, "argument", Kind.PICTURE)


def _part(page: Page, start: int, match: re.Match[str], group: str, kind: Kind) -> Passage:
    return Passage(page, start + match.start(group), start + match.end(group), kind)


# ── data files ────────────────────────────────────────────────────────────────────────────────────────────────────


def data_passages(page: Page, tree: Tree, kind_of: Callable[[Path_], Kind | None]) -> Iterator[Passage]:
    """The words of a YAML file: those of its texts that `kind_of` knows by their keys."""
    begins = sorted({page.offset(place) for places in (tree.keys, tree.values) for place in places.values()})
    for path, place in tree.values.items():
        kind = kind_of(path) if isinstance(tree.get(*path), str) else None
        if kind is not None:
            begin = page.offset(place)
            after = bisect_right(begins, begin)
            end = begins[after] if after < len(begins) else len(page.text)
            yield Passage(page, *_inside(page.text, begin, end), kind)


_SCALARS = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL)}


def _inside(text: str, begin: int, end: int) -> tuple[int, int]:
    """A scalar without its quotes, its mark of a block, or the comment behind it (YAML 1.2, 7.3 and 8.1)."""
    style = text[begin]
    if style in _SCALARS and (found := _SCALARS[style].match(text, begin)):
        return begin + 1, found.end() - 1
    if style in "|>":
        begin = text.find("\n", begin, end) + 1 or end
        indent = re.match(r"(?:[ \t]*\n)*( *)", text[begin:end])
        less = re.search(rf"(?m)^(?! {{{len(indent[1]) if indent else 0}}}|[ \t]*$)", text[begin:end])
        return begin, begin + less.start() if less else end
    comment = re.search(r"[ \t]#|(?m:^#)", text[begin:end])
    return begin, begin + comment.start() if comment else end
