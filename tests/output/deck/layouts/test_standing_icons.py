"""The icons of standings as bullets: pictures that differ, are seen on both grounds, and are always the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from factpress.core.paths import Places
from factpress.output.deck.layouts.grid import mark_role
from factpress.output.deck.layouts.placeholders import Placeholder
from factpress.output.deck.layouts.standing_icons import SIZE, standing_icon, standing_svg
from factpress.output.deck.presentation import Run, TextParagraph
from factpress.output.deck.writer.generated_template import template
from factpress.output.deck.writer.write import write
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample
from tests.output.deck.inherited import placeholders

SHOWN = [standing for standing in Standing if standing is not Standing.WITHDRAWN]
INK, GROUND = "#22272d", "#f6f7f7"


def image(standing: Standing, ink: str = INK, ground: str = GROUND) -> Image.Image:
    return Image.open(io.BytesIO(standing_icon(standing, ink, ground))).convert("RGBA")


@pytest.mark.parametrize("standing", Standing)
def test_an_icon_is_a_vector_drawing_in_one_colour(standing: Standing) -> None:
    drawn = ET.fromstring(standing_svg(standing, INK))
    assert drawn.get("viewBox") == "0 0 24 24"
    colours = {each.get(name) for each in drawn.iter() for name in ("fill", "stroke")} - {None, "none"}
    assert colours == {INK}


def test_the_vector_drawings_differ() -> None:
    assert len({standing_svg(standing, INK) for standing in SHOWN}) == len(SHOWN)


@pytest.mark.parametrize("standing", Standing)
def test_an_icon_is_a_square_with_a_transparent_ground(standing: Standing) -> None:
    made = image(standing)
    assert made.size == (SIZE, SIZE)
    assert {made.getpixel(corner) for corner in ((0, 0), (0, SIZE - 1), (SIZE - 1, SIZE - 1))} <= {(0, 0, 0, 0)}
    left, top, right, bottom = made.getchannel("A").getbbox() or (0, 0, 0, 0)
    assert min(right - left, bottom - top) > SIZE * 0.7
    assert abs(left - (SIZE - right)) <= 2
    assert abs(top - (SIZE - bottom)) <= 2


def test_icons_differ_by_shape_and_not_only_by_colour() -> None:
    shapes = {standing: image(standing).convert("RGB") for standing in SHOWN}
    for one, other in combinations(SHOWN, 2):
        difference = ImageChops.difference(shapes[one], shapes[other]).convert("L")
        assert sum(difference.histogram()[64:]) > SIZE * SIZE * 0.03, (one, other)


def test_withdrawn_claims_have_the_icon_of_outdated_ones() -> None:
    withdrawn, outdated = (standing_icon(each, INK, GROUND) for each in (Standing.WITHDRAWN, Standing.OUTDATED))
    assert withdrawn == outdated
    assert mark_role(Standing.WITHDRAWN) == mark_role(Standing.OUTDATED)


@pytest.mark.parametrize("standing", SHOWN)
def test_an_icon_is_seen_on_the_ground_of_the_other_palette(standing: Standing) -> None:
    """It has an outline in the colour of its own ground, so that dark lines on a dark ground are seen."""
    ground = Image.new("RGBA", (SIZE, SIZE), INK)
    ground.alpha_composite(image(standing))
    light = ground.convert("L").histogram()[200:]
    assert sum(light) > SIZE * SIZE * 0.04


def test_the_same_bytes_each_time() -> None:
    first = standing_icon(Standing.CONTESTED, INK, GROUND)
    standing_icon.cache_clear()
    assert standing_icon(Standing.CONTESTED, INK, GROUND) == first


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_template_has_one_icon_for_each_standing_in_the_colours_of_the_palette(palette: str) -> None:
    with zipfile.ZipFile(io.BytesIO(template(sample.theme(), palette, "en-GB", "ltr"))) as package:
        found = {name: package.read(name) for name in package.namelist() if "/standing-" in name}
    colours = sample.theme().palettes[palette]
    assert found == {
        f"ppt/media/standing-{each.value}.png": standing_icon(each, colours.foreground.hex, colours.background.hex)
        for each in SHOWN
    }


def test_a_mark_is_a_paragraph_with_the_icon_of_its_standing_as_its_bullet() -> None:
    deck = sample.deck()
    with zipfile.ZipFile(io.BytesIO(write(deck, sample.theme(), Places.of(Path())))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found: list[str] = []
    for number, slide in enumerate(deck.slides, start=1):
        shown = list(placeholders(parts, f"ppt/slides/slide{number}.xml"))
        bullets = ["".join(r.text for r in p.runs) for each in shown for p in each.paragraphs if p.bullet == "buBlip"]
        found += [f"{sample.kind(slide)} {word}" for word in bullets]
    assert found == ["big-number-range Contested", "big-number Verified", "chart Reported", "quote Reported"]


@pytest.mark.parametrize("standing", SHOWN)
def test_each_level_of_marks_has_the_picture_of_its_own_standing(standing: Standing) -> None:
    with zipfile.ZipFile(io.BytesIO(template(sample.theme(), "light", "en-GB", "ltr"))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}
    layout = sample.families()["quote"][0]
    (name,) = (name for name, text in parts.items() if f'<p:cSld name="{layout.title}"' in text)
    links = parts[name.replace("slideLayouts/", "slideLayouts/_rels/") + ".rels"]
    place: Placeholder = layout.place("title")
    number = place.level_of(TextParagraph((Run("a", "en"),), role=mark_role(standing))) + 1
    (level,) = re.findall(rf"<a:lvl{number}pPr.*?</a:lvl{number}pPr>", parts[name].partition('type="title"')[2])[:1]
    (link,) = re.findall(r'<a:buBlip><a:blip r:embed="([^"]+)"', level)
    (relationship,) = re.findall(rf'<Relationship [^>]*Id="{link}"[^>]*>', links)
    assert f"../media/standing-{standing.value}.png" in relationship
