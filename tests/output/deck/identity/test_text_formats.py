"""Signatures of text formats: what programs write differently is equal, what a presenter changes is not."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from factpress.output.deck.identity.text_formats import format_signatures

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def slide(*paragraphs: str) -> Any:
    inner = "".join(f"<a:p>{paragraph}</a:p>" for paragraph in paragraphs)
    return etree.fromstring(f"<p:sld {NAMESPACES}><p:sp><p:txBody>{inner}</p:txBody></p:sp></p:sld>")


def run(text: str, attributes: str = "", inner: str = "") -> str:
    return f"<a:r><a:rPr {attributes}>{inner}</a:rPr><a:t>{text}</a:t></a:r>"


PLAIN = slide(run("One two"), run("three") + run("four", 'b="1"'))


@pytest.mark.parametrize(
    "other",
    [
        slide(run("One ") + run(" two", 'err="1" dirty="0" lang="de"'), run("three") + run("four", 'b="1"')),
        slide(
            run("One two", 'b="0" i="0" u="none" strike="noStrike" baseline="0"'), run("three") + run("four", 'b="1"')
        ),
        slide("<a:r><a:t>One two</a:t></a:r>", run("three") + run("four", 'b="true"') + "<a:endParaRPr/>"),
    ],
)
def test_what_programs_write_differently_is_equal(other: Any) -> None:
    assert format_signatures(other) == format_signatures(PLAIN)


@pytest.mark.parametrize("change", ['b="1"', 'i="1"', 'u="sng"', 'strike="sngStrike"', 'baseline="30000"', 'sz="1200"'])
def test_a_format_of_a_word_is_found_by_both_signatures(change: str) -> None:
    other = slide(run("One ") + run("two", change), run("three") + run("four", 'b="1"'))
    assert all(a != b for a, b in zip(format_signatures(other), format_signatures(PLAIN), strict=True))


@pytest.mark.parametrize("inner", [RED, RED.replace("solidFill", "highlight")])
def test_a_colour_is_found(inner: str) -> None:
    other = slide(run("One ") + run("two", "", inner), run("three") + run("four", 'b="1"'))
    assert all(a != b for a, b in zip(format_signatures(other), format_signatures(PLAIN), strict=True))


def test_the_format_of_a_whole_text_is_found_only_where_formats_are_kept() -> None:
    whole = slide(run("One two", 'sz="3000"', RED), run("three", 'sz="3000"') + run("four", 'sz="3000" b="1"'))
    assert format_signatures(whole)[0] != format_signatures(PLAIN)[0]
    assert format_signatures(whole)[1] == format_signatures(PLAIN)[1]


def test_the_colour_of_a_link_is_that_of_the_program() -> None:
    link = '<a:hlinkClick r:id="rId1"/>'
    ours = slide(run("See ") + run("here", "", link))
    assert format_signatures(slide(run("See ") + run("here", 'u="sng"', RED + link))) == format_signatures(ours)
    coloured = slide(run("See ", "", RED) + run("here", "", link))
    assert format_signatures(coloured)[1] == format_signatures(ours)[1]
    assert format_signatures(slide(run("See here")))[1] != format_signatures(ours)[1]
