"""What WeasyPrint reports is found in the publication's own templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.paths import Places
from tests.output.pdf.pages import found

SHEET = """/* a style sheet */
.lead { color: green }
@import url(other.css);
.lead { margin: 1mm; colour: red }
.box { background: url(https://example.org/x.png) }
p { background: url(pictures/none%20here.png) }
.lead::nothing { color: red }
"""


@pytest.mark.parametrize(
    ("line", "code"),
    [(3, "typesetting"), (4, "typesetting"), (5, "outside-file"), (6, "outside-file"), (7, "typesetting")],
)
def test_a_fault_of_a_style_sheet_has_its_line(tmp_path: Path, line: int, code: str) -> None:
    lines = SHEET.splitlines()
    lines = [one if number in (1, 2, line) else "" for number, one in enumerate(lines, start=1)]
    path = tmp_path / "templates" / "own" / "sheet.css"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    body = '<link rel="stylesheet" href="template:own/sheet.css"><p class="lead">x</p><p class="box">y</p>'
    reported = [d for d in found(body, places=Places.of(tmp_path)) if d.code == code]
    assert [str(d.location).rpartition(":")[0] for d in reported] == [f"templates/own/sheet.css:{line}"]


def test_a_fault_in_no_file_of_the_publication_is_at_its_settings(tmp_path: Path) -> None:
    (only,) = found("<p>x</p>", "p { colour: red }", Places.of(tmp_path))
    assert str(only.location) == "data/publication.yaml:1:1"
