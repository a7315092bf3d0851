"""Names in a PDF as text. A name is bytes: UTF-8 since PDF 1.2, and whatever the old font or program had before."""

from __future__ import annotations

from typing import Any

import pikepdf

_ENCODINGS = ("utf-8", "gb2312", "shift_jis", "cp1252")
"""Tried in this order. GB 2312 is GBK without its rare half, which also fits most words in Latin-1."""


def text_of(value: Any) -> str:
    """A name without its slash, or a string; "" for other objects. Bytes in no known encoding are read as Latin-1."""
    if isinstance(value, str):
        return value
    if not isinstance(value, pikepdf.Name | pikepdf.String):
        return ""
    raw = bytes(value)
    if isinstance(value, pikepdf.String) and raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return raw.decode("utf-16", "replace")
    raw = raw.removeprefix(b"/") if isinstance(value, pikepdf.Name) else raw
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
