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

MOST_BYTES = 500_000_000
MOST_PAGES = 2_000
MOST_OPERATORS = 10_000_000
"""Operators in the whole file: a booklet of 32 pages has 35,000."""
MOST_UNPACKED = 100_000_000
"""Bytes of one decompressed stream."""
MOST_WORDS = 6_000_000
"""Operands and operators of one page or form: each takes about 200 bytes in memory."""
MOST_SECONDS = 300.0
DEEPEST = 12
"""Nesting of forms."""

_SMALLER = "is it a file for a printer? save it again, in parts if it has to be, and try those"


class Budget:
    """The remaining time and operators. Raises ToolError if a file needs more."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self.orders = MOST_OPERATORS
        self.until = time.monotonic() + seconds
        self.seconds = seconds

    def take(self, orders: int) -> None:
        """Count so many more operators."""
        self.orders -= orders
        if self.orders < 0:
            raise ToolError(f"the file has more than {MOST_OPERATORS:,} drawing orders", _SMALLER)
        if time.monotonic() > self.until:
            raise ToolError(f"the file takes longer than {self.seconds:g} seconds to look through", _SMALLER)


def check_unpacked(stream: pikepdf.Stream) -> None:
    """Raise ToolError if a stream decompresses into more than the limit; no more than that is decompressed."""
    data = stream.read_raw_bytes()
    filters: Any = stream.get("/Filter", [])
    for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(name) not in ("/FlateDecode", "/Fl"):
            break
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(data, MOST_UNPACKED + 1)
        except zlib.error:
            return  # damaged: reported where it is read
        if len(data) > MOST_UNPACKED:
            raise ToolError(f"a stream of the file unpacks into more than {MOST_UNPACKED // 1_000_000} MB", _SMALLER)


_WORD = re.compile(rb"[^\s()<>\[\]{}/%]+|[(<\[{/]")


def check_words(streams: Iterable[pikepdf.Stream]) -> None:
    """Raise ToolError if the content of a page or form is too long to be parsed."""
    count = 0
    for stream in streams:
        check_unpacked(stream)
        count += sum(1 for _ in islice(_WORD.finditer(stream.read_bytes()), MOST_WORDS + 1))
        if count > MOST_WORDS:
            raise ToolError("a page of the file has more drawing orders than a page can need", _SMALLER)


def content_streams(thing: Any) -> list[pikepdf.Stream]:
    """The content streams of a page or a form."""
    content = thing.get("/Contents") if isinstance(thing, pikepdf.Dictionary) else thing
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]
