"""The interface words that each kind of product needs. A language file may lack those of the other kinds.

A test scans the templates and the code of each kind, and compares the words that they use with these declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.document.model.targets import BOOKLET, DECK
from factpress.i18n import Language
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product

WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "document": """
            attributed-to our-calculation seen-in
        """,
        BOOKLET.name: """
            contents figure how-sure how-sure-lead page-cue qr-code-for read-more source-line sources used-for
        """,
        DECK.name: """
            and-others colon continued high low qr-code-for read-more seen-in source-line sources sources-for-this-talk
        """,
        "handout": """
            page-of
        """,
        "print": """
            figure page-of qr-code-for source-line
        """,
        "instructions": """
            flip-long-edge flip-short-edge how-to-print page-of paper-a3 paper-a4 paper-a5 paper-a6 paper-half-letter
            paper-letter paper-sra4 paper-tabloid printer-test
        """,
        "how-to-print": """
            actual-size colour-or-grey how-to-print how-to-print-lead if-wrong landscape one-page pages-with-blanks
            portrait print-settings setting-black setting-direction setting-file setting-pages setting-paper
            setting-scale setting-sides sheets-of step-fold step-fold-text step-lay step-lay-text step-look
            step-look-text step-print step-print-text step-staple step-staple-text step-test step-test-text ticket-pages
            what-you-need wrong-cut wrong-cut-text wrong-head wrong-head-text wrong-single wrong-single-text wrong-small
            wrong-small-text
        """,
        "printer-test": """
            back colon front printer-test printer-test-lead scale-of test-edges test-edges-text test-flip
            test-flip-right test-flip-right-text test-flip-text test-sides test-sides-text test-size test-size-text
            this-way-up
        """,
        "job-ticket": """
            colon colour-or-grey finish-cut finish-cut-and-stack finish-saddle finish-single finish-tent finish-trim
            flip-long-edge flip-short-edge job-ticket list-separator mark-crop mark-fold mark-registration mark-staple
            on-both-sides on-one-side paper-a3 paper-a4 paper-a5 paper-a6 paper-half-letter paper-letter paper-sra4
            paper-tabloid side-left side-right ticket-bleed ticket-by ticket-checksum ticket-cmyk ticket-colours
            ticket-contact ticket-file ticket-finishing ticket-marks ticket-none ticket-pages ticket-paper
            ticket-printer ticket-publication ticket-quantity ticket-sheet ticket-sheets ticket-size ticket-standard
            ticket-thickness
        """,
        "evidence": """
            agree as-printed as-supplied attributed-to change chart-named checked-on claim-number claims claims-behind
            colon contradicted contradicted-claims contradicts date decide-first decide-first-lead due-as-of
            evidence-sheet figure-named further-places how-to-read-sheet how-to-read-sheet-text how-to-sign
            how-to-sign-text in-caption in-chart in-footnote in-heading in-quotation in-speaker-notes in-table in-text
            in-words index known-values lapsed-by legend-bound legend-other legend-range legend-single list-separator
            name no-reason not-printed not-signed nothing-to-decide on-slide our-answer our-own-calculation page-of
            past-due past-review published-in review-by reviewed-as-a-whole seen-in share-of shown-large signature
            signed-by signed-claims source-line sources withdraw withdrawn-claims word-for-word
        """,
        "slip": """
            as-printed-there correction correction-lead correction-thanks correction-to list-separator no-longer-said
            page-of page-places pages-places please-read printed-on printed-on-for slide-places slides-places
            source-line standing-was
        """,
    }.items()
}
"""Interface words by their user: a renderer, the template of a print without a text, the job ticket, or "document",
the resolved text, which all products have."""


def required_words(product: Product) -> frozenset[str]:
    """The keys of the interface words that the product needs, with those of its job ticket and of its pages."""
    return frozenset[str]().union(*(WORDS.get(user, frozenset()) for user in _users(product)))


def _users(product: Product) -> Iterable[str]:
    """The entries of `WORDS` that the product needs."""
    yield "document"
    if product.scheme is not None or product.for_press:
        yield "job-ticket"
    if product.scheme is not None and product.of is not None:
        yield from _users(product.of)
    elif product.template and product.content is None:  # a print without a text
        yield product.template
        if product.template in ("how-to-print", "printer-test"):
            yield "instructions"
    else:
        yield product.renderer
        if RENDERERS[product.renderer].presented:
            yield DECK.name


def check_words(language: Language, products: Iterable[Product], problems: Problems) -> None:
    """Report the words that the products need and the language lacks, each once, with the first product."""
    reported: set[str] = set()
    for product in products:
        missing = sorted(required_words(product) - language.words.keys() - reported)
        if missing:
            message = f'the language "{language.tag}" lacks words that "{product.name}" needs: {", ".join(missing)}'
            hint = "add them under words, or remove the product"
            problems.error("missing-word", message, language.location or Location(Path("data/languages")), hint)
            reported.update(missing)
