"""The metadata of pictures and of the logo is found wherever they are in the publication."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from factpress.checks.registry import check
from tests.core.image_samples import exif, painted
from tests.publications import publication

PLACED = "## A\n\n:::{image} photo.jpg\n:shows: nobody\n:alt: A door\n:::\n"


def photo() -> bytes:
    out = io.BytesIO()
    painted((1600, 1200)).save(out, "JPEG", exif=exif(place=True))
    return out.getvalue()


@pytest.mark.parametrize(
    "files",
    [
        {"assets/photo.jpg": photo(), "data/brand.yml": "logo: photo.jpg\n"},
        {"photo.jpg": photo(), "data/brand.yml": "logo: photo.jpg\n"},
        {"photo.jpg": photo(), "data/content/briefing.en.md": PLACED, "data/charts.yaml": None},
        {
            "photo.jpg": photo(),
            "data/brand.yml": "logo: photo.jpg\n",
            "data/content/briefing.en.md": PLACED,
            "data/charts.yaml": None,
        },
    ],
)
def test_a_place_in_a_picture_is_one_error(tmp_path: Path, files: dict[str, str | bytes | None]) -> None:
    found = check(publication(tmp_path, files), today=dt.date(2026, 6, 1))
    assert [d.code for d in found if d.code.startswith("picture-")] == ["picture-location", "picture-metadata"]
