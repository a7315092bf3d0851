"""A second reading finds what a first reading of the changed folder finds, and reads only what was changed."""

from __future__ import annotations

import random
import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from factpress.core import yaml_positions
from factpress.core.diagnostics import ToolError
from factpress.core.paths import engine_folder
from factpress.core.source_files import TEXTS
from factpress.document.resolve import kept_parts
from factpress.edition import Edition, inspect_publication
from factpress.edition_reader import EditionReader
from tests.publications import publication, text_of

CONTENT = Path("data/content/briefing.en.md")
EDITS = 10
"""Random edits of the briefing; each is read twice, once as a whole."""


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the briefing."""
    folder = tmp_path_factory.mktemp("briefing")
    for name in ("data", "assets", "templates"):
        shutil.copytree(engine_folder() / name, folder / name)
    return folder


def shown(value: Any) -> Any:
    """A value with all its fields, also those that take no part in comparisons, such as places in a file."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, tuple((f.name, shown(getattr(value, f.name))) for f in fields(value))
    if isinstance(value, dict):
        return tuple((key, shown(one)) for key, one in cast("dict[Any, Any]", value).items())
    if isinstance(value, tuple | list):
        return tuple(shown(one) for one in cast("tuple[Any, ...]", value))
    return value


def same(one: Edition | None, other: Edition | None) -> bool:
    """Whether two editions are equal in all but the unsaved texts that one was read with."""
    if one is None or other is None:
        return one is other
    return all(
        shown(getattr(one, field.name)) == shown(getattr(other, field.name))
        for field in fields(Edition)
        if field.name != "places"
    )


def edited(text: bytes, dice: random.Random) -> bytes:
    """A text after a change of a person who types, or who makes a mistake."""
    lines = text.split(b"\n")
    at = dice.randrange(len(lines))
    kind = dice.randrange(9)
    if kind < 3:  # a digit
        digits = [i for i, byte in enumerate(text) if chr(byte).isdigit()]
        if digits:
            place = dice.choice(digits)
            return text[:place] + str(dice.randrange(10)).encode() + text[place + 1 :]
    if kind == 3:
        return b"\n".join([*lines[:at], *lines[at + 1 :]])
    if kind == 4:
        return b"\n".join([*lines[:at], lines[at], *lines[at:]])
    if kind == 5:
        return b"\n".join([*lines[:at], b"", *lines[at:]])
    place = dice.randrange(len(text) + 1)
    added = dice.choice(
        (b"x", b" ", b":", b"\xff", b"\xe2\x98\x83", b"{claim}`none`", b"12", b"`", b'"', b"\n## A\n\n")
    )
    return text[:place] + (b"" if kind == 6 else added) + text[place + (kind != 7) :]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_reading_with_an_unsaved_change_is_that_of_a_folder_with_it(briefing: Path, seed: int) -> None:
    dice, reader = random.Random(seed), EditionReader(briefing)
    files = sorted(
        path.relative_to(briefing)
        for path in (briefing / "data").rglob("*")
        if path.suffix in TEXTS and "schemas" not in path.parts and path.name != "README.md"
    )
    reader.read()
    contents: dict[Path, bytes] = {}
    for _ in range(EDITS):
        if dice.random() < 0.3:
            contents = {}
        path = dice.choice([*files, *(file for file in files if file.parent.name in ("facts", "content"))])
        contents[path] = edited(contents.get(path) or (briefing / path).read_bytes(), dice)
        saved = {path: (briefing / path).read_bytes() for path in contents}
        read = reader.read(contents)
        assert all((briefing / path).read_bytes() == content for path, content in saved.items())  # nothing is written
        try:
            for path, content in contents.items():
                (briefing / path).write_bytes(content)
            edition, found = inspect_publication(briefing)
        finally:
            for path, content in saved.items():
                (briefing / path).write_bytes(content)
        assert read[1] == found
        assert [(d.location and d.location.source) for d in read[1]] == [
            (d.location and d.location.source) for d in found
        ]
        assert same(read[0], edition)


def test_a_saved_change_is_read_from_the_disk(tmp_path: Path) -> None:
    reader = EditionReader(publication(tmp_path))
    first, _ = reader.read()
    path = tmp_path / CONTENT
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more paragraph.\n", encoding="utf-8")
    second, found = reader.read()
    assert not same(first, second)
    assert same(second, inspect_publication(tmp_path)[0])
    assert found == inspect_publication(tmp_path)[1]


def test_a_change_back_gives_the_first_edition(tmp_path: Path) -> None:
    reader = EditionReader(publication(tmp_path))
    first, found = reader.read()
    assert reader.read({CONTENT: b"## Other\n\nText.\n"})[0] is not None
    again, found_again = reader.read()
    assert same(first, again)
    assert found == found_again


def test_only_a_changed_file_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = EditionReader(publication(tmp_path))
    reader.read()
    parsed: list[Path] = []
    parse = yaml_positions.parse_yaml

    def counted(text: str, path: Path, *others: Any, **named: Any) -> Any:
        parsed.append(path)
        return parse(text, path, *others, **named)

    monkeypatch.setattr(yaml_positions, "parse_yaml", counted)
    reader.read()
    assert parsed == []
    file = next((tmp_path / "data/facts").glob("*.yaml")).relative_to(tmp_path)
    reader.read({file: (tmp_path / file).read_bytes() + b"\n"})
    assert parsed == [file]


def test_only_what_shows_charts_is_resolved_again_when_a_chart_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, charts = EditionReader(publication(tmp_path)), Path("data/charts.yaml")
    reader.read()
    resolved: list[Any] = []
    resolve = kept_parts._resolved  # pyright: ignore[reportPrivateUsage]

    def noted(*arguments: Any) -> Any:
        made = resolve(*arguments)
        resolved.append(made.charts.values)
        return made

    monkeypatch.setattr(kept_parts, "_resolved", noted)
    written = (tmp_path / charts).read_text(encoding="utf-8")
    for old, new in (("note: one figure", "note: one"), ("monthly-readers:", "monthly:"), ("", "")):
        resolved.clear()
        content = written.replace(old, new).encode()
        edition, found = reader.read({charts: content})
        if "note" in new:  # another name is another text
            assert resolved, "the charts, and the chapters around them"
            assert all(resolved), "no part without a chart"
        (tmp_path / charts).write_bytes(content)
        fresh, expected = inspect_publication(tmp_path)
        assert found == expected
        assert same(edition, fresh)


def test_a_picture_that_is_added_or_exchanged_is_seen(tmp_path: Path) -> None:
    text = text_of(CONTENT.as_posix()) + "\n:::{image} assets/one.svg\nalt: A square.\n:::\n"
    reader = EditionReader(publication(tmp_path, {CONTENT.as_posix(): text}))
    for svg in (
        None,
        "<svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
    ):
        if svg is not None:
            (tmp_path / "assets").mkdir(exist_ok=True)
            (tmp_path / "assets/one.svg").write_text(svg, encoding="utf-8")
        read = reader.read()
        edition, found = inspect_publication(tmp_path)
        assert read[1] == found
        assert same(read[0], edition)


def test_what_was_not_used_is_dropped(tmp_path: Path) -> None:
    reader = EditionReader(publication(tmp_path))
    reader.read()
    assert reader._memory is not None
    before = len(reader._memory._kept)
    for number in range(5):
        reader.read({CONTENT: f"## Chapter {number}\n\nText {number}.\n".encode()})
    reader.read()
    assert len(reader._memory._kept) == before


def test_only_texts_of_data_that_exist_have_unsaved_changes(tmp_path: Path) -> None:
    publication(tmp_path / "publication")
    reader = EditionReader(tmp_path / "publication")
    (tmp_path / "outside.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "publication/data/link.yaml").symlink_to(tmp_path / "outside.yaml")
    for path in ("data/none.yaml", "../outside.yaml", "data/../../outside.yaml", "data/link.yaml", "data", "/etc/a.md"):
        with pytest.raises(ValueError, match="is not a YAML or Markdown file"):
            reader.read({Path(path): b""})
    with pytest.raises(ToolError):
        EditionReader(tmp_path).read()
