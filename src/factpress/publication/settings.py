"""`data/publication.yaml`: title, organisation, language, and the products to build."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field

from factpress.core.diagnostics import Location, Problems, ToolError
from factpress.core.foreign_files import nearest_file, report_foreign_file
from factpress.core.paths import Places, path_exists
from factpress.core.validation import (
    Day,
    Number,
    OneOrMany,
    Record,
    RequiredText,
    as_list,
    invalid,
    json_schema,
    matching,
    validate,
    web_address,
)
from factpress.core.yaml_positions import Tree, read_tree
from factpress.i18n import LanguageTag
from factpress.i18n.paper import office_paper
from factpress.publication.balance import BalanceRecord, BalanceTarget, possible, targets

PUBLICATION_FILE = Path("data/publication.yaml")
SPEED = Decimal(130)
"""Words a minute at which most people give a talk."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication. `root` is the folder that contains `data`; no file outside it is read."""

    root: Path
    title: str
    subtitle: str
    organisation: str
    edition: dt.date
    language: str
    content: Path  # relative to root
    products: tuple[str, ...]
    address: str
    address_text: str
    back_text: str
    imprint: str
    file_stem: str  # ASCII start of every file name: "briefing"
    names: frozenset[str]  # names with digits that are not numbers: "S-21"
    sources_address: str = ""  # of the list of sources
    paper: str = "a4"  # the paper size of the office: "a4" or "letter"
    link_addresses: bool = False  # whether the address of a link is printed as a note
    balance: tuple[BalanceTarget, ...] = ()  # the shares that themes must have
    words_per_minute: Decimal = SPEED  # how fast the notes of a talk are spoken


# ── keys of the file ────────────────────────────────────────────────────────────────────────────────────────────


def inside_folder(written: str) -> str:
    """Return the path of a text in the publication's folder. A path to the outside raises `invalid`."""
    path = PurePosixPath(written)
    if len(written.encode()) > 240:
        raise invalid("bad-name", "the path is too long", "write data/content/….md")
    if path.is_absolute() or ".." in path.parts or "\\" in written or re.match(r"[A-Za-z]:", written):
        raise invalid("outside-folder", f'"{written}" is outside the publication\'s folder', "write data/content/….md")
    return written


def _name(written: str) -> str:
    if not any(c.isdigit() for c in written):
        raise invalid("bad-name", f'the name "{written}" has no digit', "list only names with digits")
    return written.strip()


def _stem(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,60}", written):
        better = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")[:60] or "briefing"
        hint = f"use only a to z, 0 to 9 and hyphens: {better}"
        raise invalid("bad-name", f'"{written}" is not a valid begin of file names', hint)
    return written


def _speed(value: Decimal) -> Decimal:
    if not 30 <= value <= 400:
        raise invalid(
            "bad-value", f"{value:f} words a minute is not a speed of speech", "write a number from 30 to 400: 130"
        )
    return value


class PublicationRecord(Record):
    """What is published: its title, its edition, its language and what is made of it."""

    title: RequiredText = Field(description="The title, as on the cover and on the title slide.")
    subtitle: str = Field("", description="A line below the title.")
    organisation: RequiredText = Field(description="Who publishes.")
    edition: Day = Field(description="The day of this edition: 2026-11-22.")
    language: LanguageTag = Field(description="BCP 47 tag: en-GB, km, …")
    content: Annotated[str, AfterValidator(inside_folder)] = Field(description="The text: data/content/briefing.en.md.")
    products: list[
        Annotated[
            str,
            matching(
                "bad-name",
                r"[a-z0-9][a-z0-9-]*",
                '"{}" is not the name of a product',
                "write the name of a file in data/products, without its extension",
            ),
        ]
    ] = Field(description="What is made: names of files in data/products, without their ending.")
    address: Annotated[str, AfterValidator(lambda written: written and web_address(written))] = Field(
        "", description="Where to read on, for the QR code: https://…; empty for none."
    )
    address_text: str = Field("", description="The same as it is printed: example.org.")
    sources_address: Annotated[str, AfterValidator(lambda written: written and web_address(written))] = Field(
        "", description="Where the list of sources can be read, for the last slide of a deck; empty for `address`."
    )
    back_text: str = Field("", description="A few lines for the back cover.")
    imprint: str = Field("", description="Who is responsible, and what the reader should know of the making.")
    file_stem: Annotated[str, AfterValidator(_stem)] = Field(
        description="How every file that is made begins: briefing.", json_schema_extra={"pattern": "^[a-z0-9-]{1,60}$"}
    )
    link_addresses: Literal["screen", "printed"] = Field(
        "screen",
        description="Whether the address of a link stands on paper: printed sets it as a note; screen leaves it out.",
    )
    names: Annotated[list[Annotated[str, AfterValidator(_name)]], BeforeValidator(as_list), OneOrMany()] = Field(
        default_factory=list, description="Names that hold digits and are no numbers: S-21."
    )
    balance: Annotated[list[BalanceRecord], AfterValidator(possible), BeforeValidator(as_list), OneOrMany()] = Field(
        default_factory=list[BalanceRecord],
        description="The share that themes must have, in a booklet and in a talk: [{themes: [work], at_least: 33}].",
    )
    words_per_minute: Annotated[Number, AfterValidator(_speed)] = Field(
        SPEED, description="How many words of the speaker notes take a minute: 130."
    )
    paper: Literal["a4", "letter"] | None = Field(
        None,
        description="What the office prints on, a4 or letter: the evidence sheet is set for it. Without it, letter "
        "where the region of the language prints on that, as in en-US; else a4.",
    )


def publication_schema() -> dict[str, Any]:
    """Return the JSON Schema of `data/publication.yaml`."""
    return json_schema(PublicationRecord, "A publication")


@dataclass(frozen=True, slots=True)
class PartialPublication:
    """The publication with default values for invalid keys. `valid_keys` are the others."""

    publication: Publication
    valid_keys: frozenset[str]
    tree: Tree | None  # None if the file cannot be read

    def at(self, key: str) -> Location:
        """Return the position of the value of a key."""
        return self.tree.at(key) if self.tree is not None else Location(PUBLICATION_FILE)


DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "title": "Title",
        "organisation": "Organisation",
        "edition": "0001-01-01",
        "language": "en",
        "content": "data/content/text.md",
        "products": [],
        "file_stem": "file",
    }
)


def load_partial_publication(places: Places, problems: Problems) -> PartialPublication:
    """Return the valid part of the publication, so that an error in its file does not hide errors in others."""
    tree = _tree(places, problems)
    data: dict[str, Any] = {}
    if tree is not None:
        validate(tree, PublicationRecord, problems)
        data = cast("dict[str, Any]", tree.get()) if isinstance(tree.get(), dict) else {}
    data = {name: _valid_items(name, value) for name, value in data.items()}
    valid = frozenset(name for name, value in data.items() if _record({name: value}) is not None)
    record = _record({name: data[name] for name in valid})
    if record is None:  # each key is valid, and no rule is about two keys
        raise ToolError("the keys of the publication contradict each other", "report this as a bug of factpress")
    wrong = _check_names(record, valid, tree, places, problems) if tree is not None else frozenset[str]()
    return PartialPublication(_publication(record, places.root, tree), valid - wrong, tree)


def _tree(places: Places, problems: Problems) -> Tree | None:
    if not path_exists(places.root / PUBLICATION_FILE):
        hint = "write it, or create a publication: factpress new FOLDER"
        problems.error(
            "missing-file", f"there is no file {PUBLICATION_FILE.as_posix()}", Location(PUBLICATION_FILE), hint
        )
        return None
    return read_tree(places.files, PUBLICATION_FILE, problems)


def _record(data: Mapping[str, Any]) -> PublicationRecord | None:
    return validate(Tree(PUBLICATION_FILE, {**DEFAULTS, **data}, {}, {}), PublicationRecord, Problems())


def _valid_items(name: str, value: Any) -> Any:
    """The value; of a list, the valid items."""
    if not isinstance(value, list):
        return value
    return [item for item in cast("list[Any]", value) if _record({name: [item]}) is not None]


def _publication(record: PublicationRecord, root: Path, tree: Tree | None) -> Publication:
    file = Location(PUBLICATION_FILE)
    at = [tree.at("balance", i) if tree is not None else file for i in range(len(record.balance))]
    return Publication(
        root=root,
        title=record.title,
        subtitle=record.subtitle.strip(),
        organisation=record.organisation,
        edition=record.edition,
        language=record.language,
        content=Path(record.content),
        products=tuple(dict.fromkeys(record.products)),
        address=record.address,
        address_text=record.address_text.strip() or re.sub(r"^https?://|/$", "", record.address),
        sources_address=record.sources_address,
        back_text=record.back_text.strip(),
        imprint=record.imprint.strip(),
        file_stem=record.file_stem,
        link_addresses=record.link_addresses == "printed",
        names=frozenset(record.names),
        balance=targets(record.balance, at),
        words_per_minute=record.words_per_minute,
        paper=record.paper or office_paper(record.language),
    )


def _check_names(
    record: PublicationRecord, valid: frozenset[str], tree: Tree, places: Places, problems: Problems
) -> frozenset[str]:
    """Return the keys whose values name something that does not exist. Report it, and products that are named twice."""
    wrong: set[str] = set()
    if tree.get("products") == []:
        hint = "name a file of data/products: [booklet-a5]"
        problems.error("empty-list", "products is empty", tree.at("products"), hint)
    written = cast("list[Any]", tree.get("products")) if isinstance(tree.get("products"), list) else []
    for i, product in enumerate(written):
        if product in record.products and product in written[:i]:
            place = tree.at("products", i)
            problems.error("duplicate-product", f'the product "{product}" is named twice', place, "keep one of them")
    if "content" in valid and places.own(record.content) is None:
        near = nearest_file(places.root, record.content, (".md",))
        hint = f'did you mean "{near}"?' if near is not None else "write the text there, or correct the path"
        problems.error("missing-file", f"there is no file {record.content} in the folder", tree.at("content"), hint)
        wrong.add("content")
    elif "content" in valid and report_foreign_file(places.files, Path(record.content), tree.at("content"), problems):
        wrong.add("content")
    return frozenset(wrong)
