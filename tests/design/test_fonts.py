from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.core.units import Length, pt
from factpress.design import fonts
from factpress.design.font_files import FaceFile, nearest_face
from factpress.design.fonts import FontSet
from factpress.design.line_breaks import ZERO_WIDTH_SPACE
from factpress.design.theme import Theme, TypeStyle, load_theme
from factpress.output.charts.canvas import faces_for
from factpress.output.deck.writer.text_body import MasterStyle

FONTS = Path(__file__).parents[2] / "assets/fonts"
KHMER = "នៅក្នុងសារមន្ទីរ និងប្រវត្តិសាស្ត្រ។"
SANS = TypeStyle("Sans", pt(20), pt(24))
SERIF = TypeStyle("Serif", pt(20), pt(24))


def face(family: str, file: str, weight: int = 400, *, italic: bool = False) -> FaceFile:
    return FaceFile(family, weight, italic, FONTS / file)


FONT_SET = FontSet(
    (
        face("Sans", "SourceSans3-Regular.ttf"),
        face("Sans", "SourceSans3-It.ttf", italic=True),
        face("Sans", "SourceSans3-Semibold.ttf", 600),
        face("Sans", "SourceSans3-Bold.ttf", 700),
        face("Serif", "SourceSerif4-Regular.ttf"),
        face("Khmer Serif", "NotoSerifKhmer-Regular.ttf"),
        face("Khmer Sans", "NotoSansKhmer-Regular.ttf"),
    ),
    {"Latn": ("Serif", "Sans"), "Khmr": ("Khmer Serif", "Khmer Sans")},
)


def advances(file: str, text: str, size: float) -> float:
    """The width of a text without kerning or ligatures, in points."""
    font: Any = TTFont(FONTS / file)
    cmap, metrics = font["cmap"].getBestCmap(), font["hmtx"]
    return sum(metrics[cmap[ord(c)]][0] for c in text) * size / font["head"].unitsPerEm


def test_a_text_without_kerning_is_as_wide_as_its_advances() -> None:
    for text in ("nnnn", "0123456789", "HHHH", ""):
        assert FONT_SET.measure(text, SANS).pt == pytest.approx(
            advances("SourceSans3-Regular.ttf", text, 20), abs=0.001
        )


def test_kerning_is_measured() -> None:
    kerned, bare = FONT_SET.measure("AVAToYo", SANS).pt, advances("SourceSans3-Regular.ttf", "AVAToYo", 20)
    assert bare * 0.8 < kerned < bare - 1


def test_khmer_is_shaped_not_summed() -> None:
    # coeng and the letter under it take no room of their own, so shaping makes the word narrower
    style = TypeStyle("Khmer Serif", pt(40), pt(72))
    word = "ស្ត្រី"
    assert FONT_SET.measure(word, style, "km").pt < 0.8 * advances("NotoSerifKhmer-Regular.ttf", word, 40)
    # of one script, it does not matter which family asks: each falls back on its own sort
    assert FONT_SET.measure(word, SANS, "km") == FONT_SET.measure(word, TypeStyle("Khmer Sans", pt(20), pt(24)), "km")
    assert FONT_SET.measure(word, SERIF, "km") == FONT_SET.measure(word, TypeStyle("Khmer Serif", pt(20), pt(24)), "km")


def test_mixed_scripts_are_as_wide_as_their_parts() -> None:
    parts = FONT_SET.measure("Tuol Sleng ", SANS) + FONT_SET.measure("ប្រវត្តិ", SANS)
    assert FONT_SET.measure("Tuol Sleng ប្រវត្តិ", SANS).pt == pytest.approx(parts.pt, abs=0.01)


def test_what_has_no_glyph_is_as_wide_as_its_empty_box() -> None:
    assert FONT_SET.measure("漢", SANS).pt > 5


def test_marks_of_breaking_take_no_room() -> None:
    assert FONT_SET.measure(f"a{ZERO_WIDTH_SPACE}b", SANS) == FONT_SET.measure("ab", SANS)


@given(st.text("abc defg", max_size=20), st.integers(1, 200))
def test_width_grows_with_size(text: str, size: int) -> None:
    once = FONT_SET.measure(text, SANS)
    scaled = TypeStyle("Sans", pt(20 * size), pt(24))
    assert FONT_SET.measure(text, scaled).pt == pytest.approx(once.pt * size, rel=1e-6)


def test_coverage_is_that_of_the_fonts_own_table() -> None:
    font: Any = TTFont(FONTS / "SourceSans3-Regular.ttf")
    cmap = font["cmap"].getBestCmap()
    text = "".join(chr(c) for c in range(0x21, 0x2000) if chr(c).isprintable() and not 0xFE00 <= c <= 0xFE0F)
    face = FontSet((FONT_SET.face("Sans"),), {})
    assert "".join(face.missing_glyphs([text])) == "".join(c for c in text if ord(c) not in cmap)


WEIGHTS = st.integers(1, 1000)


def in_order(weights: list[int], wanted: int) -> list[int]:
    """The weights in the order in which CSS Fonts 4, 5.2 tries them, in its own words."""
    up, down = sorted(w for w in weights if w >= wanted), sorted((w for w in weights if w < wanted), reverse=True)
    if 400 <= wanted <= 500:
        return [w for w in up if w <= 500] + down + [w for w in up if w > 500]
    if wanted < 400:
        return [w for w in up if w == wanted] + down + [w for w in up if w > wanted]
    return up + down


@given(st.lists(WEIGHTS, min_size=1, max_size=9), st.lists(WEIGHTS, max_size=3), WEIGHTS)
def test_the_weight_is_chosen_as_css_has_it(upright: list[int], slanted: list[int], wanted: int) -> None:
    faces = [*(face("F", "u", w) for w in upright), *(face("F", "i", w, italic=True) for w in slanted)]
    other = face("G", "g", wanted, italic=True)
    assert nearest_face([other, *faces], "F", wanted, italic=False).weight == in_order(upright, wanted)[0]
    found = nearest_face([other, *faces], "F", wanted, italic=True)
    assert found.italic is bool(slanted)
    assert found.weight == in_order(slanted or upright, wanted)[0]


@pytest.mark.parametrize("weight", [300, 400, 450, 500, 550, 600, 650, 900])
def test_measuring_charts_and_deck_choose_the_same_face(weight: int) -> None:
    theme = load_theme(Places.of(Path(__file__).parents[2]), Problems())
    assert theme is not None
    faces = faces_for(theme, "print")
    shelf = FontSet.of(theme)
    assert faces.file(weight) == shelf.face(faces.family, weight)
    style = TypeStyle(faces.family, pt(9), pt(11), weight)
    assert MasterStyle.of(theme, "en", "ltr").typeface_of(style).path == faces.file(weight).path


@given(st.text(st.sampled_from(f"aé1, .\u00ad\u200b\u0301\u0416{KHMER[:4]}☃"), max_size=12))
def test_latin_text_has_the_run_that_a_look_at_each_character_finds(text: str) -> None:
    found = list(FONT_SET._runs(text, SANS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts._Latin, "has_all", lambda *_: False)
        assert found == list(FONT_SET._runs(text, SANS))


def test_the_nearest_face() -> None:
    assert FONT_SET.face("Sans", 650).weight == 700
    assert FONT_SET.face("Sans", 500).weight == 400
    assert FONT_SET.face("Sans", 501).weight == 600
    assert FONT_SET.face("Sans", 300).weight == 400
    assert FONT_SET.face("Sans", 700, italic=True).italic
    assert not FONT_SET.face("Serif", 400, italic=True).italic
    with pytest.raises(LookupError, match="Cursive"):
        FONT_SET.face("Cursive")


def test_missing_glyphs_name_the_text() -> None:
    missing = FONT_SET.missing_glyphs(["ហូល\u200b \n\t ok", "one 漢", "two 漢 ☃"])
    assert missing == {"漢": "one 漢", "☃": "two 漢 ☃"}


def test_face_for() -> None:
    found = [FONT_SET.face_for(c, SANS) for c in "aក漢"]
    assert [f and f.family for f in found] == ["Sans", "Khmer Sans", None]
    serif = FONT_SET.face_for("ក", SERIF)
    assert serif is not None
    assert serif.family == "Khmer Serif"


def test_lines_end_where_they_may() -> None:
    text = "Sources of standing disagree: 1,500,000 to 2,200,000 people—see S-21 (p. 458)."
    lines = FONT_SET.break_lines(text, SANS, pt(150))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(FONT_SET.measure(line, SANS) <= pt(150) for line in lines)
    for kept in ("1,500,000", "S-21", "(p.", "458)."):
        assert any(kept in line for line in lines)


def test_khmer_ends_between_words_without_a_space() -> None:
    lines = FONT_SET.break_lines(KHMER, SANS, pt(110), "km")
    assert len(lines) > 1
    assert lines[0] == "នៅក្នុង"
    assert "".join(lines).replace(" ", "") == KHMER.replace(" ", "")


def test_the_text_asks_for_a_line() -> None:
    assert FONT_SET.break_lines("one\ntwo\n\nthree", SANS, pt(500)) == ("one", "two", "", "three")
    assert FONT_SET.break_lines("", SANS, pt(500)) == ()
    assert FONT_SET.break_lines("   ", SANS, pt(500)) == ()


def test_a_soft_hyphen_shows_at_the_end_of_a_line_only() -> None:
    width = FONT_SET.measure("remem-", SANS)
    assert FONT_SET.break_lines("remem\u00adbered", SANS, width) == ("remem-", "bered")
    assert FONT_SET.break_lines("remem\u00adbered", SANS, pt(500)) == ("remembered",)


@given(st.text("ab -—,.\u00adក្ខ្យé", max_size=60), st.integers(30, 300))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, points: int) -> None:
    width = pt(points)
    lines = FONT_SET.break_lines(text, SANS, width)
    assert all(FONT_SET.measure(line, SANS) <= width for line in lines)

    def kept(words: str) -> str:
        return words.replace(" ", "").replace("\u00ad", "").replace("-", "")

    assert kept("".join(lines)) == kept(text)


def test_metrics_are_the_fonts() -> None:
    hhea = TTFont(FONTS / "SourceSans3-Regular.ttf")["hhea"]
    metrics = FONT_SET.metrics(SANS)
    assert metrics.ascent.pt == pytest.approx(hhea.ascent / 1000 * 20, abs=0.01)
    assert metrics.descent.pt == pytest.approx(-hhea.descent / 1000 * 20, abs=0.01)
    assert metrics.descent > Length(metrics.descent.exact_emu * 0)


def test_the_themes_shelf() -> None:
    theme: Theme | None = load_theme(Places.of(FONTS.parents[1]), Problems())
    assert theme is not None
    shelf = FontSet.of(theme)
    assert 400 < shelf.measure("Nearly 17,000 people were imprisoned", theme.slide_type["body"]).pt < 520
    assert shelf.missing_glyphs(["“”‘’–—…½×°§¶•● ៛ ២០២៦"]) == {}


def test_tracking_is_added_after_each_character() -> None:
    tracked = replace(SANS, tracking=-20)
    spacing = tracked.letter_spacing
    assert spacing == pt(-0.4)
    for text, count in (("nnnn", 4), ("a", 1), ("e\u0301t\u200be", 3), ("", 0)):
        assert FONT_SET.measure(text, tracked) == FONT_SET.measure(text, SANS) + spacing * count


def test_letters_of_other_scripts_have_no_tracking() -> None:
    tracked = replace(SANS, tracking=100)
    assert FONT_SET.measure(KHMER, tracked) == FONT_SET.measure(KHMER, SANS)
    assert FONT_SET.measure("ab" + KHMER, tracked) == FONT_SET.measure("ab" + KHMER, SANS) + pt(2) * 2


def test_lines_are_broken_with_their_tracking() -> None:
    words, tracked = "How many died, and how we know", replace(SANS, tracking=-20)
    whole = FONT_SET.measure(words, tracked)
    assert FONT_SET.break_lines(words, tracked, whole) == (words,)
    assert len(FONT_SET.break_lines(words, SANS, whole)) == 2
    assert len(FONT_SET.break_lines(words, tracked, whole - pt(0.01))) == 2
