"""A file for the words of a language, to be translated: `data/languages/xx.yaml` with the English words as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Problems, ToolError
from factpress.core.paths import Places, engine_folder, path_exists, require_publication
from factpress.core.yaml_positions import Tree, read_tree
from factpress.i18n import builtin_language
from factpress.i18n.fallback import SECTIONS, cldr_data, untranslated
from factpress.i18n.language_names import language_hint
from factpress.output.required_words import needed_entries
from factpress.publication.facts.claims import Standing
from factpress.publication.facts.load import load_facts
from factpress.publication.outreach import outreach_kinds
from factpress.publication.products import load_products
from factpress.publication.settings import load_partial_publication
from factpress.workflows.atomic_write import write_all

_HEAD = """\
# yaml-language-server: $schema=../schemas/language.json
# {name}. Translate the English lines that begin with "#", and remove the "#" and the space after it. What is still a
# comment is English in the booklets and slides, and `factpress check` says how much that is. Keep what is in braces:
# it is filled in. "\\_" is a space at which no line ends.
name: {name}
locale: {locale}
digits: {digits}
script: {script}
direction: {direction}
months: [{months}]
"""
_TAIL = """
# Words for numbers, with their value: a text must not spell out a number that comes from no claim. Examples in English:
# number_words: {three: 3, four: 4, ten: 10, dozen: 12}
# Words for large numbers, as in "12 million":
# scales: {million: {number: 1000000, other: million}}
"""


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """The file of a language that was written, or, if it exists already, None and the lines that it lacks."""

    path: Path
    written: bool
    lines: str


def language_file(root: Path, tag: str) -> LanguageFile:
    """Write the file of a language with the words that the products need, in English, as comments.

    A file that exists is not changed: the lines that it lacks are returned. Raises ToolError for an unknown language.
    """
    require_publication(root)
    places, problems = Places.of(root), Problems()
    publication = load_partial_publication(places, problems).publication
    products = load_products(publication, places, problems)
    book = load_facts(places, builtin_language("en"), problems)
    calculated = Standing.CALCULATED in book.explained
    needed = needed_entries(products, book.units, outreach=bool(outreach_kinds(root)), calculated=calculated)
    path = Path("data/languages", f"{tag}.yaml")
    data = known_language(tag)
    english = _english()
    if path_exists(root / path):
        own = read_tree(root, path, Problems())
        if own is None:
            raise ToolError(f"{path.as_posix()} cannot be read", "factpress check shows why")
        return LanguageFile(path, written=False, lines=_entries(english, needed & untranslated(english, own)))
    text = language_text(data, english, needed)
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ToolError(f"cannot write {path.as_posix()}: {error.strerror}", "check the permissions") from error
    write_all({root / path: text.encode("utf-8")})
    return LanguageFile(path, written=True, lines=text)


def known_language(tag: str) -> Mapping[str, Any]:
    """Return what CLDR knows of a language. Raises ToolError if it is unknown, or needs no file or more than one."""
    data = cldr_data(tag) if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else None
    if data is None:
        hint = language_hint(tag) or "write the code of a language, such as fr, km or pt-BR"
        raise ToolError(f'no language has the code "{tag}"', hint)
    if data["direction"] == "rtl":
        hint = "choose a language that is written from left to right"
        raise ToolError(f'"{tag}" is written from right to left, and the engine has no words for it', hint)
    return data


def _english() -> Tree:
    assets = engine_folder() / "assets"
    tree = read_tree(assets, Path("languages/en.yaml"), Problems())
    if tree is None:
        raise ToolError("the English language file cannot be read", "install factpress again")
    return tree


def language_text(data: Mapping[str, Any], english: Tree, needed: Collection[str]) -> str:
    """Return the text of a new language file."""
    head = _HEAD.format(**{**data, "name": _value(data["name"]), "months": ", ".join(map(_value, data["months"]))})
    return f"{head}\n{_entries(english, needed)}{_TAIL}"


def _entries(english: Tree, wanted: Collection[str]) -> str:
    """The entries of the English file that are wanted, by their groups, as comments."""
    out: list[str] = []
    for section in SECTIONS:
        lines = list(_section(cast("dict[str, Any]", english.get(section)), section, wanted))
        if lines:
            out += [f"{section}:", *lines, ""]
    return "\n".join(out)


def _section(entries: Mapping[str, Any], section: str, wanted: Collection[str]) -> Iterator[str]:
    for key, value in entries.items():
        if f"{section}.{key}" in wanted:
            yield f"# {'  ' if section else ''}{key}: {_value(value)}"


def _value(value: object) -> str:
    """A value in one line of YAML."""
    match value:
        case dict():
            pairs = (f"{key}: {_value(one)}" for key, one in cast("dict[str, object]", value).items())
            return "{" + ", ".join(pairs) + "}"
        case bool() | int():
            return str(value).lower()
        case _ if re.fullmatch(r"[^\W\d_][\w ’]*", text := str(value)) and text.lower() not in (
            "true",
            "false",
            "null",
        ):
            return text
        case _:
            return json.dumps(str(value), ensure_ascii=False).replace("\u00a0", "\\_")
