"""The text that editors write, in passages whose words have their lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from factpress.checks.context import CheckContext
from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import path_exists
from factpress.core.yaml_positions import Tree, YamlPath, parse_yaml, read_text
from factpress.document.parse.charts_file import CHARTS
from factpress.document.resolve.lookup import SAYS, VALUE_ROLES, FactLookup
from factpress.document.resolve.sentence_text import sentence_text
from factpress.i18n import language_files
from factpress.publication.events import EVENTS
from factpress.publication.facts.load import fact_files
from factpress.publication.facts.sources import SOURCES, TEXTS
from factpress.publication.outreach import OUTREACH_FILES
from factpress.publication.settings import PUBLICATION_FILE as PUBLICATION

_ROLE = r"\{(?P<role>[a-z-]+)\}`(?P<target>[^`]*)`"
# From their first character only: trying each one takes the square of their number. A quote's mark takes one of them.
_BLANKS = r"(?:(?:(?<![ \t])|(?<=>[ \t]))[ \t]++)"
_MARKUP = re.compile(
    rf"{_ROLE}|(?<=\])\([^()\s]*\)|<https?://[^<>\s]*>|{_BLANKS}?\{{[#a-z][^{{}}`]*\}}[ \t]*$|\*+|(?m:^[ \t>]*>[ \t]?)"
)
"""The parts of a text that are not read as they are written: roles, addresses, attributes, emphasis and quote marks."""

_LINE = r"(?:[^ \t\n]|[ \t]++(?!\Z))*+"
"""The rest of a line without the blanks at its end."""
_FENCE = re.compile(rf"[\s>]*(?P<colons>:{{3,}})[ \t]*+(?:\{{(?P<name>[^}}]*)\}}[ \t]*+(?P<argument>{_LINE}))?[ \t]*+")
_OPTION = re.compile(rf"[\s>]*:(?P<key>[a-z-]+):[ \t]*+(?P<value>{_LINE})[ \t]*+")
_HIDDEN = "\ufffc"


class Kind(Enum):
    """Whose words a passage contains."""

    PROSE = auto()
    """The editor's words."""
    QUOTED = auto()
    """Exact words of others: a text as supplied, a quote, the title of a work."""
    PICTURE = auto()
    """The alternative text of a picture, or its file name."""


_ARGUMENTS = {"aside": Kind.PROSE, "slide": Kind.PROSE, "image": Kind.PICTURE}
_OPTIONS = {"title": Kind.PROSE, "caption": Kind.PROSE, "alt": Kind.PICTURE}


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file with text, and the offsets of its lines. `keys` names the kind of file: "content", "facts" or another."""

    path: Path
    text: str
    keys: str
    starts: tuple[int, ...] = field(compare=False)

    @classmethod
    def of(cls, path: Path, text: str, keys: str = "content") -> TextFile:
        """Creates it from the text of the file."""
        return cls(path, text, keys, (0, *accumulate(len(line) + 1 for line in text.split("\n"))))

    def place(self, begin: int, end: int) -> Location:
        """The location of the characters from `begin` to `end`, or of those in the first line."""
        line = bisect_right(self.starts, begin) - 1
        first_line = self.text[begin:end].split("\n", maxsplit=1)[0]
        return Location(self.path, line + 1, begin - self.starts[line] + 1, max(len(first_line), 1))

    def offset(self, place: Location) -> int:
        """The offset of a location in the text."""
        return self.starts[place.line - 1] + place.column - 1


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a file from `begin` to `end`: a paragraph, a heading, a title or a value of a data file."""

    file: TextFile
    begin: int
    end: int
    kind: Kind = Kind.PROSE

    @property
    def source(self) -> str:
        """The text as it is in the file."""
        return self.file.text[self.begin : self.end]

    @property
    def is_plain(self) -> bool:
        """Whether it has no markup, so that it is read as it is in the file."""
        return _is_plain(self.source)

    @property
    def masked(self) -> str:
        """The text with its markup replaced by other characters, so that all offsets stay the same."""
        return _masked(self.source)

    def at(self, begin: int, end: int) -> Location:
        """The location of a part of `masked`."""
        return self.file.place(self.begin + begin, self.begin + end)

    def read(self, read_role: Callable[[str, str], str]) -> ReadText:
        """The text as it is read. `read_role` returns the words of a role from its name and target."""
        text, words, starts, at = self.file.text[self.begin : self.end], "", [(0, self.begin)], 0
        for found in _MARKUP.finditer(text):
            words += text[at : found.start()]
            starts.append((len(words), self.begin + found.start()))
            if found["role"]:
                words += read_role(found["role"], found["target"])
            elif found[0][0] != "*":
                words += " "
            starts.append((len(words), self.begin + found.end()))
            at = found.end()
        return ReadText(words + text[at:], self, tuple(starts))


@lru_cache(maxsize=8192)
def _is_plain(source: str) -> bool:
    return _MARKUP.search(source) is None


@lru_cache(maxsize=8192)
def _masked(source: str) -> str:
    return _MARKUP.sub(lambda found: (" " if found[0][0] in "* \t>" else _HIDDEN) * len(found[0]), source)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A passage as it is read, with the words of its roles. `starts` are pairs of offsets: in `words`, in the file."""

    words: str
    passage: Passage
    starts: tuple[tuple[int, int], ...]

    def at(self, begin: int, end: int) -> Location:
        """The location of a part of the words."""
        first, last = self._offset(begin), self._offset(max(end - 1, begin))
        return self.passage.file.place(first, last + 1)

    def _offset(self, at: int) -> int:
        index = bisect_right(self.starts, at, key=lambda pair: pair[0]) - 1
        in_words, in_file = self.starts[index]
        next_part = self.starts[index + 1][1] if index + 1 < len(self.starts) else self.passage.end
        return min(in_file + at - in_words, max(next_part - 1, in_file))


_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
"""The marks that close each opening mark. German and Danish use the same marks in the other direction."""


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The offsets of the text between quotation marks; of nested quotations, of the outermost."""
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


# ── the text of a publication ─────────────────────────────────────────────────────────────────────────────────────


def text_passages(file: TextFile) -> Iterator[Passage]:
    """The passages of a Markdown file: paragraphs, headings, titles and options."""
    begin, end, kind = -1, 0, Kind.PROSE
    in_options = False
    for line, start in zip(file.text.split("\n"), file.starts, strict=False):
        fence = _FENCE.fullmatch(line)
        option = _OPTION.fullmatch(line) if in_options and fence is None else None
        quote = line.lstrip().startswith(">")
        if fence or option or not line.strip(" \t>") or (begin >= 0 and quote and kind is Kind.PROSE):
            if begin >= 0:
                yield Passage(file, begin, end, kind)
            begin = -1
        in_options = fence is not None or option is not None
        if fence is not None:
            if fence["name"] in _ARGUMENTS and fence["argument"]:
                yield _group(file, start, fence, "argument", _ARGUMENTS[fence["name"]])
        elif option is not None:
            if option["key"] in _OPTIONS and option["value"]:
                yield _group(file, start, option, "value", _OPTIONS[option["key"]])
        elif line.strip(" \t>"):
            if begin < 0:
                begin, kind = start, Kind.QUOTED if quote else Kind.PROSE
            end = start + len(line)
    if begin >= 0:
        yield Passage(file, begin, end, kind)


def _group(file: TextFile, start: int, match: re.Match[str], group: str, kind: Kind) -> Passage:
    return Passage(file, start + match.start(group), start + match.end(group), kind)


# ── data files ────────────────────────────────────────────────────────────────────────────────────────────────────


def data_passages(file: TextFile, tree: Tree, kind_of: Callable[[YamlPath], Kind | None]) -> Iterator[Passage]:
    """The passages of a YAML file: its texts for whose keys `kind_of` returns a kind."""
    begins = sorted({file.offset(place) for places in (tree.keys, tree.values) for place in places.values()})
    for path, place in tree.values.items():
        kind = kind_of(path) if isinstance(tree.get(*path), str) else None
        if kind is not None:
            begin = file.offset(place)
            after = bisect_right(begins, begin)
            end = begins[after] if after < len(begins) else len(file.text)
            yield Passage(file, *_scalar_content(file.text, begin, end), kind)


_SCALARS = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL)}


def _scalar_content(text: str, begin: int, end: int) -> tuple[int, int]:
    """The offsets of a scalar without its quotes, block indicator or comment (YAML 1.2, sections 7.3 and 8.1)."""
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


# ── files and keys ────────────────────────────────────────────────────────────────────────────────────────────────

_QUOTED = frozenset({"as_supplied", "attribution"})
_PROSE = {
    "facts": frozenset({"claim", "says", "finding", "reason", "definition", "of", "calculation"}),
    "charts": frozenset({"title", "subtitle", "label", "note", "name", "figure", "text"}),
    "publication": frozenset({"title", "subtitle", "back_text", "imprint"}),
    "events": frozenset({"title", "place", "note"}),
    "works": frozenset({"name", "for_whom", "what"}),
    "helplines": frozenset({"name"}),
    "prayers": frozenset({"text"}),
    "gifts": frozenset({"gift", "does", "basis"}),
}
_TITLES = frozenset(name for name in TEXTS if "title" in name)
_LANGUAGE_PARTS = frozenset({"words", "units", "standings", "levels"})


def _kind_of(keys: str, path: YamlPath) -> Kind | None:
    """The kind of the text at a path of keys, in that kind of file; None if it is not text for readers."""
    key = path[-1] if path else ""
    if keys == "languages":
        return Kind.PROSE if path and path[0] in _LANGUAGE_PARTS else None
    if key in _QUOTED or (keys == "sources" and key in _TITLES) or (keys == "helplines" and key == "words"):
        return Kind.QUOTED
    return Kind.PROSE if key in _PROSE.get(keys, ()) else None


def text_files(context: CheckContext, *, facts: bool = True) -> Iterator[TextFile]:
    """The files with text for readers; with `facts`, those of claims and sources too."""
    edition = context.edition
    files = [("content", path) for path in (edition.publication.content, *edition.drafts)]
    files += [("publication", PUBLICATION), ("charts", CHARTS), ("events", EVENTS)]
    files += OUTREACH_FILES.items()
    if facts:
        files += [*(("facts", path) for path in fact_files(edition.places, Problems())), ("sources", SOURCES)]
    files += [("languages", path) for path in language_files(edition.publication.language)]
    sources = edition.places.files
    for keys, path in files:
        # the loader of the file reports what is wrong with it
        text = read_text(sources, path, Problems()) if path_exists(sources.root / path) else None
        if text is not None:
            yield TextFile.of(path, text, keys)


@lru_cache(maxsize=256)  # many rules read the passages of each file
def passages(file: TextFile) -> tuple[Passage, ...]:
    """The passages of a file."""
    if file.keys == "content":
        return tuple(text_passages(file))
    tree = parse_yaml(file.text, file.path, Problems())
    return tuple(data_passages(file, tree, lambda path: _kind_of(file.keys, path))) if tree is not None else ()


def role_reader(context: CheckContext) -> Callable[[str, str], str]:
    """Returns a function from the name and target of a role to its words. They are empty for a role with an error."""
    language, nowhere = context.edition.language, Location(context.edition.publication.content)
    facts, known = FactLookup(context.book, language, Problems()), context.texts_read

    def read_role(role: str, target: str) -> str:
        if (role, target) not in known:
            known[role, target] = words_of(role, target)
        return known[role, target]

    def words_of(role: str, target: str) -> str:
        if role == "lang":
            return target.partition(":")[2]
        if role == SAYS and (claim := facts.claim_with_sentence(target, nowhere)) is not None:
            return sentence_text(claim, facts)
        found = facts.find(target, nowhere) if role in VALUE_ROLES else None
        return (facts.role_text(role, found, nowhere) or "") if found is not None else ""

    return read_role


def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern of any of the phrases, in any case and with any space; None if there are none.

    ASCII phrases are whole words. Other scripts may write words without spaces between them.
    """
    parts = [
        (rf"(?<!\w){words}(?!\w)" if phrase.isascii() else words)
        for phrase in sorted(phrases, key=len, reverse=True)
        if (words := r"\s+".join(re.escape(word).replace("’", "['’]") for word in phrase.split()))
    ]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None
