"""The digest of a PDF as its identifier, in files of both libraries that write them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import weasyprint

from factpress.core.pdf_seal import is_sealed, sealed


def by_weasyprint() -> bytes:
    pdf = weasyprint.HTML(string="<p>One</p>").write_pdf(pdf_identifier=True)
    assert isinstance(pdf, bytes)
    return pdf


def by_pikepdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(by_weasyprint())) as document:
        document.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(params=[by_weasyprint, by_pikepdf])
def pdf(request: pytest.FixtureRequest) -> bytes:
    written: bytes = request.param()
    return written


def test_a_sealed_file_is_a_pdf_of_the_same_length(pdf: bytes) -> None:
    assert not is_sealed(pdf)
    assert is_sealed(sealed(pdf))
    assert sealed(pdf) == sealed(pdf) == sealed(sealed(pdf))
    assert len(sealed(pdf)) == len(pdf)
    with pikepdf.open(BytesIO(sealed(pdf))) as document:
        assert len(document.pages) == 1
        assert len(bytes(document.trailer.ID[1])) in (16, 32)


def test_every_change_of_a_byte_shows(pdf: bytes) -> None:
    whole = sealed(pdf)
    for at in range(0, len(whole), 37):
        assert not is_sealed(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert not is_sealed(whole + b"\n")
    assert not is_sealed(whole[:-1])


def test_a_comment_and_saving_again_show(pdf: bytes) -> None:
    def saved(comment: str) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(sealed(pdf))) as document:
            if comment:
                note = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Text, "/Rect": [0, 0, 9, 9]}
                added = document.make_indirect(pikepdf.Dictionary({**note, "/Contents": comment}))
                document.pages[0].Annots = pikepdf.Array([added])
            document.save(out)
        return out.getvalue()

    assert not is_sealed(saved(""))
    assert not is_sealed(saved("Is this right?"))


def test_an_incremental_update_shows(pdf: bytes) -> None:
    whole = sealed(pdf)
    identifiers = whole[whole.rfind(b"/ID") :].partition(b"]")[0] + b"]"
    update = b"9 0 obj\n<</Type/Annot>>\nendobj\nxref\n0 0\ntrailer\n<<" + identifiers + b">>\nstartxref\n9\n%%EOF\n"
    assert not is_sealed(whole + update)


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7", b"/ID[<00><00>]", b"/ID"])
def test_a_file_without_identifiers_is_unchanged_and_not_sealed(data: bytes) -> None:
    assert sealed(data) == data
    assert not is_sealed(data)
