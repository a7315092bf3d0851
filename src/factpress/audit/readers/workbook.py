"""The cells of a workbook (xlsx), such as stands behind a chart of a presentation."""

from __future__ import annotations

from factpress.audit.readers.package import open_package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(data: bytes) -> list[str]:
    """What each cell says, sheet by sheet, row by row. Raises ToolError where the workbook is damaged or too large."""
    package = open_package(data)
    shared = package.xml("xl/sharedStrings.xml")
    strings = ["".join(one.itertext()) for one in shared.iter(f"{_S}si")] if shared is not None else []
    found: list[str] = []
    for name in sorted(part for part in package.parts if part.startswith("xl/worksheets/") and part.endswith(".xml")):
        sheet = package.xml(name)
        for cell in sheet.iter(f"{_S}c") if sheet is not None else ():
            value = cell.find(f"{_S}v")
            text = (
                "".join(cell.itertext())
                if cell.get("t") == "inlineStr"
                else (value.text or "" if value is not None else "")
            )
            if cell.get("t") == "s" and text.isdecimal() and int(text) < len(strings):
                text = strings[int(text)]
            if text.strip():
                found.append(text)
    return found
