"""The resolution of pictures: one finding for a picture in slices, and the figure of `pdfimages`."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Name

from factpress.output.prepress.preflight import preflight
from factpress.output.prepress.preflight.findings import Finding
from tests.output.prepress.preflight.paints import Content, Make, pages, stream
from tests.output.prepress.pressed import printer
from tests.programs import needs


def placed(*boxes: tuple[float, float, float, float], pixels: tuple[int, int] = (60, 60)) -> Make:
    """Pictures of so many pixels on a page: left, bottom, width and height of each in points."""

    def make(file: Any) -> Content:
        size: dict[str, Any] = {"Subtype": Name.Image, "Width": pixels[0], "Height": pixels[1], "BitsPerComponent": 8}
        made = stream(file, bytes(range(256)) * (pixels[0] * pixels[1] // 256 + 1), **size, ColorSpace=Name.DeviceGray)
        draws = (f"q {width} 0 0 {height} {left} {bottom} cm /I Do Q" for left, bottom, width, height in boxes)
        return " ".join(draws).encode(), {"XObject": {"I": made}}

    return make


def coarse(*makes: Make) -> list[Finding]:
    report = preflight(pages(*makes), printer())
    return [finding for finding in report.findings if finding.code == "coarse-picture"]


def test_slices_of_one_picture_are_one_finding_with_the_place_of_the_whole() -> None:
    strips = [(100, 300 - 5 * row, 20, 5) for row in range(40)]
    (found,) = coarse(placed(*strips, pixels=(60, 15)))
    assert found.message == "40 pieces of pictures are printed at 216 ppi (pixels to an inch)"
    assert found.pages == (1,)
    assert found.place is not None
    assert [round(length.pt) for length in found.place] == [100, 595 - 305]


def test_slices_of_several_sizes_are_one_finding() -> None:
    found = coarse(placed((100, 100, 20, 20), (120, 100, 20, 20), (100, 120, 20, 20)))
    assert [one.message for one in found] == ["3 pieces of pictures are printed at 216 ppi (pixels to an inch)"]


def test_two_pictures_on_a_page_are_two_findings() -> None:
    found = coarse(placed((50, 50, 40, 40), (200, 200, 60, 60)))
    assert ["72 pixels to an inch" in one.message for one in found] == [False, True]


def test_many_pictures_on_a_page_are_one_finding_with_the_range() -> None:
    (found,) = coarse(placed(*((20 + 60 * n, 50, 20 + n, 20 + n) for n in range(6))))
    assert found.message == "6 pieces of pictures are printed at 173 to 216 ppi (pixels to an inch)"


def test_each_page_is_listed_once() -> None:
    (found,) = coarse(placed((100, 100, 40, 40), (200, 100, 40, 40)), placed((100, 100, 40, 40)))
    assert found.pages == (1, 2)


@pytest.mark.parametrize("boxes", [
    [(100, 100, 2, 2)],  # less than a millimetre
    [(100, 100, 2, 2), (300, 100, 2, 2)],
])  # fmt: skip
def test_what_is_too_small_to_be_seen_is_left_out(boxes: list[tuple[float, float, float, float]]) -> None:
    assert not coarse(placed(*boxes, pixels=(2, 2)))


@pytest.mark.parametrize("pixels", [(1, 1), (1, 400)])
def test_a_single_pixel_has_no_details(pixels: tuple[int, int]) -> None:
    """A pixel is stretched to a line or a plain area; of a column the length alone counts."""
    assert not coarse(placed((100, 100, 80, 80), pixels=pixels))


def test_very_many_pieces_are_one_finding() -> None:
    dots = [(float(n % 400), float(n // 400), 1.0, 1.0) for n in range(20_000)]
    (found,) = coarse(placed(*dots, pixels=(2, 2)))
    assert found.message == "20000 pieces of pictures are printed at 144 ppi (pixels to an inch)"


@needs("pdfimages")
def test_the_resolution_is_that_of_pdfimages(tmp_path: Path) -> None:
    sizes = [(20, 20), (30, 25), (70, 140)]
    made = [placed((100, 100, width, height)) for width, height in sizes]
    (tmp_path / "in.pdf").write_bytes(pages(*made))
    ran = subprocess.run(["pdfimages", "-list", "in.pdf"], cwd=tmp_path, capture_output=True, check=True)
    rows = [line.split() for line in ran.stdout.decode().splitlines()[2:]]
    theirs = [min(int(row[12]), int(row[13])) for row in rows]
    ours = [int(one.message.split(": ")[1].split()[0]) for make in made for one in coarse(make)]
    assert ours == theirs
