"""Rules about helplines whose numbers were checked too long ago, in a copy, or in the future."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factpress.checks.consent_validity import printed_on
from factpress.checks.context import CheckContext
from factpress.checks.record_index import Listing, locations, product_names
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Severity
from factpress.publication.helplines import Helpline

SOON = dt.timedelta(days=60)
"""Time to check a number again."""


def helpline_stale(context: CheckContext) -> Iterator[Finding]:
    """A product prints a helpline that was not checked for longer than its `valid_days`.

    Why: A reader in danger may call the number, and numbers change.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2025-06-01
        # data/content/briefing.en.md
        :::{helplines}
        :::

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
        # data/content/briefing.en.md
        :::{helplines}
        :::
    """
    day = printed_on(context)
    for helpline, places in _printed(context):
        if helpline.last_valid_day < day:
            checked = f'the helpline "{helpline.id}" was last checked on {helpline.last_checked}'
            message = f"{checked}, and is printed in {product_names(places)}"
            hint = f"open its page or call it, and write the day: checked: {day}"
            yield Finding(message, helpline.checked_location, hint, locations(places))


def helpline_due_soon(context: CheckContext) -> Iterator[Finding]:
    """A helpline that a product prints has to be checked again within 60 days.

    Why: Copies that are printed now will be read after that time.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2025-12-20
        # data/content/briefing.en.md
        :::{helplines}
        :::

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
        # data/content/briefing.en.md
        :::{helplines}
        :::
    """
    day = printed_on(context)
    for helpline, _ in _printed(context):
        if day <= helpline.last_valid_day and helpline.last_valid_day - day < SOON:
            message = f'the helpline "{helpline.id}" may be printed until {helpline.last_valid_day}'
            yield Finding(message, helpline.checked_location, "open its page or call it, and write the day")


def helpline_from_copy(context: CheckContext) -> Iterator[Finding]:
    """A product prints a helpline of whose page only a stored copy was read.

    Why: A stored copy can be years old. The page says so, but it is better to call the number.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
          from_copy: true
        # data/content/briefing.en.md
        :::{helplines}
        :::

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
        # data/content/briefing.en.md
        :::{helplines}
        :::
    """
    for helpline, _ in _printed(context):
        if helpline.from_copy:
            hint = "call it, or open its page; then write the day, and remove from_copy"
            yield Finding(
                f'only a stored copy was read of the page of "{helpline.id}"', helpline.checked_location, hint
            )


def helpline_checked_later(context: CheckContext) -> Iterator[Finding]:
    """The day on which a helpline was checked is in the future.

    Why: The day is misspelled, and the helpline would not be reported when it is out of date.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2062-11-20

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
    """
    day = printed_on(context)
    for helpline in context.edition.outreach.helplines.values():
        if helpline.last_checked > day:
            message = f'the helpline "{helpline.id}" cannot have been checked on {helpline.last_checked}'
            yield Finding(message, helpline.checked_location, "correct the day")


def _printed(context: CheckContext) -> Iterator[tuple[Helpline, tuple[Listing, ...]]]:
    """The helplines that products print, with the places of the lists."""
    for name, places in context.listings_of("helplines").items():
        yield context.edition.outreach.helplines[name], places


BLOCKING_RULES: tuple[Rule, ...] = (Rule("helpline-stale", Severity.ERROR, helpline_stale),)
"""The rule that stops a build of the products that print a helpline; others can be built."""
