"""What a file says of itself: its encryption, and the names of its fonts in any encoding."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Permissions

from factpress.core.diagnostics import Severity
from factpress.output.prepress.preflight import preflight
from tests.output.prepress.pressed import damaged, good, opened, printer
from tests.programs import needs

PRINTING = {
    "full": Permissions(extract=False),
    "coarse": Permissions(print_highres=False),
    "none": Permissions(print_highres=False, print_lowres=False),
}


def encrypted(allow: Permissions, revision: Any = 6, owner: str = "a") -> bytes:
    out = io.BytesIO()
    with opened(good()) as file:
        new = revision > 3
        lock = pikepdf.Encryption(owner=owner, user="", R=revision, allow=allow, metadata=new, aes=new)
        file.save(out, encryption=lock)
    return out.getvalue()


def told(pdf: bytes, name: str = "print-shop-mm") -> list[tuple[str, Severity]]:
    found = preflight(pdf, printer(name)).findings
    return [(finding.code, finding.severity) for finding in found if "encrypted" in finding.message]


@pytest.mark.parametrize("revision", [3, 4, 6])
@pytest.mark.parametrize("owner", ["a", ""])
def test_encryption_that_forbids_printing_is_an_error(revision: int, owner: str) -> None:
    pdf = encrypted(PRINTING["none"], revision, owner)
    assert told(pdf) == [("printing-not-allowed", Severity.ERROR)]
    assert told(pdf, "office") == [("printing-not-allowed", Severity.ERROR)]


def test_a_coarse_print_is_not_enough_for_a_press() -> None:
    pdf = encrypted(PRINTING["coarse"])
    assert told(pdf) == [("printing-not-allowed", Severity.ERROR)]
    assert told(pdf, "office") == [("printing-not-allowed", Severity.WARNING)]


def test_no_encryption_is_allowed_in_x4_and_any_that_permits_printing_in_an_office() -> None:
    pdf = encrypted(PRINTING["full"])
    assert told(pdf) == [("not-pdfx4", Severity.ERROR)]
    assert not told(pdf, "office")
    assert not told(good())


def test_an_encrypted_page_is_judged_as_any() -> None:
    """Its pictures, its text and its profile are read."""
    found = {finding.code for finding in preflight(encrypted(PRINTING["full"]), printer()).findings}
    assert found == {"not-pdfx4"}


@needs("pdfinfo")
@pytest.mark.parametrize("printing", list(PRINTING))
def test_another_reader_sees_the_same_permission(tmp_path: Path, printing: str) -> None:
    (tmp_path / "a.pdf").write_bytes(encrypted(PRINTING[printing]))
    ran = subprocess.run(["pdfinfo", "a.pdf"], cwd=tmp_path, capture_output=True, check=True)
    forbidden = b"print:no" in ran.stdout
    assert forbidden == (printing == "none")


def test_an_unknown_way_to_encrypt_is_said() -> None:
    pdf = encrypted(PRINTING["full"]).replace(b"/Filter /Standard", b"/Filter /Elsewher")
    with pytest.raises(Exception, match="is encrypted in a way that cannot be read"):
        preflight(pdf, printer())


@pytest.mark.parametrize(("raw", "name"), [
    ("宋体".encode("gbk"), "宋体"),
    ("ＭＳ 明朝".encode("shift_jis"), "ＭＳ 明朝"),
    ("Grün".encode("latin-1"), "Grün"),
    ("ភាសាខ្មែរ".encode(), "ភាសាខ្មែរ"),
    (b"\xff\xfe\x81", "ÿþ\x81"),
])  # fmt: skip
def test_a_font_is_named_in_any_encoding(raw: bytes, name: str) -> None:
    def change(file: Any) -> None:
        escaped = "".join(f"#{byte:02x}" for byte in raw).encode()
        font: Any = pikepdf.Object.parse(b"<</Type /Font /Subtype /TrueType /BaseFont /%b>>" % escaped)
        file.pages[0].Resources.Font["/Loose"] = file.make_indirect(font)

    found = preflight(damaged(change), printer()).findings
    assert [finding.message for finding in found] == [f'the font "{name}" is not in the file']


def test_names_of_resources_in_other_encodings_are_no_damage() -> None:
    """Of a space, a state, a font and a picture."""
    name = "黑".encode("gbk")
    escaped = "".join(f"#{byte:02x}" for byte in name).encode()

    def change(file: Any) -> None:
        spot = b"[/Separation /%b /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 1 1 0]>>]"
        named = b"<</ColorSpace <</%b %b>> /ExtGState <</%b <</op true>>>> /Font <</%b <</Type /Font>>>>>>"
        resources: Any = pikepdf.Object.parse(named % (escaped, spot % escaped, escaped, escaped))
        form: Any = pikepdf.Stream(file, b"/%b cs /%b gs 1 scn 10 10 50 50 re f" % (name, name))
        form.Subtype, form.BBox, form.Resources = Name.Form, pikepdf.Array([0, 0, 99, 99]), resources
        file.pages[0].Resources.XObject = Dictionary(F=file.make_indirect(form))
        file.pages[0].contents_add(b" q 1 0 0 1 50 50 cm /F Do Q")

    found = [(one.code, one.message) for one in preflight(damaged(change), printer()).findings]
    assert found == [
        ("font-not-embedded", 'the font "a font without a name" is not in the file'),
        ("spot-colour", 'there is a spot colour, "黑"'),
    ]
