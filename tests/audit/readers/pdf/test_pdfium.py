"""Named destinations: their number, their names, and the time that they take."""

from __future__ import annotations

import time

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from factpress.audit.readers import read_bytes
from factpress.audit.readers.pdf.pdfium import MOST_FOREIGN_NAMES
from tests.audit.readers.pdf.pdf_files import PATH, pdf, text


def with_names(names: list[str], *, leaf: int, ours: bool = True) -> bytes:
    """A file with named destinations, `leaf` of them in each node of their tree."""

    def add(made: pikepdf.Pdf) -> None:
        kids = Array()
        for start in range(0, len(names), leaf):
            node = Array()
            for name in names[start : start + leaf]:
                node.append(String(name))
                node.append(Array([made.pages[0].obj, Name.XYZ, 0, 0, 0]))
            limits = Array([node[0], node[-2]])
            kids.append(made.make_indirect(Dictionary(Names=node, Limits=limits)))
        made.Root.Names = Dictionary(Dests=Dictionary(Kids=kids))
        if ours:
            made.docinfo["/Claims"] = "visitors/counted=1234"

    return pdf(text("Words"), change=add)


def test_8_000_names_are_read_within_3_seconds() -> None:
    names = [f"name-{i:05}" for i in range(8_000)]
    for leaf in (8, 64, 8_000):
        data = with_names(names, leaf=leaf)
        begun = time.process_time()
        assert read_bytes(data, PATH).anchors == dict.fromkeys(names, 1)
        assert time.process_time() - begun < 3


def test_long_names_are_read() -> None:
    names = ["a" * 3_000, "b"]
    assert set(read_bytes(with_names(names, leaf=2), PATH).anchors) == set(names)


def test_the_many_names_of_a_foreign_file_are_left_out() -> None:
    few, many = ([f"name-{i:05}" for i in range(count)] for count in (9, MOST_FOREIGN_NAMES + 1))
    assert len(read_bytes(with_names(few, leaf=3, ours=False), PATH).anchors) == 9
    data = with_names(many, leaf=1, ours=False)
    begun = time.process_time()
    assert not read_bytes(data, PATH).anchors
    assert time.process_time() - begun < 3
