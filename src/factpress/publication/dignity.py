"""Expressions that should not be used for people: for each the reason, and a better one.

The engine has a list for a language, `assets/dignity/<language>.yaml`. The keys of `data/dignity/<language>.yaml` of a
publication replace those of the engine; it may add expressions, and allow one with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import Field

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places, path_exists
from factpress.core.source_files import SourceFiles
from factpress.core.validation import Record, RequiredText, mapping_schema, validate
from factpress.core.yaml_positions import Tree, overlay
from factpress.i18n import fallback_tags
from factpress.publication.yaml_entries import by_id, entries

DIGNITY = Path("data/dignity")

_WORD = re.compile(r"[^\W_]+")
_GAP = r"(?:[\s\u2010\u2011*_>-]|\u00ad)+"
"""Between two words of an expression: spaces, line ends, hyphens, marks of emphasis and of quotes."""


@dataclass(frozen=True)
class WordingRule:
    """An expression in all its forms. If it is `refused`, its use is an error, else a warning.

    If `pictures_only`, it is searched in the texts and file names of pictures only. Inside one of the expressions
    `unless` it means something else, and is not reported.
    """

    id: str
    forms: tuple[str, ...]
    pictures_only: bool
    unless: tuple[str, ...]
    refused: bool
    why: str
    better: str
    location: Location = field(compare=False)

    def pattern_for(self, words: frozenset[str]) -> re.Pattern[str] | None:
        """Return a pattern that finds the forms whose words are all among `words`; None if there are none.

        It matches whole words in upper or lower case, with hyphens, spaces or line ends between them.
        """
        forms = tuple(form for form, needed in self._words_of_forms if needed <= words)
        return _pattern(forms) if forms else None

    @cached_property
    def _words_of_forms(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple((form, frozenset(words_of(form))) for form in self.forms)

    @cached_property
    def exceptions(self) -> re.Pattern[str] | None:
        """The pattern of the expressions `unless`; None if there are none."""
        return re.compile("|".join(map(_form_pattern, self.unless)), re.IGNORECASE) if self.unless else None


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=1024)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_form_pattern, longest_first))})(?![^\W_])", re.IGNORECASE)


def _form_pattern(form: str) -> str:
    words = form.replace("’", "'").replace("-", " ").split()
    return _GAP.join(re.escape(word).replace("'", "['’]") for word in words)


class EntryRecord(Record):
    """An expression that should not be used: its forms, the reason, and a better one."""

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
    better: RequiredText = Field(description="What to write or show instead.")
    allowed: str = Field("", description="Why this publication uses it; it is then not reported.")


def dignity_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/dignity/*.yaml`. No key is required: it may be an overlay of a line."""
    schema = by_id(mapping_schema(EntryRecord, "Wording", "Expressions by id."))
    schema["$defs"]["EntryRecord"].pop("required", None)
    return schema


def load_dignity(tag: str, places: Places, problems: Problems) -> tuple[WordingRule, ...]:
    """Return the expressions for a BCP 47 tag; empty if neither the publication nor the engine has a list."""
    names = fallback_tags(tag)
    paths = [DIGNITY / f"{name}.yaml" for name in names]
    own = next((path for path in paths if path_exists(places.root / path)), None)
    base = next((tree for name in names if (tree := _engine(name, places)) is not None), None)
    over = _tree(places.files, own, problems) if own is not None else None
    merged = overlay(base, over) if base is not None and over is not None else over or base
    if merged is None:
        return ()
    checked = [(key, validate(merged, EntryRecord, problems, (key,))) for key in cast("dict[str, object]", merged.data)]
    return tuple(_rule(key, record, merged) for key, record in checked if record and not record.allowed.strip())


def _rule(key: str, record: EntryRecord, tree: Tree) -> WordingRule:
    return WordingRule(
        id=key,
        forms=tuple(record.words),
        pictures_only=record.where == "pictures",
        unless=tuple(record.unless),
        refused=record.weight == "refuse",
        why=record.why,
        better=record.better,
        location=tree.key_at(key),
    )


def _engine(name: str, places: Places) -> Tree | None:
    path = places.asset(f"dignity/{name}.yaml")
    return _tree(SourceFiles(path.parent), Path(path.name), Problems()) if path is not None else None


def _tree(files: SourceFiles, path: Path, problems: Problems) -> Tree | None:
    """The file's tree with only the entries that have a valid id."""
    found = list(entries(files, path, problems, EntryRecord))
    if not found:
        return None
    tree = found[0][1]
    return Tree(tree.path, {key: tree.get(key) for key, _ in found}, tree.keys, tree.values)
