"""What a phone would read from a page or a slide."""

from __future__ import annotations

from typing import Any, cast


def addresses(picture: Any) -> list[str]:
    """The texts of the QR codes in a PIL picture."""
    import zxingcpp

    codes = cast("Any", zxingcpp).read_barcodes(picture)
    return [code.text for code in codes if "QR" in str(code.format)]
