"""`data/ledger.yaml`: parsed to printings, and extended by one. What is in the file already is kept to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, RootModel, WithJsonSchema

from factpress.core.diagnostics import Findings, Location, Problems, ToolError
from factpress.core.error_messages import describe
from factpress.core.paths import Places, path_exists
from factpress.core.validation import Day, Record, invalid, json_schema, validate
from factpress.core.yaml_positions import Tree, parse_yaml, read_text
from factpress.ledger.records import Ledger, PrintedValue, Printing
from factpress.publication.facts.claims import Standing

LEDGER = Path("data/ledger.yaml")
HEAD = """\
# yaml-language-server: $schema=schemas/ledger.json
# What was printed or handed out, and what it said. `factpress printed` adds to the end and changes nothing above it.
# When no copy of a printing is in use any more, add a line to it by hand, below "copies": recalled: 2027-01-31
"""


def _check_label(value: object) -> str:
    """The label of a page or slide: a number, or a word such as "cover"."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).strip():
        raise invalid("wrong-type", f"expected a page, found {describe(value)}", "write its number as printed")
    return str(value)


def _check_copies(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid("wrong-type", f"expected a whole number, found {describe(value)}", "write digits only: 300")
    if value < 1:
        raise invalid("bad-value", f"{value} copies cannot have been printed", "write at least 1")
    return value


Label = Annotated[
    str,
    BeforeValidator(_check_label),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "minLength": 1}]}),
]


class StatementRecord(Record):
    """A statement in the printed piece."""

    value: Annotated[str, Field(min_length=1, description="claim/key; the claim alone for the text as supplied.")]
    role: Annotated[str, Field(description="The role that stated it: claim, number, period, years, quotation, …")]
    words: Annotated[str, Field(description="The printed words.")]
    plain: Annotated[
        str | None, Field(description="The value in a language-independent form; left out if it equals the words.")
    ] = None
    standing: Annotated[Standing | None, Field(strict=False, description="The standing of the claim.")] = None
    pages: Annotated[tuple[Label, ...], Field(strict=False, description="The pages it is on, as numbered.")] = ()
    slides: Annotated[tuple[Label, ...], Field(strict=False, description="The slides it is on.")] = ()


class PrintingRecord(Record):
    """Copies of one file that were printed or handed out on one day."""

    product: Annotated[str, Field(min_length=1, description="The product: booklet-a5.")]
    file: Annotated[str, Field(min_length=1, description="The file's name.")]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="The file's fingerprint: SHA-256, 64 digits.")]
    edition: Annotated[Day | None, Field(description="The day of the edition, as the file names it.")] = None
    printed: Annotated[Day, Field(description="When it was printed or handed out.")]
    copies: Annotated[
        int,
        BeforeValidator(_check_copies),
        WithJsonSchema({"type": "integer", "minimum": 1}),
        Field(description="How many copies."),
    ]
    for_: Annotated[str, Field(description="What for: an event, a town, a person.")] = ""
    recalled: Annotated[
        Day | None, Field(description="Since when no copy is in use any more: taken back, used up, destroyed.")
    ] = None
    carried: Annotated[tuple[StatementRecord, ...], Field(strict=False, description="What it states, by value.")] = ()


def _check_name(name: str) -> str:
    if not name.strip():
        raise invalid("empty-text", "a printing has no name", "write one: 2026-11-23-booklet-a5")
    return name


class LedgerRecord(RootModel[dict[Annotated[str, AfterValidator(_check_name)], PrintingRecord]]):
    """What was printed and what it said. `factpress printed` appends to it and changes no earlier entry."""


def ledger_schema() -> dict[str, Any]:
    """The JSON Schema of `data/ledger.yaml`."""
    return json_schema(LedgerRecord, "The ledger of what was printed")


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def load_ledger(places: Places, problems: Problems) -> Ledger | None:
    """The ledger of a publication: empty without such a file, None (with errors) if it is damaged."""
    if not path_exists(places.root / LEDGER):
        return Ledger()
    text = read_text(places.files, LEDGER, problems)
    return parse_ledger(text, problems) if text is not None else None


def parse_ledger(text: str, problems: Problems) -> Ledger | None:
    """The ledger of a text; None, with errors at their places, if it is invalid. A file with comments only is empty."""
    before = len(problems.errors)
    tree = parse_yaml(text.replace("\r\n", "\n").replace("\r", "\n"), LEDGER, problems)
    if tree is None or len(problems.errors) > before:
        return None
    if tree.data is None:
        return Ledger()
    record = validate(tree, LedgerRecord, problems)
    if record is None:
        return None
    return Ledger(tuple(_printing(name, one, tree) for name, one in record.root.items()))


def _printing(name: str, record: PrintingRecord, tree: Tree) -> Printing:
    return Printing(
        id=name,
        product=record.product,
        file=record.file,
        sha256=record.sha256,
        edition=record.edition,
        printed=record.printed,
        copies=record.copies,
        purpose=record.for_,
        recalled=record.recalled,
        carried=tuple(_printed_value(one) for one in record.carried),
        location=tree.key_at(name),
    )


def _printed_value(record: StatementRecord) -> PrintedValue:
    claim, _, key = record.value.partition("/")
    places = (*record.pages, *record.slides)
    plain = record.words if record.plain is None else record.plain
    return PrintedValue(claim, key, record.role, record.words, plain, record.standing, places)


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def append_printing(before: bytes | None, printing: Printing) -> bytes:
    """The bytes of the ledger with the printing appended. `before` is None if there is no file.

    Raises Findings if the ledger is damaged, and ToolError if its end is such that nothing can be appended as text.
    """
    problems = Problems()
    text = HEAD if before is None else _decode(before)
    old = parse_ledger(text, problems)
    if old is None:
        raise Findings(problems)
    end = "\r\n" if "\r\n" in text else "\n"
    gap = ("" if text.endswith(("\n", "\r")) or not text else end) + end
    added = (gap + format_entry(printing).replace("\n", end)).encode()
    whole = (before if before is not None else HEAD.encode()) + added
    new = parse_ledger(_decode(whole), Problems())
    if new is None or new.printings != (*old.printings, printing):
        hint = "its last entry must begin in the first column, as `name:` with keys below it; nothing was written"
        raise ToolError("no entry can be added to the ledger", hint)
    return whole


def _decode(raw: bytes) -> str:
    """The text of the file. Raises Findings if it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems = Problems()
        hint = 'save the file as "UTF-8" in your editor'
        problems.error("not-utf-8", f"{LEDGER.as_posix()} is not UTF-8 text", Location(LEDGER), hint)
        raise Findings(problems) from None


def format_entry(printing: Printing) -> str:
    """The printing as YAML. Each key and each value has a line, so that differences are small."""
    lines = [f"{printing.id if _is_plain(printing.id) else _quoted(printing.id)}:"]
    lines += [f"  {key}: {value}" for key, value in _keys(printing)]
    if printing.carried:
        lines += ["  carried:", *(f"    - {_row(one, printing)}" for one in printing.carried)]
    return "\n".join(lines) + "\n"


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
    """Whether YAML reads the name as text without quotation marks."""
    number = name.replace(".", "", 1).replace("e", "", 1).isdigit()
    plain = name.isascii() and name[:1].isalnum() and all(c.isalnum() or c in "-_." for c in name)
    return plain and not number and name not in ("null", "true", "false")


def _label(text: str) -> str:
    return text if text.isascii() and text.isdigit() and str(int(text)) == text else _quoted(text)


def _quoted(text: str) -> str:
    """The text in quotation marks, as in JSON and YAML. Characters that are not printable are escaped."""
    return "".join(c if c == " " or c.isprintable() else _escape(c) for c in json.dumps(text, ensure_ascii=False))


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
