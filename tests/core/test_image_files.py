"""Nothing of what cameras and programs write into a picture stays in it, and of the picture nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from factpress.core.image_files import (
    ORIENTATIONS,
    Orientation,
    orientation,
    strip_metadata,
    upright_image,
)
from factpress.core.metadata_kinds import GPS, metadata_kinds
from tests.core.image_samples import SECRETS, SVG, bare_jpeg, bare_png, exif, full_jpeg, full_png, painted, profile


@pytest.mark.parametrize("full", [full_jpeg(), full_jpeg(6), full_jpeg(progressive=True), full_png(), full_png(8)])
def test_nothing_that_tells_of_anybody_stays(full: bytes) -> None:
    assert any(secret in full for secret in SECRETS)
    bare = strip_metadata(full)
    assert [secret for secret in SECRETS if secret in bare] == []
    assert metadata_kinds(bare) == ()
    assert strip_metadata(bare) == bare


@pytest.mark.parametrize(
    ("bare", "full"),
    [
        (bare_jpeg(), full_jpeg()),
        (bare_jpeg(progressive=True), full_jpeg(6, progressive=True)),
        (bare_jpeg(restart_marker_blocks=1), full_jpeg(restart_marker_blocks=1)),
        (bare_png(), full_png()),
    ],
)
def test_of_the_coded_picture_no_byte_is_lost(bare: bytes, full: bytes) -> None:
    assert strip_metadata(full) == bare == strip_metadata(bare)


@pytest.mark.parametrize("full", [full_jpeg(), full_png()])
def test_the_colour_profile_stays(full: bytes) -> None:
    with Image.open(io.BytesIO(strip_metadata(full))) as image:
        assert image.info["icc_profile"] == profile()


def test_the_colours_of_a_cmyk_jpeg_stay() -> None:
    out = io.BytesIO()
    painted().convert("CMYK").save(out, "JPEG", exif=exif(place=True))
    with Image.open(out) as before, Image.open(io.BytesIO(strip_metadata(out.getvalue()))) as after:
        assert before.tobytes() == after.tobytes()
        assert after.info.get("adobe_transform") == before.info.get("adobe_transform")


@pytest.mark.parametrize("value", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_turn_is_that_of_the_tag(value: int, form: str) -> None:
    data = full_jpeg(value) if form == "JPEG" else full_png(value)
    asked = orientation(data)
    with Image.open(io.BytesIO(data)) as image:
        right = ImageOps.exif_transpose(image).convert("RGB")
        made = image.convert("RGB")
    made = ImageOps.mirror(made) if asked.mirrored else made
    made = made.rotate(-asked.degrees, expand=True)
    assert made.tobytes() == right.tobytes()
    assert asked == ORIENTATIONS[value]
    assert orientation(strip_metadata(data)) == Orientation()


def test_an_upright_picture_is_the_stripped_one_and_a_turned_one_is_wrapped() -> None:
    assert upright_image(full_jpeg()) == bare_jpeg()
    wrapped = upright_image(full_jpeg(6))
    assert wrapped.startswith(b"<svg")
    assert b'width="32" height="48"' in wrapped  # painted 48 wide and 32 high


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bare_jpeg(), ()),
        (bare_png(), ()),
        (bare_jpeg(exif=exif(6, words=False)), ()),  # which way up it is tells of nobody
        (bare_jpeg(exif=exif()), ("camera and time (Exif)",)),
        (bare_jpeg(exif=exif(place=True, words=False)), (GPS,)),
        (bare_jpeg(comment=b"words"), ("words of the program that wrote it",)),
        (bare_jpeg() + b"more", ("more behind the end of the picture",)),
        (SVG, ("who made it, when and with what (XMP)", "words of the program that wrote it")),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', ()),
        (b"", ()),
        (b"words", ()),
    ],
)
def test_what_a_file_carries_is_said(data: bytes, said: tuple[str, ...]) -> None:
    assert metadata_kinds(data) == said


def webp(block: Image.Exif | None) -> bytes:
    out = io.BytesIO()
    painted().save(out, "WEBP", **({"exif": block} if block is not None else {}))
    return out.getvalue()


def tiff(block: Image.Exif | None) -> bytes:
    """An Exif block is a TIFF without its picture."""
    return (block or exif(1, words=False)).tobytes().removeprefix(b"Exif\0\0")


@pytest.mark.parametrize("make", [webp, tiff])
def test_originals_that_are_never_printed_are_looked_into(make: Callable[[Image.Exif | None], bytes]) -> None:
    assert GPS in metadata_kinds(make(exif(place=True)))
    assert GPS not in metadata_kinds(make(exif()))
    assert metadata_kinds(make(exif()))
    assert metadata_kinds(make(None)) == ()


def test_a_place_in_a_picture_inside_a_drawing_is_found() -> None:
    import base64

    inside = base64.b64encode(full_jpeg()).decode()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,{inside}"/></svg>'
    assert GPS in metadata_kinds(drawing.encode())


@given(st.sampled_from([full_jpeg(6), full_png(6), SVG]), st.data())
def test_a_damaged_file_is_never_a_crash(data: bytes, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(data) - 1))
    broken = data[:at] + draw.draw(st.binary(max_size=4)) + data[at + draw.draw(st.integers(0, 40)) :]
    metadata_kinds(broken)
    strip_metadata(broken)
    assert isinstance(orientation(broken), Orientation)
