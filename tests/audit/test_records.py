"""Records of the organisation in built files: a changed digit, year or day is found, in pages and on slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from factpress.audit import Audit
from factpress.audit import audit as run_audit
from factpress.audit.readers import read_file
from factpress.audit.reading import Reading
from factpress.core.diagnostics import Severity
from factpress.edition import Edition
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.build import build
from tests.audit.test_every_block import CONTENT, OUTREACH
from tests.publications import edition_of, publication

TEXT = """## Work {#work}

:::{works}
:::

:::{work} bus
:::

## Help {#help}

:::{helplines}
:::

:::{prayers}
:::

:::{gifts}
:::
"""


@dataclass(frozen=True, slots=True)
class Built:
    """A publication that prints all records, and its files as they are read back, by kind."""

    edition: Edition
    readings: Mapping[str, Reading]

    def audit(self, kind: str, reading: Reading) -> Audit:
        (generated,) = possible_generated_text(self.edition, reading.path, kind)
        return run_audit(reading, self.edition.document, self.edition.book, self.edition.language, generated)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = publication(tmp_path_factory.mktemp("records"), {CONTENT.as_posix(): TEXT, **OUTREACH})
    made, _ = build(folder)
    return Built(edition_of(folder), {one.path.suffix[1:]: read_file(one.path) for one in made})


def altered(reading: Reading, old: str, new: str) -> Reading:
    """The reading with a text that is replaced in the first fragment that has it. Spaces may be of any kind."""
    for number, place in enumerate(reading.places):
        for at, fragment in enumerate(place.fragments):
            text = fragment.text.replace("\u00a0", " ").replace("\v", "\n")
            if old in text and fragment.where not in ("link", "bookmark"):
                changed = replace(fragment, text=text.replace(old, new, 1))
                fragments = (*place.fragments[:at], changed, *place.fragments[at + 1 :])
                places = list(reading.places)
                places[number] = replace(place, fragments=fragments)
                return replace(reading, places=tuple(places))
    raise AssertionError(old)


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_unchanged_files_have_no_findings(built: Built, kind: str) -> None:
    assert [str(found) for found in built.audit(kind, built.readings[kind]).found] == []


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1280", "1290"),
        ("1280", "128"),
        ("+44 20 7946 0000", "+44 20 7946 0001"),
        ("+44 20 7946 0000", "+45 20 7946 0000"),
        ("233-733", "233-773"),
        ("up to 25", "up to 35"),
        ("26 November 2026", "26 November 2027"),
        ("3 November 2026", "8 November 2026"),
        ("March 2011", "March 2012"),
        ("As of May 2025", "As of May 2024"),
        ("30 dollars", "300 dollars"),
        ("budget of 2026", "budget of 2016"),
    ],
)
def test_a_changed_number_is_an_error(built: Built, kind: str, old: str, new: str) -> None:
    reading = built.readings[kind]
    if old == "budget of 2026" and kind == "pdf":
        old, new = old.capitalize(), new.capitalize()  # a note is a sentence
    found = built.audit(kind, altered(reading, old, new)).found
    assert [one.code for one in found if one.severity is Severity.ERROR], [str(one) for one in found]
