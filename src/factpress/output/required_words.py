"""The interface words that each kind of product needs. A language file may lack those of the other kinds.

Words that a language file lacks are English in the product, and are reported in one warning.

A test scans the templates and the code of each kind, and compares the words that they use with these declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.document.model.targets import BOOKLET, DECK
from factpress.i18n import Language
from factpress.i18n.schema import OPTIONAL_PHRASES, PhrasesRecord, StandingsRecord
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product

WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "document": """
            attributed-to level-never map-places map-source our-calculation our-page-said part seen-in
        """,
        "outreach": """
            as-of colon gift-does gifts-title helplines-title last-called last-checked prayers-title
            read-in-copy text-messages work-for work-since work-since-for works-title
        """,
        BOOKLET.name: """
            contents figure how-sure how-sure-lead page-cue qr-code-for read-more source-line sources
        """,
        DECK.name: """
            and-others colon continued high how-sure-lead low new-from-the-facts qr-code-for read-more seen-in
            source-line sources sources-for-this-talk sources-in-notes
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
            agree as-printed as-supplied asked asked-on attributed-to change chart-named checked-on claim-number claims
            claims-behind
            colon contradicted contradicted-claims contradicts date decide-first decide-first-lead due-as-of
            evidence-sheet figure-named further-places how-to-read-sheet how-to-read-sheet-text how-to-sign
            how-to-sign-text in-caption in-chart in-footnote in-heading in-quotation in-speaker-notes in-table
            in-tested-sentence in-text
            in-words index known-values lapsed-by legend-bound legend-other legend-range legend-single list-separator
            name no-answer-yet no-reason not-printed not-signed nothing-to-decide on-slide our-answer our-finding
            our-own-calculation
            page-of past-due past-review published-in read-excerpt read-passage read-secondhand read-whole review-by
            reviewed-as-a-whole searched searched-in seen-in share-of shown-large
            signature signed-by signed-claims source-line sources withdraw withdrawn-claims word-for-word
        """,
        "slip": """
            as-printed-there correction correction-lead correction-thanks correction-to list-separator no-longer-said
            page-of page-places pages-places please-read printed-on printed-on-for slide-places slides-places
            source-line standing-was
        """,
    }.items()
}
"""Interface words by their user: a renderer, the template of a print without a text, the job ticket, or "document",
the resolved text, which all products have. Those of "outreach" are needed if the publication has such records."""


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


def check_words(
    language: Language,
    products: Iterable[Product],
    problems: Problems,
    units: Iterable[str] = (),
    *,
    outreach: bool = False,
    calculated: bool = False,
) -> None:
    """Report in one warning how many words that the products need are English, as the language file lacks them.

    `units` are the units of values, `outreach` is whether the publication has works, helplines, prayer points or gifts,
    `calculated` whether a claim has that standing. The warning says, too, if the language has no words for numbers.
    """
    wanted = needed_entries(products, units, outreach=outreach, calculated=calculated)
    missing = sorted(wanted & language.untranslated)
    uncounted = "" if language.number_words else "a number that a text spells out is not found, without number_words"
    if not missing:
        if uncounted:
            hint = f"add them to data/languages/{language.tag}.yaml, each with its value: number_words: {{…: 3, …: 4}}"
            place = language.location or Location(Path("data/languages", f"{language.tag}.yaml"))
            problems.warning("missing-word", uncounted, place, hint)
        return
    file, named = Path("data/languages", f"{language.tag}.yaml"), [entry.split(".", 1)[1] for entry in missing]
    left_out = len(named) - MOST_SHOWN
    shown = ", ".join(named[:MOST_SHOWN]) + (f" … and {left_out} more" if left_out > 0 else "")
    exists = language.location is not None and language.location.path.parent == file.parent
    if exists:
        message = f"{len(missing)} of {len(wanted)} words that the products need are not translated: {shown}"
        hint = f"add them; factpress language {language.tag} prints them, to be copied into the file"
    else:
        message = f"there is no file {file.as_posix()}, so {len(missing)} words of the products are English: {shown}"
        hint = f"factpress language {language.tag} writes that file, with all of them to be translated"
    message += f"; {uncounted}" if uncounted else ""
    problems.warning("missing-word", message, language.location or Location(file), hint)


MOST_SHOWN = 8
"""The most words that the warning names."""


def needed_entries(
    products: Iterable[Product], units: Iterable[str] = (), *, outreach: bool = False, calculated: bool = False
) -> frozenset[str]:
    """Return the entries of a language file that the products need: "words.contents", "units.people"."""
    words = frozenset[str]().union(*map(required_words, products), WORDS["outreach"] if outreach else ())
    phrases = PhrasesRecord.model_fields.keys() - OPTIONAL_PHRASES
    standings = [standing for standing in StandingsRecord.model_fields if calculated or standing != "calculated"]
    return frozenset(
        (
            *(f"words.{word}" for word in words),
            *(f"phrases.{phrase}" for phrase in phrases),
            *(f"standings.{standing}" for standing in standings),
            *(f"units.{unit}" for unit in units),
        )
    )
