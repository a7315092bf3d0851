"""Pictures in RGB: by the printer's profile, or grey, or an error that names them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from factpress.core.diagnostics import Findings, Severity
from factpress.output.prepress.ink import convert_to_pdfx4, icc_profile, limit_ink, to_cmyk
from factpress.output.prepress.preflight import preflight
from tests.output.prepress.pressed import AT, SECTION, job, opened, picture, printer, set_pages, theme


def body(width: str) -> str:
    return SECTION.replace("<p>", f'<img alt="A wall" src="asset:wall.png" style="width: {width}"><p>', 1)


def pages(root: Path, width: str = "5mm", colours: str = "RGB") -> bytes:
    picture(root, colours=colours)
    return set_pages(body(width), root)


def images(pdf: bytes) -> list[tuple[str, bytes]]:
    with opened(pdf) as file:
        streams: list[Any] = [thing for thing in file.objects if isinstance(thing, pikepdf.Stream)]
        found = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        return [(str(image.ColorSpace), image.read_bytes()) for image in found]


def test_a_picture_without_a_rule_is_an_error_at_the_product_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(Findings) as raised:
        convert_to_pdfx4(pages(tmp_path), theme(), job())
    (found,) = raised.value.found
    assert (found.code, found.location) == ("rgb-picture", AT)
    assert found.message == '"wall.png" is in RGB, which no press prints'
    assert found.hint == 'say what becomes of pictures: "pictures: cmyk", or "pictures: grey"'


def test_a_picture_that_nobody_knows_is_named_by_its_pixels(tmp_path: Path) -> None:
    with pytest.raises(Findings, match="a picture of 60 by 40 pixels"):
        convert_to_pdfx4(pages(tmp_path), theme(), replace(job(), files={}))


@pytest.mark.parametrize(("rule", "space", "channels"), [("cmyk", "/DeviceCMYK", 4), ("grey", "/DeviceGray", 1)])
def test_a_picture_is_turned_into_what_the_rule_says(tmp_path: Path, rule: str, space: str, channels: int) -> None:
    pdf = convert_to_pdfx4(pages(tmp_path), theme(), job(rule))
    ((made, data),) = images(pdf)
    assert (made, len(data)) == (space, 60 * 40 * channels)
    assert not [found for found in preflight(pdf, printer()).findings if found.severity is Severity.ERROR]


def test_a_grey_picture_needs_no_rule(tmp_path: Path) -> None:
    ((space, _),) = images(convert_to_pdfx4(pages(tmp_path, colours="L"), theme(), job()))
    assert "Gray" in space


def test_black_stays_black_white_stays_paper_and_no_spot_has_too_much_ink() -> None:
    colours = Image.fromarray(np.array([[[0, 0, 0], [255, 255, 255], [200, 30, 30]]], np.uint8), "RGB")
    black, white, red = np.asarray(to_cmyk(colours, icc_profile(printer()), 300))[0].astype(int)
    assert white.sum() == 0
    assert black[3] > 200
    assert black.sum() <= 300 * 2.55
    assert red[1] > 200
    assert red[2] > 150
    assert red[0] < 60


def test_the_limit_takes_from_colours_and_never_from_black() -> None:
    soaked = Image.fromarray(np.array([[[255, 255, 255, 200], [10, 20, 30, 40]]], np.uint8), "CMYK")
    held, free = np.asarray(limit_ink(soaked, 240))[0].astype(int)
    assert held[3] == 200
    assert held.sum() <= 240 * 2.55
    assert held.sum() > 240 * 2.55 - 4
    assert free.tolist() == [10, 20, 30, 40]
    assert limit_ink(soaked, 400) is soaked


@pytest.mark.parametrize(("width", "severity"), [("10mm", Severity.ERROR), ("6mm", Severity.WARNING), ("5mm", None)])
def test_a_coarse_picture_is_an_error_and_a_middling_one_a_warning(
    tmp_path: Path, width: str, severity: Severity | None
) -> None:
    """60 pixels on 10, 6 and 5 millimetres: 152, 254 and 305 to an inch."""
    pdf = convert_to_pdfx4(pages(tmp_path, width), theme(), job("cmyk"))
    found = preflight(pdf, printer(), files=job().files).findings
    assert [one.severity for one in found] == ([severity] if severity else [])
    assert all(one.code == "coarse-picture" and '"wall.png", of 60 by 40 pixels' in one.message for one in found)
