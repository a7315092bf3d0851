from __future__ import annotations

import base64
import io
import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from factpress.document.resolve.images import image_error
from factpress.document.resolve.rasters import MOST_PIXELS
from factpress.document.resolve.svg import svg_error
from tests.publications import findings_of, publication

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def painted(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, form)
    return out.getvalue()


def svg(inside: str, head: str = 'viewBox="0 0 10 10"') -> bytes:
    return f"<svg {XMLNS} {head}>{inside}</svg>".encode()


def huge() -> bytes:
    """A PNG of a few bytes that unpacks to more than may be unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 10_000, MOST_PIXELS // 10_000 + 1, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", painted("PNG")),
        ("a.jpg", painted("JPEG")),
        ("a.JPEG", painted("JPEG")),
        ("a.svg", svg('<path d="M0 0h9"/>')),
    ],
)
def test_a_whole_picture_can_be_set(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert image_error(tmp_path / name) is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"", "is empty"),
        ("a.png", b"words", "is not a PNG"),
        ("a.png", painted("JPEG"), "is a JPEG and not a PNG"),
        ("a.jpg", painted("PNG"), "is a PNG and not a JPEG"),
        ("a.jpg", painted("GIF"), "is not a JPEG"),
        ("a.png", painted("PNG")[:-500], "is damaged"),
        ("a.png", flipped(painted("PNG"), 300), "is damaged"),
        ("a.jpg", painted("JPEG")[:-200], "is damaged"),
        ("a.png", huge(), "has more than 50 million pixels"),
        ("a.svg", b"words", "is not a well-formed SVG"),
        ("a.svg", svg("<g>"), "is not a well-formed SVG"),
        ("a.svg", b"<?xml version='1.0' encoding='no-such'?>" + svg(""), "is not a well-formed SVG"),
        ("a.gif", painted("GIF"), "is not an image"),
    ],
)
@pytest.mark.parametrize("truncated_passes", [False, True])
def test_what_is_no_whole_picture_is_refused(
    tmp_path: Path, name: str, data: bytes, said: str, truncated_passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", truncated_passes)
    (tmp_path / name).write_bytes(data)
    assert said in (image_error(tmp_path / name) or "")


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"), "document type"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(""), "style sheet"),
        (svg("<script>1</script>"), "<script>"),
        (svg("<foreignObject/>"), "<foreignObject>"),
        (svg('<animate attributeName="href" to="http://a"/>'), "is animated"),
        (svg("<g onload='a()'/>"), "onload"),
        (svg('<image xlink:href="https://example.org/a.png"/>'), "refers to"),
        (svg('<image href="../secret.png"/>'), "refers to"),
        (svg('<image href=" file:///etc/passwd"/>'), "refers to"),
        (svg('<image href="data:image/svg+xml,a"/>'), "refers to"),
        (svg('<use xlink:href="a.svg#b"/>'), "refers to"),
        (svg('<g xml:base="http://a/"/>'), "base"),
        (svg("<path style='fill: url( \"http://a\")'/>"), "refers to"),
        (svg("<path fill='url(b.svg#a)'/>"), "refers to"),
        (svg("<style>@import 'http://a';</style>"), "@import"),
        (svg("<style>a { b: u<![CDATA[rl(http://a)]]> }</style>"), "refers to"),
        (svg("<style>a { b: \\75rl(http://a) }</style>"), "style with"),
        (svg("", "width='100%' height='100%'"), "has no size"),
        (svg("", ""), "has no size"),
        (svg("", "viewBox='0 0 10'"), "four numbers"),
        (svg("", "viewBox='0 0 10 0'"), "the size"),
        (svg("", "width='9e9' height='1'"), "the size"),
        (svg("", "width='calc(1px)' height='1'"), "the size"),
        (svg(f"<path transform='{'rotate( ' * 20_000}'/>"), "transform that cannot be read"),
        (svg(f"<path transform='{'a' * 100_000}'/>"), "transform that cannot be read"),
        (svg("<linearGradient gradientTransform='rotate(1 (2))'/>"), "transform that cannot be read"),
        (svg(f"<path style='transform: {'a' * 100_000}'/>"), "more than 1,000 letters"),
        (svg(f"<style>path {{ transform: {'a' * 100_000} }}</style>"), "more than 1,000 letters"),
        (svg(f"<path fill='{'url(#' * 20_000}'/>"), "not closed"),
        (b'<svg viewBox="0 0 1 1"/>', "is not an SVG"),
        (b"<html/>", "is not an SVG"),
        (svg("<g>" * 200 + "</g>" * 200), "nests deeper"),
        (svg('<g id="a"><use href="#a"/></g>'), "<use> of itself"),
        (svg('<mask id="a"><rect mask="url(#a)"/></mask>'), "draws itself"),
        (svg("<rect/>" * 200_000), "takes too long to draw"),
        (svg(f'<path d="M0 0{"l1 1" * 1_000_000}"/>'), "takes too long to draw"),
        (svg('<linearGradient id="a"/>' + '<rect fill="url(#a)"/>' * 9_000), "takes too long to draw"),
        (svg("<style>" + "* * {fill: red}" * 9_000 + "</style>" + "<rect/>" * 9_000), "takes too long to draw"),
        (svg(f'<marker id="m"><path/></marker><path marker-mid="url(#m)" d="{"l1 1" * 90_000}"/>'), "takes too long"),
        (svg(f"<text>{'word ' * 200_000}</text>"), "takes too long to draw"),
        (svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'), "embeds a picture that is not a PNG"),
        (svg('<image href="data:image/png,words"/>'), "embeds a picture that is not a PNG"),
        (svg('<image href="data:image/webp;base64,AAAA"/>'), "neither a PNG nor a JPEG"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "<use> of itself"),
        (svg('<use href="#all"/>', 'id="all" viewBox="0 0 1 1"'), "<use> of itself"),
    ],
)
def test_a_drawing_that_fetches_runs_or_has_no_size_is_refused(picture: bytes, said: str) -> None:
    assert said in (svg_error(picture) or "")


@pytest.mark.parametrize(
    "picture",
    [
        svg('<defs><g id="a"><path/></g></defs><use xlink:href="#a"/><use href="#a"/><use href="#gone"/>'),
        svg(f'<image href="data:image/png;base64,{base64.b64encode(painted("PNG")).decode()}"/>'),
        svg("<style>.a { fill: url(#b); }</style><path class='a' stroke=\"url('#b')\"/>"),
        svg("<path transform=' rotate(45), scale(2 -1)translate (1e3,.5) ' style='transform: none'/>"),
        svg(f"<style>@font-face {{ src: url(data:font/woff2;base64,{'A' * 9_000}) }}</style><path transform=''/>"),
        svg("", "width='80mm' height='4.5cm'"),
        svg("", "width='100%' height='100%' viewBox='-1,-1,10,10'"),
        b"<?xml version='1.0'?><!-- a --><?xpacket begin='a'?>" + svg("<title>http://a</title>"),
    ],
)
def test_a_drawing_that_is_sufficient_to_itself_can_be_set(picture: bytes) -> None:
    assert svg_error(picture) is None


def test_a_drawing_that_repeats_itself_without_end_is_refused_at_once() -> None:
    levels = "".join(f'<g id="g{i}">{f"""<use href="#g{i + 1}"/>""" * 10}</g>' for i in range(40))
    begin = time.monotonic()
    assert "takes too long to draw" in (svg_error(svg(levels + '<g id="g40"><path/></g><use href="#g0"/>')) or "")
    assert time.monotonic() - begin < 5


@given(st.binary(max_size=60) | st.text(max_size=60).map(svg))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    assert svg_error(data) is None or " " in str(svg_error(data))


@given(st.integers(0, 3000), st.integers(0, 255), st.sampled_from(["PNG", "JPEG"]))
def test_any_damage_is_borne(tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, form: str) -> None:
    data = PAINTED[form]
    path = tmp_path_factory.getbasetemp() / f"a.{form.lower()}"
    path.write_bytes(data[: at % len(data)] + bytes([byte]) + data[at % len(data) + 1 :])
    assert isinstance(image_error(path), str | None)


PAINTED = {form: painted(form) for form in ("PNG", "JPEG")}


def test_a_picture_that_cannot_be_set_is_named_where_it_is_asked_for(tmp_path: Path) -> None:
    text = "## A\n\n:::{image} assets/a.png\n:alt: A door\n:::\n\n:::{image} assets/b.png\n:alt: A door\n:::\n"
    files: dict[str, str | bytes | None] = {
        "assets/a.png": painted("PNG", (900, 700)),
        "assets/b.png": painted("PNG")[:-500],
        "data/content/briefing.en.md": text,
        "data/charts.yaml": None,
    }
    found = findings_of(publication(tmp_path, files))
    assert [(d.code, d.location.line if d.location else 0) for d in found] == [("bad-picture", 7)]
    assert found[0].message == '"assets/b.png" is damaged'


def test_the_words_for_a_picture_are_examined(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "assets/a.png": painted("PNG", (900, 700)),
        "data/content/briefing.en.md": "## A\n\n:::{image} assets/a.png\n:alt: Room 5\n:::\n",
        "data/charts.yaml": None,
    }
    found = findings_of(publication(tmp_path, files))
    assert [(d.code, str(d.location)) for d in found] == [("number-without-source", "data/content/briefing.en.md:4:12")]


@pytest.mark.parametrize("end", ["z/ C 4 4 5 2 6 1", "z 5 5", "Z,1", "z -1", "h1z.5", "zb"])
def test_a_path_that_goes_on_after_its_end_is_refused(end: str) -> None:
    fault = svg_error(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3{end}"/></svg>'.encode()
    )
    assert fault is not None
    assert "path that cannot be read" in fault


@pytest.mark.parametrize("end", ["z", "z ", "Zm1 1h3z", "z,M1 1h1", "zl1 1", "zz"])
def test_a_path_with_several_parts_is_drawn(end: str) -> None:
    assert svg_error(svg(f'<path d="M1 1h3v3{end}"/>')) is None
