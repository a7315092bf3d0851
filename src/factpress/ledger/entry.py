"""A printing as text, and the ledger with that text behind its end. What stands there is kept to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator

from factpress.core.diagnostics import Findings, Location, Problems, ToolError
from factpress.ledger.file import LEDGER, parse_ledger
from factpress.ledger.records import PrintedValue, Printing

HEAD = """\
# yaml-language-server: $schema=schemas/ledger.json
# What was printed or handed out, and what it said. `factpress printed` adds to the end and changes nothing above it.
# When no copy of a printing is in use any more, add a line to it by hand, below "copies": recalled: 2027-01-31
"""


def entry(printing: Printing) -> str:
    """The printing as YAML: one line for each thing that it says, so that a change shows as a small difference."""
    lines = [f"{printing.id if _is_plain(printing.id) else _quoted(printing.id)}:"]
    lines += [f"  {key}: {value}" for key, value in _keys(printing)]
    if printing.carried:
        lines += ["  carried:", *(f"    - {_row(one, printing)}" for one in printing.carried)]
    return "\n".join(lines) + "\n"


def appended(before: bytes | None, printing: Printing) -> bytes:
    """The ledger's bytes with one printing more, all that was there before in front of it, to the byte.

    Raises Findings where what is there is damaged, and ToolError where the printing cannot be added as text, so that
    nobody writes over a ledger that could not be read.
    """
    problems = Problems()
    text = HEAD if before is None else _text(before)
    old = parse_ledger(text, problems)
    if old is None:
        raise Findings(problems)
    end = "\r\n" if "\r\n" in text else "\n"
    gap = ("" if text.endswith(("\n", "\r")) or not text else end) + end
    added = (gap + entry(printing).replace("\n", end)).encode()
    whole = (before if before is not None else HEAD.encode()) + added
    new = parse_ledger(_text(whole), Problems())
    if new is None or new.printings != (*old.printings, printing):
        hint = "the last lines must stand at the margin, as `name:` and keys below it; nothing was written"
        raise ToolError("the ledger does not end in a way that anything can be added to", hint)
    return whole


def _text(raw: bytes) -> str:
    """The text of the file. Raises Findings where it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems = Problems()
        hint = 'save the file as "UTF-8" in your editor'
        problems.error("not-utf-8", f"{LEDGER.as_posix()} is not UTF-8 text", Location(LEDGER), hint)
        raise Findings(problems) from None


def _keys(printing: Printing) -> Iterator[tuple[str, str]]:
    yield "product", _quoted(printing.product)
    yield "file", _quoted(printing.file)
    yield "sha256", _quoted(printing.sha256)
    if printing.edition is not None:
        yield "edition", str(printing.edition)
    yield "printed", str(printing.printed)
    yield "copies", str(printing.copies)
    if printing.purpose:
        yield "for", _quoted(printing.purpose)
    if printing.recalled is not None:
        yield "recalled", str(printing.recalled)


def _row(one: PrintedValue, printing: Printing) -> str:
    keys = [("value", _quoted(one.address)), ("role", one.role), ("words", _quoted(one.words))]
    if one.plain != one.words:
        keys.append(("plain", _quoted(one.plain)))
    if one.standing is not None:
        keys.append(("standing", one.standing.value))
    if one.places:
        keys.append(("slides" if printing.on_slides else "pages", f"[{', '.join(map(_label, one.places))}]"))
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys) + "}"


def _is_plain(name: str) -> bool:
    return name.isascii() and name[:1].isalnum() and all(c.isalnum() or c in "-_." for c in name) and not _number(name)


def _number(text: str) -> bool:
    return text.replace(".", "", 1).replace("e", "", 1).isdigit() or text in ("null", "true", "false")


def _label(text: str) -> str:
    return text if text.isascii() and text.isdigit() and str(int(text)) == text else _quoted(text)


def _quoted(text: str) -> str:
    """The text between quotation marks, as JSON and YAML have it; what nobody sees stands as its number."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(c if c == " " or c.isprintable() else _escape(c) for c in escaped)


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
