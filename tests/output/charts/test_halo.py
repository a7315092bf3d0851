"""A chart of a deck is legible on the ground of another theme: each label is measured against what is around it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

from factpress.core.units import pt
from factpress.design.palettes import Colour, contrast
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Format, paint
from factpress.output.charts.draw import draw, height_for, lay_out
from tests.output.charts import samples

ALL = {c.id: c for c in vars(samples).values() if isinstance(c, Chart)}
SCALE = 2
OWN, OTHER = 4.5, 3.0
OTHER_PALETTE = {"light": "dark", "dark": "light"}


def slide(chart: Chart, theme: Theme, palette: str) -> Format:
    height = height_for(chart, pt(840), 20, theme, 17, palette)
    return Format(pt(840), height, 20, 17, palette, outlines=True, pixels=840 * SCALE)


def picture(chart: Chart, theme: Theme, palette: str) -> Image.Image:
    return Image.open(io.BytesIO(draw(chart, slide(chart, theme, palette), theme).png)).convert("RGBA")


def on_ground(image: Image.Image, theme: Theme, palette: str) -> Any:
    """The pixels of a picture on the ground of a palette."""
    on = Image.new("RGBA", image.size, theme.palettes[palette].background.hex)
    on.alpha_composite(image)
    return np.asarray(on.convert("RGB")).astype(int)


def contrasts(chart: Chart, theme: Theme, palette: str) -> Iterator[tuple[str, float, float]]:
    """Each label with its contrast on its own ground and on the other: with nine of ten pixels about a point away."""
    image = picture(chart, theme, palette)
    own, other = (on_ground(image, theme, each) for each in (palette, OTHER_PALETTE[palette]))
    for label in lay_out(chart, slide(chart, theme, palette), theme).labels:
        box = label.box
        rows = slice(round(box.top * SCALE), round(box.bottom * SCALE))
        columns = slice(max(0, round((box.left - 3) * SCALE)), round((box.right + 3) * SCALE))
        colour, around = Colour(label.colour), own[rows, columns]
        yield label.text, _contrast(around, around, colour), _contrast(around, other[rows, columns], colour)


def _contrast(own: Any, shown: Any, colour: Colour) -> float:
    # letters are found on the chart's own ground, where the edge of a halo has no colour between two
    letters = np.abs(own - np.array(colour.rgb)).max(axis=2) < 48
    assert letters.any()
    mask = Image.fromarray((letters * 255).astype("uint8"))
    near, far = (np.asarray(mask.filter(ImageFilter.MaxFilter(size))) > 0 for size in (3, 7))
    around = [Colour(f"#{bytes(pixel.tolist()).hex()}") for pixel in shown[far & ~near]]
    ratios = sorted(contrast(each, colour) for each in around)
    return ratios[len(ratios) // 10]


@pytest.mark.parametrize("chart", ALL.values(), ids=ALL)
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_labels_are_legible_on_both_grounds(chart: Chart, palette: str, theme: Theme) -> None:
    found = list(contrasts(chart, theme, palette))
    assert found
    assert not [each for each in found if each[1] < OWN or each[2] < OTHER]


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_without_a_halo_they_are_not(palette: str, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint, "_halos", lambda *_: ())
    found = list(contrasts(samples.BARS, theme, palette))
    assert min(own for _, own, _ in found) > OWN
    assert max(other for _, _, other in found) < OTHER


@pytest.mark.parametrize("chart", ALL.values(), ids=ALL)
def test_on_its_own_ground_a_halo_is_invisible(chart: Chart, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    with_halo = picture(chart, theme, "light")
    monkeypatch.setattr(paint, "_halos", lambda *_: ())
    with_halo, without = (on_ground(each, theme, "light") for each in (with_halo, picture(chart, theme, "light")))
    # a few edges differ, because each file has a palette of its own
    assert (np.abs(with_halo - without).max(axis=2) > 40).mean() < 0.0002


def test_printed_charts_have_no_halo(theme: Theme) -> None:
    form = Format(pt(300), pt(200), 8, 7, "print")
    assert theme.palettes["print"].background.hex not in draw(samples.DOTS, form, theme).svg.decode()


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_a_scaled_picture_has_no_line_around_its_halos(palette: str, theme: Theme) -> None:
    # programs scale colours and transparency separately
    image = picture(samples.BARS, theme, palette)
    ground = theme.palettes[palette].background
    pixels = np.asarray(image)
    clear = pixels[pixels[..., 3] == 0][:, :3]
    assert clear.size
    assert {tuple(each) for each in np.unique(clear, axis=0).tolist()} == {ground.rgb}
