"""The correction slip: golden HTML at the text seam, and what it says of each kind of change."""

from __future__ import annotations

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.design.theme import load_theme
from factpress.ledger import Kind
from factpress.ledger.difference import Correction, CorrectionEntry
from factpress.output.prints.correction_slip import Slip, compose_slip, slip_html
from factpress.output.prints.print_context import PrintContext, to_pdf
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Sheet, load_product
from tests.golden_files import assert_golden
from tests.ledger.sample import ENGLISH, printing


def entry(**keys: object) -> CorrectionEntry:
    values: dict[str, object] = {
        "address": "readers/survey",
        "about": "People in town who read a book every month",
        "kind": Kind.VALUE,
        "places": ("3", "4"),
        "printed": "3,000 to 5,200 people",
        "reads": "3,100 to 5,200 people",
        "was": Standing.CONTESTED,
        "standing": Standing.CONTESTED,
        "reason": "A survey and the council’s own count do not agree.",
        "source": "Survey 2024, p. 17",
        **keys,
    }
    return CorrectionEntry(**values)  # pyright: ignore[reportArgumentType]


MOVED = entry(address="oldest-book/1", about="The book", kind=Kind.STANDING, was=Standing.UNTRACED, places=("5",))
WITHDRAWN = entry(address="loans/1", about="Loans", kind=Kind.WITHDRAWN, reads="", standing=Standing.WITHDRAWN)
GONE = entry(address="fines/1", about="", kind=Kind.REMOVED, reads="", standing=None, reason="", source="", places=())


def slip(*entries: CorrectionEntry, file: str = "library-booklet-a5-read.pdf") -> Slip:
    correction = Correction(printing(purpose="the book fair", file=file), entries)
    return compose_slip(
        correction, ENGLISH, title="A <small> library", publisher="Example Library", address="example.org"
    )


@pytest.fixture(scope="module")
def context() -> PrintContext:
    places = Places.of(engine_folder())
    theme = load_theme(places, Problems())
    assert theme is not None
    return PrintContext(theme, ENGLISH, places, "Example Library")


def sheet() -> Sheet:
    product = load_product("correction-slip", Places.of(engine_folder()), Problems())
    assert product is not None
    assert product.sheet is not None
    return product.sheet


def test_golden(context: PrintContext) -> None:
    said = slip_html(slip(entry(), entry(places=("7",), printed="Up to 5,200 people"), MOVED, WITHDRAWN, GONE), context)
    assert_golden("prints/slip.html", said)


def test_what_belongs_to_one_claim_is_said_once() -> None:
    (one,) = slip(entry(), entry(places=("7",), address="readers/council", source="Council 2025")).matters
    assert [line.where for line in one.lines] == ["Pages 3, 4", "Page 7"]
    assert one.sources == ("Survey 2024, p. 17", "Council 2025")


def test_places_are_those_of_the_piece() -> None:
    (one,) = slip(entry(places=("7",)), file="library-slides.pptx").matters
    assert one.lines[0].where == "Slide 7"


def test_what_is_no_longer_said_has_no_mark_and_nothing_to_read_instead() -> None:
    for one in slip(WITHDRAWN).matters + slip(GONE).matters:
        assert one.mark is None
        assert [(line.reads, line.told) for line in one.lines] == [("", ENGLISH.word("no-longer-said"))]


def test_a_standing_that_moved_is_said_with_the_old_one() -> None:
    (one,) = slip(MOVED).matters
    assert one.mark is Standing.CONTESTED
    assert "“untraced”" in one.lines[0].told


@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_slip_is_set_however_much_is_to_be_corrected(context: PrintContext, count: int) -> None:
    abouts = (f"Claim number {i} " + "x" * (60 * (i % 3)) for i in range(count))
    entries = tuple(entry(address=f"claim-{i}/1", about=about) for i, about in enumerate(abouts))
    html = slip_html(slip(*entries), context)
    made = to_pdf(html, context, sheet(), title="Correction", date="2026-11-23")
    assert made.startswith(b"%PDF-")
    assert to_pdf(html, context, sheet(), title="Correction", date="2026-11-23") == made
