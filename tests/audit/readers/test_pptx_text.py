"""Paragraphs: runs, fields, equations, and the numbers of lists."""

from __future__ import annotations

import pytest

from tests.audit.readers.packages import first, shape, texts, words


def field(kind: str, text: str) -> str:
    return f'<a:fld id="{{1}}" type="{kind}"><a:rPr/><a:t>{text}</a:t></a:fld>'


def run(text: str) -> str:
    return f"<a:r><a:t>{text}</a:t></a:r>"


def of(paragraph: str, kind: str = "") -> list[tuple[str, str]]:
    return texts(first(shape(f"<a:p>{paragraph}</a:p>", kind=kind)))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("‹#›", "slide number"),
        ("&lt;number&gt;", "slide number"),
        ("&lt;#&gt;", "slide number"),
        ("7", "slide number"),
        ("៧", "slide number"),
        ("", "slide number"),
        ("43,210 people", "field"),
        ("½", "field"),
        ("&lt;43,210&gt;", "field"),
        ("sixteen thousand", "field"),
        ("‹sixteen thousand›", "field"),
    ],
)
def test_a_slide_number_with_another_text_is_that_text(text: str, where: str) -> None:
    assert [one for one, _ in of(field("slidenum", text))] == [where]


def test_the_text_around_a_field_is_one_text() -> None:
    assert of(run("Page ") + field("slidenum", "‹#›") + run(" of 20")) == [
        ("slide number", "‹#›"),
        ("text", "Page  of 20"),
    ]
    assert of(run("It is ") + field("TxLink", "12,480") + run(" now")) == [("text", "It is 12,480 now")]
    assert of(field("datetime1", "1/2/2026") + run("Now")) == [("date", "1/2/2026"), ("text", "Now")]


def test_the_places_of_dates_and_numbers_are_read() -> None:
    assert of(run("16,707 died"), "dt") == [("date", "16,707 died")]
    assert of(run("Source: A, 2019"), "ftr") == [("margin", "Source: A, 2019")]
    assert of(run("16,707 died"), "sldNum") == [("field", "16,707 died")]
    assert of(run("3"), "sldNum") == [("slide number", "3")]


def math(inner: str) -> str:
    return f"<a14:m><m:oMathPara><m:oMath>{inner}</m:oMath></m:oMathPara></a14:m>"


def term(text: str) -> str:
    return f"<m:r><m:rPr/><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (term("16") + term(",707"), "16,707"),
        (f"<m:f><m:fPr/><m:num>{term('1')}</m:num><m:den>{term('2')}</m:den></m:f>", " 1/2 "),
        (f"<m:f><m:num>{term('a+1')}</m:num><m:den>{term('2')}</m:den></m:f>", " (a+1)/2 "),
        (f"<m:sSup><m:e>{term('10')}</m:e><m:sup>{term('6')}</m:sup></m:sSup>", "10^6"),
        (f"<m:sSub><m:e>{term('x')}</m:e><m:sub>{term('6')}</m:sub></m:sSub>", "x_6"),
        (f"<m:rad><m:deg/><m:e>{term('9')}</m:e></m:rad>", "√(9)"),
        (f"<m:d><m:e>{term('3')}</m:e><m:e>{term('4')}</m:e></m:d>", "(3|4)"),
        (f'<m:d><m:dPr><m:begChr m:val="[5"/></m:dPr><m:e>{term("3")}</m:e></m:d>', "[53)"),
        (f"<m:m><m:mr><m:e>{term('1')}</m:e><m:e>{term('2')}</m:e></m:mr></m:m>", "1 2"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e>{term("2")}</m:e></m:nary>', "∑ 2"),
        (f"<m:box><m:e>{term('8')}</m:e></m:box>", "8"),
    ],
)  # fmt: skip
def test_equations_are_text_in_one_line(inner: str, text: str) -> None:
    assert of(run("It is ") + math(inner) + run(".")) == [("text", f"It is {text}.")]


def test_the_number_before_a_paragraph_counts_if_no_list_is_so_long() -> None:
    def numbered(start: str) -> str:
        return f'<a:pPr><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/></a:pPr>'

    assert of(numbered(' startAt="1975"') + run("It began")) == [("text", "1975."), ("text", "It began")]
    assert of(numbered(' startAt="4"') + run("It began")) == [("text", "It began")]
    assert of(numbered("") + run("It began")) == [("text", "It began")]


def test_a_bullet_that_is_a_number_counts_except_in_a_font_of_symbols() -> None:
    def bullet(sign: str, font: str) -> str:
        return f'<a:pPr><a:buFont typeface="{font}"/><a:buChar char="{sign}"/></a:pPr>{run("people")}'

    assert of(bullet("7", "Arial")) == [("text", "7"), ("text", "people")]
    assert of(bullet("7", "Wingdings")) == [("text", "people")]
    assert of(bullet("•", "Arial")) == [("text", "people")]


def test_a_title_may_have_an_equation() -> None:
    place = first(shape(f"<a:p>{run('More than ')}{math(term('12,480'))}</a:p>{words('and less')}", kind="title"))
    assert place.title == "More than 12,480 and less"


def test_the_title_has_the_paragraphs_of_the_first_level() -> None:
    def level(text: str, properties: str) -> str:
        return f"<a:p>{properties}{run(text)}</a:p>"

    found, other = level("Wells were dry", '<a:pPr lvl="0"/>'), level("Outdated", '<a:pPr lvl="2"/>')
    assert first(shape(other + found + other, kind="title")).title == "Wells were dry"
    assert first(shape(found + words("in 1975") + other, kind="title")).title == "Wells were dry in 1975"
    assert first(shape(other, kind="title")).title == "Outdated"
    assert [one.text for one in first(shape(other + found, kind="title")).fragments] == ["Outdated", "Wells were dry"]
