"""The tool that makes the tables of widths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from tools.font_widths import advance_widths, compact, main

from tools import font_widths

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
SANS = FONTS / "SourceSans3-Regular.ttf"


def test_widths_are_read_from_the_font() -> None:
    font: Any = TTFont(SANS)
    em, widths = advance_widths([SANS])
    assert em == font["head"].unitsPerEm
    assert widths[ord("W")] == font["hmtx"][font.getBestCmap()[ord("W")]][0]
    assert widths[0x2011] > 0
    assert 0x1780 not in widths  # Khmer is shaped, and has no advance widths


@given(st.dictionaries(st.integers(0x20, 0x2FF), st.integers(0, 3000)))
def test_compact_lists_have_every_width_once(widths: dict[int, int]) -> None:
    lists = compact(widths)
    assert {int(start, 16) + i: width for start, each in lists.items() for i, width in enumerate(each)} == widths
    assert all(int(start, 16) - 1 not in widths for start in lists)


def test_a_face_may_be_in_several_files() -> None:
    both = advance_widths([SANS, FONTS / "NotoSansKhmer-Regular.ttf"])[1]
    assert both[ord("n")] == advance_widths([SANS])[1][ord("n")]


def test_complete_families_are_written_and_others_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    complete = (("SourceSans3-Regular.ttf",), ("SourceSans3-Bold.ttf",)) * 2
    monkeypatch.setattr(font_widths, "FAMILIES", {"Own Sans": complete, "Other": (("Other.ttf",),)})
    assert main(tmp_path, [FONTS]) == 1
    assert "Other: left as it is, because these files were not found: Other.ttf" in capsys.readouterr().err
    written = json.loads((tmp_path / "own-sans.json").read_text(encoding="ascii"))
    assert list(written) == ["em", "regular", "bold", "italic", "bold-italic"]
    assert written["bold"]["20"] != written["regular"]["20"]
    assert [path.name for path in tmp_path.iterdir()] == ["own-sans.json"]
