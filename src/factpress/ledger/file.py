"""`data/ledger.yaml`, read: each printing under a name of its own, in the order in which they were recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, RootModel, WithJsonSchema

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, path_exists
from factpress.core.validation import Day, Record, Tree, check, describe, fault, json_schema, parse, read_text
from factpress.ledger.records import Ledger, PrintedValue, Printing
from factpress.publication.facts.claims import Standing

LEDGER = Path("data/ledger.yaml")


def _label(value: object) -> str:
    """The label of a page or slide: a number, or a word such as "cover"."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).strip():
        raise fault("wrong-type", f"expected a page, found {describe(value)}", "write its number as printed")
    return str(value)


def _copies(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise fault("wrong-type", f"expected a whole number, found {describe(value)}", "write digits only: 300")
    if value < 1:
        raise fault("bad-value", f"{value} copies were not printed", "write at least 1")
    return value


Label = Annotated[
    str,
    BeforeValidator(_label),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "minLength": 1}]}),
]


class CarriedRecord(Record):
    """One thing that the printed piece says."""

    value: Annotated[str, Field(min_length=1, description="claim/key; the claim alone for its words as supplied.")]
    role: Annotated[str, Field(description="The role that said it: claim, number, period, years, quotation, …")]
    words: Annotated[str, Field(description="The words on the paper.")]
    plain: Annotated[
        str | None, Field(description="What they mean, in no language; left out where it is the words.")
    ] = None
    standing: Annotated[Standing | None, Field(strict=False, description="How sure we were.")] = None
    pages: Annotated[tuple[Label, ...], Field(strict=False, description="The pages it stands on, as numbered.")] = ()
    slides: Annotated[tuple[Label, ...], Field(strict=False, description="The slides it stands on.")] = ()


class PrintingRecord(Record):
    """Copies of one file that were printed or handed out on one day."""

    product: Annotated[str, Field(min_length=1, description="The product: booklet-a5.")]
    file: Annotated[str, Field(min_length=1, description="The file's name.")]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="The file's fingerprint: SHA-256, 64 digits.")]
    edition: Annotated[Day | None, Field(description="The day of the edition, as the file names it.")] = None
    printed: Annotated[Day, Field(description="When it was printed or handed out.")]
    copies: Annotated[
        int,
        BeforeValidator(_copies),
        WithJsonSchema({"type": "integer", "minimum": 1}),
        Field(description="How many copies."),
    ]
    for_: Annotated[str, Field(description="What for: an event, a town, a person.")] = ""
    recalled: Annotated[
        Day | None, Field(description="Since when no copy is in use any more: taken back, used up, destroyed.")
    ] = None
    carried: Annotated[tuple[CarriedRecord, ...], Field(strict=False, description="What it says, value by value.")] = ()


def _named(name: str) -> str:
    if not name.strip():
        raise fault("empty-text", "a printing has no name", "write one: 2026-11-23-booklet-a5")
    return name


class LedgerRecord(RootModel[dict[Annotated[str, AfterValidator(_named)], PrintingRecord]]):
    """What was printed and what it said. `factpress printed` appends to it and changes no earlier entry."""


def ledger_schema() -> dict[str, Any]:
    """The JSON Schema of `data/ledger.yaml`."""
    return json_schema(LedgerRecord, "The ledger of what was printed")


def load_ledger(places: Places, problems: Problems) -> Ledger | None:
    """The ledger of a publication: empty where there is no such file, None (with errors) where it is damaged."""
    if not path_exists(places.root / LEDGER):
        return Ledger()
    text = read_text(places.root, LEDGER, problems)
    return parse_ledger(text, problems) if text is not None else None


def parse_ledger(text: str, problems: Problems) -> Ledger | None:
    """The ledger that a text says; None, with errors at their places, where it says none. Comments alone are empty."""
    before = len(problems.errors)
    tree = parse(text, LEDGER, problems)
    if tree is None or len(problems.errors) > before:
        return None
    if tree.data is None:
        return Ledger()
    record = check(tree, LedgerRecord, problems)
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
        carried=tuple(_carried(one) for one in record.carried),
        location=tree.key_at(name),
    )


def _carried(record: CarriedRecord) -> PrintedValue:
    claim, _, key = record.value.partition("/")
    places = (*record.pages, *record.slides)
    meant = record.words if record.plain is None else record.plain
    return PrintedValue(claim, key, record.role, record.words, meant, record.standing, places)
