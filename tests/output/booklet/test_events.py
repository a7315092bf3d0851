"""An event in a booklet: a block, of which no line is indented as a paragraph."""

from __future__ import annotations

from pathlib import Path

from factpress.core.paths import Places
from factpress.output.booklet.html import to_html
from tests.publications import edition_of, publication

EVENTS = """fair:
  title: A fair of books
  starts: {date: 2036-05-16, time: "10:00", zone: Europe/London}
  place: Market Hall
  contact: {email: fair@example.org}
"""


def test_an_event_is_a_block(tmp_path: Path) -> None:
    content = "## A chapter\n\nBefore.\n\n:::{event} fair\n:::\n"
    folder = publication(
        tmp_path, {"data/content/briefing.en.md": content, "data/events.yaml": EVENTS, "data/charts.yaml": None}
    )
    edition = edition_of(folder)
    product = next(one for one in edition.products if one.name == "booklet-a5")
    html = to_html(edition.document, edition.theme, product, Places.of(folder))
    assert 'class="occasion"' in html
    assert '<p class="what">A fair of books</p>' in html
    assert "fair@\u200bexample.\u200borg" in html
