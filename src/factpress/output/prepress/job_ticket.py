"""The job ticket: a text file with what a printer needs to know about a file and cannot see in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import assert_never

from factpress.i18n import Language
from factpress.output.prepress.paper_sizes import measure, named
from factpress.publication.printers import Printer
from factpress.publication.products.imposition_schemes import Grid, GridOrder, SaddleStitch, Scheme, Size, Tent

_LABEL = 24
"""The column of the values, unless a label is longer."""

_BLANK = "_" * 24
"""A blank to fill in."""


@dataclass(frozen=True, slots=True)
class TicketData:
    """The content of a ticket. `sheets` is 0 and `scheme` None if the pages are not imposed."""

    title: str
    publication: str
    file: str
    artefact: bytes
    printer: Printer
    page: Size
    pages: int
    sheets: int
    scheme: Scheme | None
    profile: str
    organisation: str
    address: str


def ticket(order: TicketData, language: Language) -> str:
    """The text of the ticket; line ends are the same on every system."""
    word, printer = language.word, order.printer
    inches = printer.inches
    press = printer.standard != "none"
    lines = [
        ("ticket-publication", order.publication),
        ("ticket-file", order.file),
        ("ticket-checksum", hashlib.sha256(order.artefact).hexdigest()),
        ("ticket-printer", printer.title),
        ("ticket-size", named(order.page, language, inches=inches)),
        ("ticket-pages", str(order.pages)),
    ]
    if order.scheme is not None:
        lines += [
            ("ticket-sheet", named(order.scheme.sheet, language, inches=inches)),
            ("ticket-sheets", f"{order.sheets}, {_sides(order.scheme, language)}"),
        ]
    bleed = measure(printer.bleed, inches=inches) if printer.bleed.emu else word("ticket-none")
    lines.append(("ticket-bleed", bleed))
    if order.scheme is not None:
        shown = word("list-separator").join(word(f"mark-{mark}") for mark in sorted(printer.marks))
        lines.append(("ticket-marks", shown or word("ticket-none")))
    thickness = measure(printer.caliper, inches=inches)
    lines += [
        ("ticket-paper", f"{_BLANK} ({word('ticket-thickness').format(thickness=thickness)})"),
        ("ticket-colours", _colours(order, language)),
        ("ticket-standard", printer.standard.upper() if press else word("ticket-none")),
        ("ticket-finishing", _finishing(order.scheme, language, trimmed=press)),
        ("ticket-quantity", _BLANK),
        ("ticket-by", _BLANK),
        (
            "ticket-contact",
            f"{', '.join(part for part in (order.organisation, order.address) if part)} {_BLANK}".strip(),
        ),
    ]
    head = f"{word('job-ticket')}{word('colon')} {order.title}"
    rows = [f"{word(key) + word('colon'):<{_LABEL}}{value}" for key, value in lines]
    return "\n".join([head, "=" * len(head), "", *rows]) + "\n"


def _sides(scheme: Scheme, language: Language) -> str:
    flip = None if isinstance(scheme, Tent) else scheme.flip
    if flip is None:
        return language.word("on-one-side")
    return f"{language.word('on-both-sides')} ({language.word(f'flip-{flip}')})"


def _colours(order: TicketData, language: Language) -> str:
    if order.printer.standard == "none":
        return language.word("colour-or-grey")
    return language.word("ticket-cmyk").format(limit=order.printer.ink_limit, profile=order.profile)


def _finishing(scheme: Scheme | None, language: Language, *, trimmed: bool) -> str:
    word = language.word
    match scheme:
        case None:
            done = word("finish-single")
        case SaddleStitch(binding=binding):
            done = word("finish-saddle").format(side=word(f"side-{binding}"))
        case Grid(order=GridOrder.STACK):
            done = word("finish-cut-and-stack")
        case Grid():
            done = word("finish-cut")
        case Tent():
            done = word("finish-tent")
        case _:
            assert_never(scheme)
    return f"{done}; {word('finish-trim')}" if trimmed and not isinstance(scheme, Grid) else done
