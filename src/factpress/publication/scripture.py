"""`data/scripture.yaml`: translations with their licences, and the verses that the texts quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pydantic import Field

from factpress.core.diagnostics import Location, Problems
from factpress.core.error_messages import describe
from factpress.core.paths import Places, path_exists
from factpress.core.validation import Day, PlainText, Record, WebAddress, mapping_schema, validate
from factpress.core.yaml_positions import Tree, read_tree
from factpress.i18n import LanguageTag

SCRIPTURE = Path("data/scripture.yaml")

_NUMBERS = re.compile(r"(?P<chapter>\d{1,3}):(?P<first>\d{1,3})(?:[-–—](?P<last>\d{1,3}))?")
_MOST = 200
"""Letters of a reference. A longer text is none."""


@dataclass(frozen=True, slots=True)
class Verses:
    """A verse, or verses of one chapter in a row."""

    book: str
    chapter: int
    first: int
    last: int

    @property
    def names(self) -> tuple[str, ...]:
        """The reference of each verse: "Isaiah 61:1", "Isaiah 61:2"."""
        return tuple(f"{self.book} {self.chapter}:{number}" for number in range(self.first, self.last + 1))

    def __str__(self) -> str:
        end = f"–{self.last}" if self.last > self.first else ""
        return f"{self.book} {self.chapter}:{self.first}{end}"


def read_reference(written: str) -> Verses | None:
    """The verses that a reference names, such as "John 10:10" or "Isaiah 61:1-3"; None if it names none."""
    book, _, numbers = " ".join(written[: _MOST + 1].split()).rpartition(" ")
    match = _NUMBERS.fullmatch(numbers)
    if match is None or not book or len(written) > _MOST:
        return None
    first = int(match["first"])
    last = int(match["last"] or first)
    return Verses(book, int(match["chapter"]), first, last) if 0 < first <= last else None


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation and its verses by reference. With `most_verses`, no more of them may be printed."""

    id: str
    name: str
    language: str  # BCP 47
    holder: str
    notice: str
    address: str
    most_verses: int | None
    verses: Mapping[str, str]
    location: Location = field(compare=False)
    limit_location: Location = field(compare=False)

    @property
    def source(self) -> str:
        """Its id in the list of sources, which no source of `data/sources.yaml` can have."""
        return f"scripture:{self.id}"


class TranslationRecord(Record):
    """A translation: what its licence asks for, and the verses, letter for letter."""

    name: PlainText = Field(description="Its name, as it is printed: Berean Standard Bible.")
    language: LanguageTag = Field(description="Its language: en, km.")
    holder: PlainText = Field(description="Who publishes it or holds the rights.")
    notice: PlainText = Field(description="The notice of the licence, which is printed with the sources.")
    address: WebAddress | None = Field(None, description="Where it can be read: https://…")
    most_verses: int | None = Field(
        None, ge=1, description="The most verses that the licence allows; without it there is no limit."
    )
    checked: Day | None = Field(None, description="The day on which the verses were compared with the published text.")
    verses: dict[str, PlainText] = Field(
        min_length=1, description='Each verse by its reference: "John 10:10": The thief comes only …'
    )


def scripture_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/scripture.yaml`."""
    return mapping_schema(
        TranslationRecord,
        "Scripture",
        "Translations by their short names, such as BSB. The first one is quoted where a block names none.",
    )


def load_scripture(places: Places, problems: Problems) -> Mapping[str, Translation] | None:
    """The valid translations by their short names; none without the file, and None if it has an error."""
    if not path_exists(places.root / SCRIPTURE):
        return {}
    tree, before = read_tree(places.files, SCRIPTURE, problems), len(problems.errors)
    if tree is None:
        return None
    if not tree.data or not isinstance(tree.data, dict):
        code, what = ("wrong-type", f"is {describe(tree.data)}") if tree.data else ("empty-file", "is empty")
        place = tree.at() if tree.at().line else Location(SCRIPTURE, 1, 1)
        hint = "write the short name of a translation, a colon, and its entry below it: BSB:"
        problems.error(code, f"{SCRIPTURE.as_posix()} {what}", place, hint)
        return None
    found = {one.id: one for one in _translations(tree, problems)}
    return found if len(problems.errors) == before else None


def _translations(tree: Tree, problems: Problems) -> Iterator[Translation]:
    for name in cast("dict[str, object]", tree.data):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}", name):
            hint = "write its short name in Latin letters and digits, such as BSB or KHOV"
            problems.error("bad-id", f'"{name}" is not the short name of a translation', tree.key_at(name), hint)
            continue
        record = validate(tree, TranslationRecord, problems, (name,))
        if record is not None:
            yield Translation(
                name,
                record.name,
                record.language,
                record.holder,
                " ".join(record.notice.split()),
                record.address or "",
                record.most_verses,
                _verses(record.verses, tree, name, problems),
                tree.key_at(name),
                tree.at(name, "most_verses"),
            )


def _verses(record: Mapping[str, str], tree: Tree, name: str, problems: Problems) -> dict[str, str]:
    """The verses by references in one form. A reference of several verses, or of none, is an error."""
    found: dict[str, str] = {}
    for written, text in record.items():
        verses, place = read_reference(written), tree.key_at(name, "verses", written)
        if verses is None:
            hint = 'write book, chapter and verse in quotes: "John 10:10"'
            problems.error("bad-reference", f'"{written}" is not the reference of a verse', place, hint)
        elif verses.last > verses.first:
            hint = f'write an entry for each: "{verses.names[0]}", "{verses.names[1]}"'
            problems.error("bad-reference", f'"{written}" names several verses', place, hint)
        elif str(verses) in found:
            problems.error("duplicate-id", f'the verse "{verses}" is there twice', place, "keep one of them")
        else:
            found[str(verses)] = " ".join(text.split())
    return found
