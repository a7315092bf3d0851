"""How much of a foreign file is read: enough for any booklet, and an end to what was made to have none."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pikepdf

from factpress.core.diagnostics import ToolError

MOST_BYTES = 500_000_000
MOST_PAGES = 2_000
MOST_OPERATORS = 10_000_000
"""Drawing orders in the whole file: a booklet of 32 pages has 35,000."""
MOST_UNPACKED = 100_000_000
"""Bytes of one stream, unpacked."""
MOST_WORDS = 6_000_000
"""Numbers, names and orders of one page or form: each takes some 200 bytes once it is read."""
MOST_SECONDS = 300.0
DEEPEST = 12
"""Forms inside forms."""

_SMALLER = "is it a file for a printer? save it again, in parts if it has to be, and try those"


class Budget:
    """What is left of time and orders. Raises ToolError where a file asks for more."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self.orders = MOST_OPERATORS
        self.until = time.monotonic() + seconds
        self.seconds = seconds

    def take(self, orders: int) -> None:
        """So many drawing orders more."""
        self.orders -= orders
        if self.orders < 0:
            raise ToolError(f"the file has more than {MOST_OPERATORS:,} drawing orders", _SMALLER)
        if time.monotonic() > self.until:
            raise ToolError(f"the file takes longer than {self.seconds:g} seconds to look through", _SMALLER)


def check_unpacked(stream: pikepdf.Stream) -> None:
    """Raises ToolError where a stream unpacks into more than a page can need; nothing larger is ever held."""
    data = stream.read_raw_bytes()
    filters: Any = stream.get("/Filter", [])
    for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(name) not in ("/FlateDecode", "/Fl"):
            break
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(data, MOST_UNPACKED + 1)
        except zlib.error:
            return  # damaged: whoever reads it says so
        if len(data) > MOST_UNPACKED:
            raise ToolError(f"a stream of the file unpacks into more than {MOST_UNPACKED // 1_000_000} MB", _SMALLER)


_WORD = re.compile(rb"[^\s()<>\[\]{}/%]+|[(<\[{/]")


def check_words(streams: Iterable[pikepdf.Stream]) -> None:
    """Raises ToolError where what paints a page or form is more than can be read at once."""
    count = 0
    for stream in streams:
        check_unpacked(stream)
        count += sum(1 for _ in islice(_WORD.finditer(stream.read_bytes()), MOST_WORDS + 1))
        if count > MOST_WORDS:
            raise ToolError("a page of the file has more drawing orders than a page can need", _SMALLER)


def content_streams(thing: Any) -> list[pikepdf.Stream]:
    """The streams that paint a page or a form."""
    content = thing.get("/Contents") if isinstance(thing, pikepdf.Dictionary) else thing
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]
