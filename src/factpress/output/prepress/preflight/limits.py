"""Limits for foreign files: enough for any booklet, and an end for files that are made to be endless."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pikepdf

from factpress.core.diagnostics import ToolError
from factpress.output.prepress.preflight.name_text import text_of

MOST_BYTES = 500_000_000
MOST_PAGES = 2_000
MOST_OPERATORS = 10_000_000
"""Operators in the whole file: a booklet of 32 pages has 35,000."""
MOST_FORMS = 100_000
"""Forms, patterns and glyphs that are drawn in the whole file. Forms in forms in forms are soon a billion."""
MOST_UNPACKED = 100_000_000
"""Bytes of one decompressed stream."""
MOST_WORDS = 6_000_000
"""Operands and operators of one page or form: each takes about 200 bytes in memory."""
MOST_SECONDS = 30.0
"""Seconds of work, so that a busy machine refuses nothing that an idle one takes."""
MOST_SECONDS_IN_ALL = 50.0
"""Seconds by the clock, with the libraries that open the file and measure its text, which nothing else stops."""
DEEPEST = 12
"""Nesting of forms."""

_SMALLER = "is it a file for a printer? save it again, in parts if it has to be, and try those"


class Budget:
    """The remaining time, operators and forms. Raises ToolError if a file needs more."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self.orders = MOST_OPERATORS
        self.forms = MOST_FORMS
        self.until = time.thread_time() + seconds
        self.seconds = seconds

    def take(self, orders: int) -> None:
        """Count so many more operators."""
        self.orders -= orders
        if self.orders < 0:
            raise ToolError(f"the file has more than {MOST_OPERATORS:,} drawing orders", _SMALLER)
        if time.thread_time() > self.until:
            raise ToolError(f"the file takes longer than {self.seconds:g} seconds to look through", _SMALLER)

    def take_form(self) -> None:
        """Count one more form that is drawn."""
        self.forms -= 1
        if self.forms < 0:
            raise ToolError(f"the file draws forms in each other more than {MOST_FORMS:,} times", _SMALLER)
        self.take(1)


_FULL_NAMES = {
    "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode",
    "RL": "RunLengthDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
}  # fmt: skip
_PACKINGS = ("ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode")
"""The filters that pack any data; the others are formats of images."""


def filters_of(stream: Any) -> list[str]:
    """The names of the filters of a stream, written in full."""
    written: Any = stream.get("/Filter", [])
    names = [text_of(name) for name in (written if isinstance(written, pikepdf.Array) else [written])]
    return [_FULL_NAMES.get(name, name) for name in names]


def check_unpacked(stream: pikepdf.Stream, most: int = MOST_UNPACKED) -> None:
    """Raise ToolError if a stream decompresses into more than `most` bytes; no more than that is decompressed."""
    data = stream.read_raw_bytes()
    for name in filters_of(stream):
        try:
            if name == "FlateDecode":
                data = zlib.decompressobj().decompress(data, most + 1)
            elif name in _PACKINGS:
                data = _one_filter(data, name)
            else:
                break
        except (zlib.error, pikepdf.PdfError):
            return  # damaged: reported where it is read
        if len(data) > most:
            raise ToolError(f"a stream of the file unpacks into more than {most // 1_000_000} MB", _SMALLER)


def unpacked(stream: pikepdf.Stream, most: int = MOST_UNPACKED) -> bytes:
    """The decompressed data. Raises ToolError if it is too large, PdfError if it is damaged."""
    check_unpacked(stream, most)
    return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)  # with RunLength, without JPEG


def _one_filter(data: bytes, name: str) -> bytes:
    with pikepdf.new() as scratch:
        stream = pikepdf.Stream(scratch, data, Filter=pikepdf.Name(f"/{name}"))
        return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)


def image_file(stream: pikepdf.Stream) -> bytes:
    """The data of an image that is a file of its own, such as a JPEG, without other filters.

    Raises PdfError if it is damaged, ToolError if it decompresses into too many bytes.
    """
    check_unpacked(stream)
    data = stream.read_raw_bytes()
    for name in filters_of(stream):
        if name not in _PACKINGS:
            break
        data = _one_filter(data, name)
    return data


_WORD = re.compile(rb"[^\s()<>\[\]{}/%]+|[(<\[{/]")


def check_words(streams: Iterable[pikepdf.Stream]) -> None:
    """Raise ToolError if the content of a page or form is too long to be parsed."""
    count = 0
    for stream in streams:
        count += sum(1 for _ in islice(_WORD.finditer(unpacked(stream)), MOST_WORDS + 1))
        if count > MOST_WORDS:
            raise ToolError("a page of the file has more drawing orders than a page can need", _SMALLER)


def content_streams(thing: Any) -> list[pikepdf.Stream]:
    """The content streams of a page or a form."""
    content = thing.get("/Contents") if isinstance(thing, pikepdf.Dictionary) else thing
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]
