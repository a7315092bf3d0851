"""Of a picture nothing is lost: it is the same without its metadata, or it is refused."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile, ImageOps

from factpress.core.diagnostics import ToolError
from factpress.core.image_files import SOS, jpeg_segments, orientation
from factpress.core.metadata_kinds import metadata_kinds
from factpress.core.metadata_removal import clean_copy, strip_except_orientation
from tests.core.image_samples import (
    SECRETS,
    bare_jpeg,
    bare_png,
    chunk,
    exif,
    full_jpeg,
    full_png,
    painted,
    segment,
)


def cleaned(folder: Path, data: bytes) -> bytes | None:
    path = folder / "picture"
    path.write_bytes(data)
    try:
        return clean_copy(path)
    finally:
        assert path.read_bytes() == data  # it is only read


def refused(folder: Path, data: bytes) -> str:
    with pytest.raises(ToolError) as error:
        cleaned(folder, data)
    return str(error.value)


def shown(data: bytes) -> list[bytes]:
    """The pixels of every frame, as far as they can be decoded."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        frames: list[bytes] = []
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            for number in range(getattr(image, "n_frames", 1) if image.format == "PNG" else 1):
                image.seek(number)
                frames.append(image.convert("RGBA").tobytes())
        return frames
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def noise(**options: object) -> bytes:
    """A JPEG with many coded bytes and with metadata."""
    out = io.BytesIO()
    image = Image.frombytes("RGB", (96, 64), random.Random(7).randbytes(96 * 64 * 3))
    image.save(out, "JPEG", quality=80, exif=exif(6, place=True), **options)
    return out.getvalue()


def scan_of(data: bytes) -> tuple[int, int]:
    begin = next(start for marker, start, *_ in jpeg_segments(data) if marker == SOS)
    return begin, len(data) - 2


JPEGS = {
    "baseline": noise(),
    "progressive": noise(progressive=True),
    "restarts": noise(restart_marker_blocks=2),
    "progressive-restarts": noise(progressive=True, restart_marker_blocks=3),
}


@pytest.mark.parametrize("full", [full_jpeg(6), full_png(5), full_jpeg(), full_png()])
def test_a_cleaned_file_carries_nothing_and_stays_upright(full: bytes) -> None:
    clean = strip_except_orientation(full)
    assert metadata_kinds(clean) == ()
    assert orientation(clean) == orientation(full)
    assert [secret for secret in SECRETS if secret in clean and secret not in (b"Exif\0", b"eXIf")] == []
    with Image.open(io.BytesIO(full)) as before, Image.open(io.BytesIO(clean)) as after:
        shown = (ImageOps.exif_transpose(image).convert("RGB").tobytes() for image in (before, after))
        assert len(set(shown)) == 1
    assert strip_except_orientation(clean) == clean


def test_a_file_that_is_clean_is_left_alone(tmp_path: Path) -> None:
    assert cleaned(tmp_path, bare_jpeg()) is None
    assert cleaned(tmp_path, full_jpeg()) == bare_jpeg()


@pytest.mark.parametrize("name", ["missing.jpg", "words.jpg", "empty.jpg", "."])
def test_what_is_no_picture_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "words.jpg").write_text("words")
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(ToolError):
        clean_copy(tmp_path / name)


# ── JPEG: whatever stands between segments and in scans ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", JPEGS)
@pytest.mark.parametrize(
    "stray",
    [
        b"\xff\x9f",
        b"\xff\x02",
        b"\xff\xf0",
        b"\xff\xe1\0\x08Exif\0\0",
        b"\xff\xfe\xff\xff",
        b"\xff\xc4\0\x03",
        b"\xff\xd8",
    ],
)
def test_a_stray_marker_takes_no_pixels_away(tmp_path: Path, kind: str, stray: bytes) -> None:
    data = JPEGS[kind]
    begin, end = scan_of(data)
    at = (begin + end) // 2
    damaged = data[:at] + stray + data[at + len(stray) :]
    try:
        clean = cleaned(tmp_path, damaged)
    except ToolError:  # most decoders give up at such a marker where there are no restart markers
        clean = None
    if clean is None:
        assert stray != b"\xff\x9f" or "restarts" not in kind
        return
    assert damaged[begin:] in clean
    assert shown(clean) == shown(damaged)


def test_an_end_marker_amid_the_pixels_is_refused(tmp_path: Path) -> None:
    for kind, data in JPEGS.items():
        begin, end = scan_of(data)
        at = (begin + end) // 2
        said = refused(tmp_path, data[:at] + b"\xff\xd9" + data[at:])
        assert "end marker before its last pixels" in said, kind
    data = JPEGS["restarts"]
    begin, _ = scan_of(data)
    at = data.index(b"\xff\xd3", begin)
    assert "end marker" in refused(tmp_path, data[:at] + b"\xff\xd9" + data[at + 2 :])


def test_stray_and_fill_bytes_between_segments_do_no_harm(tmp_path: Path) -> None:
    tables = full_jpeg().index(b"\xff\xdb")
    for between in (b"\0\0\0", b"words", b"\xff\xff\xff"):
        data = full_jpeg()[:tables] + between + full_jpeg()[tables:]
        clean = cleaned(tmp_path, data)
        assert clean is not None
        assert shown(clean) == shown(data)
        assert metadata_kinds(clean) == ()


def test_metadata_between_scans_is_removed(tmp_path: Path) -> None:
    data = bare_jpeg(progressive=True)
    second = [start for marker, start, *_ in jpeg_segments(data) if marker == SOS][1]
    full = data[:second] + segment(0xFE, b"Secret words") + data[second:]
    # tables stand before the second scan, so its comment is followed by a marker
    assert cleaned(tmp_path, full) == data


def test_a_picture_that_ends_too_early_keeps_what_there_is(tmp_path: Path) -> None:
    data = JPEGS["baseline"]
    begin, end = scan_of(data)
    cut = data[: (begin + end) // 2]
    clean = cleaned(tmp_path, cut)
    assert clean is not None
    assert clean.endswith(cut[begin:])
    assert shown(clean) == shown(cut)


def test_previews_behind_the_picture_go_and_pictures_of_equal_rank_are_refused(tmp_path: Path) -> None:
    first, second = painted((64, 48)), painted((64, 48)).transpose(Image.Transpose.ROTATE_180)
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])
    data = out.getvalue()
    clean = cleaned(tmp_path, data)
    assert clean is not None
    assert shown(clean) == shown(data)
    kind = data.rindex(b"\0\0\x03\0", 0, data.index(b"MPF") + 0x68)  # the type of a primary picture, little-endian
    assert "several pictures" in refused(tmp_path, data[:kind] + b"\x02\0\x02\0" + data[kind + 4 :])


@pytest.mark.parametrize("truncated_passes", [False, True])  # WeasyPrint sets it
def test_a_jpeg_without_pixels_or_with_unreadable_ones_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, truncated_passes: bool
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", truncated_passes)
    assert "no pixels" in refused(tmp_path, b"\xff\xd8\xff\xd9")
    data = full_jpeg()
    frame = data.index(b"\xff\xc0")
    assert "cannot be decoded" in refused(tmp_path, data[:frame] + b"\xff\xcb" + data[frame + 2 :])


# ── PNG ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def animated_png() -> bytes:
    out = io.BytesIO()
    frames = [painted(), painted().transpose(Image.Transpose.ROTATE_180)]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=[100, 250], exif=exif(place=True))
    return out.getvalue()


def test_an_animation_keeps_its_frames(tmp_path: Path) -> None:
    data = animated_png()
    clean = cleaned(tmp_path, data)
    assert clean is not None
    assert len(shown(clean)) == 2
    assert shown(clean) == shown(data)
    assert metadata_kinds(clean) == ()


def after_header(data: bytes, more: bytes) -> bytes:
    return data[:33] + more + data[33:]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (after_header(full_png(), chunk(b"CgBI", bytes(4))), "needs its CgBI chunk"),
        (after_header(full_png(), b"\0\0\0\x01\x01\x02\x03\x04\0\0\0\0\0"), "there is no chunk at byte 34"),
        (full_png()[:-60], "ends before its IEND chunk|is incomplete"),
        (bare_png().replace(b"gAMA", b"IDAT", 1).replace(b"pHYs", b"PLTE"), "checksum of its PLTE chunk"),
        (full_png().replace(b"IDAT", b"IDAu", 1), "IDAu"),
    ],
)
def test_a_damaged_png_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ToolError, match=said):
        cleaned(tmp_path, data)


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "1", "I;16"])
def test_every_kind_of_pixel_stays(tmp_path: Path, mode: str) -> None:
    out = io.BytesIO()
    painted().convert("L" if mode == "I;16" else mode).convert(mode).save(out, "PNG", exif=exif(8))
    clean = cleaned(tmp_path, out.getvalue())
    assert clean is not None
    assert orientation(clean) == orientation(out.getvalue())
    assert shown(clean) == shown(out.getvalue())


# ── any damage ──────────────────────────────────────────────────────────────────────────────────────────────────

VALID = [*JPEGS.values(), full_jpeg(6), full_jpeg(progressive=True), full_png(6), animated_png()]


def overwritten(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def inserted(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at:]


def removed(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + data[at + len(new) :]


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(VALID),
    st.sampled_from([overwritten, inserted, removed]),
    st.floats(0, 1, exclude_max=True),
    st.one_of(st.binary(min_size=1, max_size=6), st.binary(min_size=1, max_size=3).map(lambda more: b"\xff" + more)),
)
def test_a_damaged_file_is_refused_or_shows_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    data: bytes,
    damage: Callable[[bytes, int, bytes], bytes],
    where: float,
    new: bytes,
) -> None:
    damaged = damage(data, int(where * len(data)), new)
    try:
        clean = cleaned(tmp_path_factory.getbasetemp(), damaged)
    except ToolError:
        return
    if clean is not None:
        assert shown(clean) == shown(damaged)
        assert orientation(clean) == orientation(damaged)
        assert len(clean) <= len(damaged) + 64
