"""Wording that does not honour the people it speaks of: for each expression the reason, and the better word.

The engine brings a list for a language, `assets/dignity/<language>.yaml`; a publication's own,
`data/dignity/<language>.yaml`, is laid over it key by key, adds entries, and lets an expression stand with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import Field, RootModel

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places, path_exists
from factpress.core.validation import Record, RequiredText, Tree, check, json_schema, overlaid
from factpress.publication.yaml_entries import by_id, entries

DIGNITY = Path("data/dignity")

_WORD = re.compile(r"[^\W_]+")
_GAP = r"(?:[\s\u2010\u2011*_>-]|\u00ad)+"
"""Between two words of an expression: spaces, line ends, hyphens, marks of emphasis and of a quote."""


@dataclass(frozen=True)
class Entry:
    """An expression in all its forms. `grave` says that it is refused, not only better avoided.

    In a picture's words and file name the forms of `pictured` are looked for as well; where it stands inside one of
    `unless`, it means something else.
    """

    id: str
    forms: tuple[str, ...]
    pictured: bool
    unless: tuple[str, ...]
    grave: bool
    why: str
    better: str
    location: Location = field(compare=False)

    def among(self, words: frozenset[str]) -> re.Pattern[str] | None:
        """How those forms are found in a text whose words are all among these; None where it can hold none.

        Whole words, in capitals or not, with hyphens, spaces or line ends between.
        """
        forms = tuple(form for form, needs in self._needs if needs <= words)
        return _pattern(forms) if forms else None

    @cached_property
    def _needs(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each form with its words: all of them must be there for the form to be."""
        return tuple((form, frozenset(words_of(form))) for form in self.forms)

    @cached_property
    def excuse(self) -> re.Pattern[str] | None:
        """The expressions inside which it may stand; None where there is none."""
        return re.compile("|".join(map(_sought, self.unless)), re.IGNORECASE) if self.unless else None


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=1024)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_sought, longest_first))})(?![^\W_])", re.IGNORECASE)


def _sought(form: str) -> str:
    words = form.replace("’", "'").replace("-", " ").split()
    return _GAP.join(re.escape(word).replace("'", "['’]") for word in words)


class EntryRecord(Record):
    """An expression that is better not used: all its forms, why, and what to say instead."""

    words: list[RequiredText] = Field(
        min_length=1,
        description="The expression in each of its forms: [child prostitute, child prostitutes]. Whole words; capitals "
        "and hyphens do not matter.",
    )
    where: Literal["text", "pictures"] = Field(
        "text", description="text: in all that is written; pictures: in a picture's words and file name only."
    )
    unless: list[RequiredText] = Field(
        default_factory=list, description="Where it means something else: [supply chain]."
    )
    weight: Literal["refuse", "avoid"] = Field("avoid", description="refuse: an error; avoid: a warning.")
    why: RequiredText = Field(description="Why it is better not used, in a sentence.")
    better: RequiredText = Field(description="What to say or show instead.")
    allowed: str = Field("", description="Why this publication uses it all the same; it is then not looked for.")


class _DignityFile(RootModel[dict[str, EntryRecord]]):
    """Expressions by id."""


def dignity_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/dignity/*.yaml`. No key is required: it may be an overlay of a line."""
    schema = by_id(json_schema(_DignityFile, "Wording"))
    schema["$defs"]["EntryRecord"].pop("required", None)
    return schema


def load_dignity(tag: str, places: Places, problems: Problems) -> tuple[Entry, ...]:
    """The list for that BCP 47 tag, the publication's own laid over the engine's; empty where neither has one."""
    names = list(dict.fromkeys((tag, tag.split("-", maxsplit=1)[0])))
    paths = [DIGNITY / f"{name}.yaml" for name in names]
    own = next((path for path in paths if path_exists(places.root / path)), None)
    base = next((tree for name in names if (tree := _engine(name, places)) is not None), None)
    over = _tree(places.root, own, problems) if own is not None else None
    laid = overlaid(base, over) if base is not None and over is not None else over or base
    if laid is None:
        return ()
    found: list[Entry] = []
    for key in cast("dict[str, object]", laid.data):
        record = check(laid, EntryRecord, problems, (key,))
        if record is not None and not record.allowed.strip():
            found.append(_entry(key, record, laid))
    return tuple(found)


def _entry(key: str, record: EntryRecord, tree: Tree) -> Entry:
    return Entry(
        id=key,
        forms=tuple(record.words),
        pictured=record.where == "pictures",
        unless=tuple(record.unless),
        grave=record.weight == "refuse",
        why=record.why,
        better=record.better,
        location=tree.key_at(key),
    )


def _engine(name: str, places: Places) -> Tree | None:
    path = places.asset(f"dignity/{name}.yaml")
    return _tree(path.parent, Path(path.name), Problems()) if path is not None else None


def _tree(root: Path, path: Path, problems: Problems) -> Tree | None:
    """The file's tree with nothing but entries that have an id."""
    found = list(entries(root, path, problems))
    if not found:
        return None
    tree = found[0][1]
    return Tree(tree.path, {key: tree.get(key) for key, _ in found}, tree.keys, tree.values)
