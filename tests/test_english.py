"""The English of the project: plain, modern, technical. A short list of words and phrases stays out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

INSTEAD = {
    r"whoever|whosoever": "the person who, a user who",
    r"nobody|no one": "name the actor, or: not … by anything",
    r"anybody|anyone|somebody": "a user, a reader, a person",
    r"anew|afresh": "again",
    r"nought|naught": "zero, nothing",
    r"akin": "like",
    r"reckon(?:s|ed|ing)?": "calculate, count",
    r"in silence|without a word": "without a message",
    r"what stands behind": "what follows",
    r"(?:of|on) its own accord|by its own lights": "leave it out",
    r"beside this one": "as well",
    r"stands? (?:beside|behind) (?:it|this)": "is next to it",
    r"looks? for no garbage": "garbage collection is off",
    r"whence|hence|thence|thereof|therein|wherein|whereof|hither": "from there, so, of it, in it",
    r"lest|albeit|amid|amidst|upon|ere|oft|alas": "so that … not, although, in, on",
    r"mends?|mended|mending": "fix, repair, correct",
    r"made anew": "built again",
    r"save for|nay|yea|behold|verily": "except, no, yes",
    r"strangers?(?:'s|’s)? (?:file|word)s?|a stranger's": "a file from elsewhere, an untrusted file",
    r"the bindery|the easel|the desk that": "the name of the module",
}
"""Each pattern, with what to write in its place."""

PATTERN = re.compile("|".join(rf"(?P<p{i}>\b(?:{words})\b)" for i, words in enumerate(INSTEAD)), re.IGNORECASE)

_OPTION = re.compile(r":shows: nobody|people or nobody|\"people\", \"nobody\"|shows: nob")
"""An option of images with the value "nobody"."""

TEXTS = sorted(
    path
    for pattern in (
        "*.md",
        "Makefile",
        "pyproject.toml",
        "docs/**/*.md",
        "src/**/*.py",
        "src/**/*.md",
        "src/**/*.toml",
        "tools/*.py",
        "tools/*.sh",
        "bench/*.py",
        "templates/**/*.jinja",
        "templates/**/*.css",
        "data/schemas/*.json",
    )
    for path in ROOT.glob(pattern)
)


def faults(text: str) -> Iterator[str]:
    """Each such phrase, with its line and what to write in its place."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in PATTERN.finditer(_OPTION.sub("", line)):
            index = int((match.lastgroup or "p0")[1:])
            yield f"{number}: {match[0]!r} (write: {list(INSTEAD.values())[index]}): {line.strip()[:100]}"


def test_there_is_much_to_read() -> None:
    assert len(TEXTS) > 250


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_english_is_plain(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    ["Whoever reads it", "made anew", "nobody asked", "the width is reckoned", "It fails in silence.", "Enter upon it"],
)
def test_such_a_phrase_is_found(text: str) -> None:
    assert list(faults(f"A plain line.\n{text}"))


def test_plain_sentences_pass() -> None:
    text = "Return the width in points.\nOne worker renders PDFs; the other draws charts.\nNo file was changed."
    assert list(faults(text)) == []
