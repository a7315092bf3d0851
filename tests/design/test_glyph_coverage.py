"""Characters that the fonts have are kept, so that a second check opens no font file."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.design.fonts import FontSet
from factpress.design.glyph_coverage import missing_characters
from factpress.design.theme import load_theme


@pytest.fixture
def fonts() -> FontSet:
    theme = load_theme(Places.of(engine_folder() / "templates/starter"), Problems())
    assert theme is not None
    return FontSet.of(theme)


def test_known_characters_are_not_looked_up_again(
    tmp_path: Path, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert missing_characters("A snowman ☃", fonts, tmp_path) == missing_characters("A snowman ☃", fonts) == {"☃"}
    asked: list[str] = []
    original = FontSet.missing_glyphs

    def missing_glyphs(self: FontSet, texts: list[str]) -> dict[str, str]:
        asked.extend(texts)
        return original(self, texts)

    monkeypatch.setattr(FontSet, "missing_glyphs", missing_glyphs)
    assert missing_characters("A man snows", fonts, tmp_path) == set()
    assert asked == []
    assert missing_characters("A ☃ in 漢", fonts, tmp_path) == {"☃", "漢"}
    assert asked == ["i☃漢"]


def test_a_damaged_entry_is_ignored(tmp_path: Path, fonts: FontSet) -> None:
    missing_characters("A", fonts, tmp_path)
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes().replace(b"A", "☃".encode()))
    assert missing_characters("☃", fonts, tmp_path) == {"☃"}
