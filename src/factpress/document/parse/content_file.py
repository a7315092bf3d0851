"""A Markdown file to a Draft: unprintable characters and front matter are reported and left out."""

from __future__ import annotations

import re
from pathlib import Path

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import Location, Problems
from factpress.core.source_files import SourceFiles
from factpress.core.yaml_positions import has_line_ends, parse_yaml, read_text, report_characters
from factpress.document.parse.ast import Draft
from factpress.document.parse.block_parser import parse_text
from factpress.document.parse.inline_parser import Grammar
from factpress.document.parse.pasted_spaces import with_plain_spaces

_DASHES = re.compile(r"---[ \t]*(?:\n|\Z)")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<inside>.*?)(?<=\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_NO_FRONT_MATTER = "a text has none: its title and its language are in data/publication.yaml"


def read_content(files: SourceFiles, path: Path, grammar: Grammar, problems: Problems) -> Draft | None:
    """The file as a Draft; None, with an error, if it cannot be read or is empty."""
    text = read_text(files, path, problems)
    text = content_text(text, path, problems) if text is not None else None
    return parse_text(text, path, grammar, problems) if text is not None else None


def content_text(text: str, path: Path, problems: Problems) -> str | None:
    """The text of a file for the parser of its blocks; None, with an error, if there is nothing to be parsed.

    As long as there is no error, each character has the place that it has in the file.
    """
    if not text.strip():
        problems.error("empty-file", f"{path.as_posix()} is empty", Location(path, 1, 1), "begin a chapter: ## Title")
        return None
    if not has_line_ends(text, path, problems):
        return None
    report_characters(text, path, problems)
    text = _mend_markers(text, path, problems)
    text = _without_front_matter(NOT_ALLOWED.sub(" ", text), path, problems)
    return with_plain_spaces(text)


def _without_front_matter(text: str, path: Path, problems: Problems) -> str:
    """The text with empty lines for front matter, which no text may have."""
    if not _DASHES.match(text):
        return text
    match = _FRONT_MATTER.match(text)
    if match is None:
        message = 'the front matter that begins here is not closed by a line "---"'
        problems.error("unclosed-front-matter", message, Location(path, 1, 1, 3), f"remove it: {_NO_FRONT_MATTER}")
        top = re.match(r"(?s).*?(?=\n[ \t]*\n|\n#|\n:::|\Z)", text)
        return "\n" * (top[0].count("\n") if top else 0) + text[top.end() if top else 0 :]
    tree = parse_yaml(match["inside"], path, problems, first_line=1) if match["inside"].strip() else None
    if tree is not None and isinstance(tree.data, dict):
        for (key,) in (keys for keys in tree.keys if len(keys) == 1):
            problems.error("unknown-key", f'unknown key "{key}"', tree.key_at(key), _NO_FRONT_MATTER)
    elif tree is not None:
        problems.error(
            "unknown-key", "no text is allowed between these lines", Location(path, 1, 1, 3), _NO_FRONT_MATTER
        )
    return "\n" * match[0].count("\n") + text[match.end() :]


_NO_SPACE = re.compile(r"(?m)^(#{2,6})([^\W\d_][^\n]{0,200})")
_FEW_COLONS = re.compile(r"(?m)^(:{1,2})(\{[a-z-]{1,30}\}(?!`)[^\n]{0,200})")


def _mend_markers(text: str, path: Path, problems: Problems) -> str:
    """The text with the marker of each heading and block as it was meant. Each that is incomplete is an error."""

    def heading(found: re.Match[str]) -> str:
        hint = f"write {found[1]} {found[2]}"
        problems.error("bad-heading", f"a heading without a space after {found[1]}", place(found), hint)
        return f"{found[1]} {found[2]}"

    def block(found: re.Match[str]) -> str:
        problems.error("bad-fence", "a block begins with three colons", place(found), f"write :::{found[2]}")
        return f":::{found[2]}"

    def place(found: re.Match[str]) -> Location:
        return Location(path, text.count("\n", 0, found.start()) + 1, 1, len(found[1]))

    return _FEW_COLONS.sub(block, _NO_SPACE.sub(heading, text))
