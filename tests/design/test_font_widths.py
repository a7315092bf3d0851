"""The tables of advance widths, against fonts that are installed nowhere and figures that are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.paths import engine_folder
from factpress.core.units import pt
from factpress.design.font_widths import FAMILIES, FaceWidths, replacement
from factpress.design.line_breaks import break_lines

WORDS = st.text(st.sampled_from("abn  -—,.\u00ad\u200béЖ\n"), max_size=60)


def face(family: str, *, bold: bool = False, italic: bool = False) -> FaceWidths:
    table = replacement(family)
    assert table is not None
    return table.face(bold=bold, italic=italic)


# widths of the commercial fonts themselves, in thousandths of an em: Adobe Helvetica and Times, and PDF files
@pytest.mark.parametrize(
    ("family", "bold", "italic", "character", "thousandths"),
    [
        ("Arial", False, False, "A", 667),
        ("Arial", True, False, "a", 556),
        ("Arial", False, True, "W", 944),
        ("Arial", True, True, "&", 722),
        ("Times New Roman", False, False, "m", 778),
        ("Times New Roman", True, False, "R", 722),
        ("Courier New", True, True, "i", 600),
        ("Calibri", False, False, "n", 525),
        ("Calibri", True, False, "a", 494),
        ("Cambria", False, False, "a", 488),
        ("Georgia", False, False, "a", 504),
        ("Georgia", True, False, "0", 701),
    ],
)
def test_widths_are_those_of_the_family(
    family: str, bold: bool, italic: bool, character: str, thousandths: int
) -> None:
    width = face(family, bold=bold, italic=italic).width(character, pt(1000))
    assert width is not None
    assert width.pt == pytest.approx(thousandths, abs=1)


def test_every_family_has_its_file_and_every_file_a_family() -> None:
    files = {path.stem for path in (engine_folder() / "assets" / "font-widths").glob("*.json")}
    assert files == {family.lower().replace(" ", "-") for family in FAMILIES}
    for family in FAMILIES:
        for bold in (False, True):
            for italic in (False, True):
                one = face(family, bold=bold, italic=italic)
                assert one.unknown("Łódź – “Đặng”, 1,700 € • no\u00a0break") in ("", "ặ")
                assert all(0 <= width < 3 * one.em for width in one.widths.values())


def test_a_family_is_found_by_its_names() -> None:
    assert replacement("Carlito") is replacement("calibri") is not None
    assert replacement("Helvetica") is replacement("Liberation Sans") is replacement("Arial")
    for name in ("Source Sans 3", "DejaVu Sans", ""):
        assert replacement(name) is None


def test_a_text_is_as_wide_as_its_characters_and_their_tracking() -> None:
    arial = replacement("Arial")
    assert arial is not None
    assert arial.width("nn", pt(20)) == arial.width("n", pt(20)) * 2  # type: ignore[operator]
    bare = arial.width("nu\u0308\u00ad", pt(20))
    assert bare is not None
    assert arial.width("nu\u0308\u00ad", pt(20), letter_spacing=pt(-0.5)) == bare - pt(1)
    assert arial.width("nn", pt(20), bold=True) > arial.width("nn", pt(20))  # type: ignore[operator]


def test_unknown_characters_are_named_and_not_measured() -> None:
    georgia = face("Georgia")
    assert georgia.width("water ទឹក", pt(20)) is None
    assert georgia.unknown("ទឹក water ទឹក") == "ទឹក"
    assert georgia.unknown("Вода") == "Вода"


def test_pieces_with_unknown_characters_are_measured_by_another() -> None:
    arial = face("Arial")
    assert arial.count_lines("well ទឹក", pt(20), pt(100), "en", other=lambda _: pt(40)) == 1
    assert arial.count_lines("well ទឹក", pt(20), pt(100), "en", other=lambda _: pt(90)) == 2
    assert arial.count_lines("well ទឹក", pt(20), pt(100), "en") == 1


@given(WORDS, st.integers(10, 300), st.sampled_from([0, -1, 2]))
def test_lines_are_counted_as_they_are_broken(text: str, points: int, spacing: int) -> None:
    arial, size, room = face("Arial"), pt(20), pt(points)

    def measure(line: str) -> float:
        width = arial.width(line, size, pt(spacing))
        assert width is not None
        return width.pt

    lines = break_lines(text, "en", measure, room.pt + 1e-9)
    assert arial.count_lines(text, size, room, "en", pt(spacing)) == len(lines)
