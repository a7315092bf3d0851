"""Each correction of the structure tree, read from the PDF."""

from __future__ import annotations

import re

import pikepdf

from tests.output.pdf.pages import PICTURE, contents, named, opened, printed, structure


def test_language_of_inner_words() -> None:
    spans = named(printed('<p>Water is <span lang="km">ទឹក</span>.</p>'), "Span")
    assert [str(s.Lang) for s in spans if "/Lang" in s] == ["km"]


def test_complex_scripts_carry_their_text_without_break_marks() -> None:
    pdf = printed('<p>Water: <span lang="km">ទឹក\u200bទន្លេ</span></p>')
    text = re.findall(rb"/ActualText\s*<([0-9a-f]+)>", contents(pdf))
    assert [bytes.fromhex(t.decode()).decode("utf-16") for t in text] == ["ទឹកទន្លេ"]


def test_latin_carries_none() -> None:
    assert b"ActualText" not in contents(printed("<p>Water</p>"))


def test_no_glyph_maps_to_nothing() -> None:
    pdf = opened(printed('<p lang="km">ខ្មែរ</p>'))
    streams = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    maps = [data for data in streams if b"beginbfchar" in data]
    assert maps
    assert all(b"<>" not in m for m in maps)


def test_headers_have_a_scope() -> None:
    table = "<table><tr><th>Well</th><th>Depth</th></tr><tr><th scope=row>North</th><td>4</td></tr></table>"
    assert [str(h.A.Scope) for h in named(printed(table), "TH")] == ["/Column", "/Column", "/Row"]


def test_lists_say_how_they_count() -> None:
    lists = named(printed("<ol><li>one</li></ol><ul style='list-style-type: \"– \"'><li>two</li></ul>"), "L")
    assert [str(one.A.ListNumbering) for one in lists] == ["/Decimal", "/Disc"]


def test_an_item_holds_labels_and_bodies_only() -> None:
    pdf = printed(
        "<ul><li>loose</li><li><p>in</p><p>paragraphs</p><ul><li>below</li></ul></li></ul>", "ul { list-style: '– ' }"
    )
    below = {path.rsplit("/LI/", 1)[1] for path, _ in structure(pdf) if "/LI/" in path and path.count("/LI/") == 1}
    assert {b.split("/")[0] for b in below} == {"Lbl", "LBody"}
    paragraphs = [path for path, _ in structure(pdf) if path.endswith("/P")]
    assert paragraphs == ["/Document/L/LI/LBody/P"] * 2


def test_links_are_described_in_words_and_stand_alone() -> None:
    pdf = printed('<p><a href="https://example.org/x">the <em>old</em> well</a></p>', "a::after { content: ' →' }")
    links = [path for path, _ in structure(pdf) if path.endswith("/Link")]
    assert links == ["/Document/P/Link"]
    annotations = opened(pdf).pages[0].Annots
    assert [str(a.Contents) for a in annotations] == ["the old well"]


def test_an_address_as_words_loses_its_scheme() -> None:
    pdf = printed('<p><a href="https://example.org/x">https://example.org/x</a></p>')
    assert [str(a.Contents) for a in opened(pdf).pages[0].Annots] == ["example.org/x"]


def test_contents_are_a_table_of_contents() -> None:
    body = '<ol class="contents" role="doc-toc"><li><a href="#n">North</a></li></ol><h2 id="n">North</h2><p>x</p>'
    assert [path for path, _ in structure(printed(body)) if "/TOC" in path][:4] == [
        "/Document/TOC",
        "/Document/TOC/TOCI",
        "/Document/TOC/TOCI/Reference",
        "/Document/TOC/TOCI/Reference/Link",
    ]


def test_footnotes_are_notes_with_ids_and_labels() -> None:
    note = '<span class="note" role="doc-footnote">Who said so.</span>'
    pdf = printed(f"<p>One{note} and two{note}.</p>")
    notes = named(pdf, "Note")
    assert len({str(note.ID) for note in notes}) == 2
    assert len([p for p, _ in structure(pdf) if p.endswith("/Note/Lbl")]) == 2
    assert len([p for p, _ in structure(pdf) if p.endswith("/P/Reference")]) == 2


def test_ornaments_are_no_figures() -> None:
    pdf = printed(f'<p><img alt="" src="{PICTURE}">x<span aria-hidden="true">1953</span></p>')
    assert named(pdf, "Figure") == []
    assert contents(pdf).split().count(b"/Artifact") == 2


def test_pictures_with_words_are() -> None:
    figures = named(printed(f'<figure><img alt="A wall" src="{PICTURE}"></figure>'), "Figure")
    assert [str(f.Alt) for f in figures] == ["A wall"]


def test_anchors_leave_no_element_behind() -> None:
    pdf = printed('<p>x</p><div id="here"><span id="there"></span></div>')
    assert [path for path, _ in structure(pdf)] == [
        "/Document",
        "/Document/H1",
        "/Document/H1/Span",
        "/Document/P",
        "/Document/P/Span",
    ]
    assert [str(n) for n in list(opened(pdf).Root.Names.Dests.Names)[::2]] == ["here", "there"]
