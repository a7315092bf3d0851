from __future__ import annotations

import struct
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Location, Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.units import inch, mm
from factpress.publication.printers import Mark, Printer, find_printer, load_printers

SHOP = (engine_folder() / "assets/printers/print-shop-mm.yaml").read_text(encoding="utf-8")


def loaded(root: Path, name: str, **files: str) -> tuple[Printer | None, list[Diagnostic]]:
    (root / "data/printers").mkdir(parents=True, exist_ok=True)
    for stem, text in files.items():
        (root / f"data/printers/{stem}.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    return find_printer(name, load_printers(Places.of(root), problems), problems, Location(Path("data"))), list(
        problems
    )


def icc(space: bytes = b"CMYK", kind: bytes = b"prtr", *, size: int = 132) -> bytes:
    return struct.pack(">I4sI4s4s", size, b"none", 0x04400000, kind, space) + bytes(16) + b"acsp" + bytes(92)


def test_three_printers_come_with_the_engine(tmp_path: Path) -> None:
    assert Places.of(tmp_path).data_names("printers") == {"office", "print-shop-mm", "print-shop-inch"}
    office, found = loaded(tmp_path, "office")
    assert office is not None
    assert not found
    assert (office.bleed, office.multiple, office.standard) == (mm(0), 4, "none")
    assert office.marks == {Mark.CROP, Mark.FOLD, Mark.STAPLE}
    shop, _ = loaded(tmp_path, "print-shop-inch")
    assert shop is not None
    assert (shop.bleed, shop.inches, shop.standard, shop.ink_limit) == (inch("0.125"), True, "pdf/x-4", 300)


def test_a_printer_of_the_publication_is_one_file_and_comes_first(tmp_path: Path) -> None:
    ours = SHOP.replace("multiple: 4", "multiple: 8").replace("bleed: 3mm", "bleed: 5mm")
    for name in ("print-shop-mm", "kampot-press"):
        printer, found = loaded(tmp_path, name, **{name: ours})
        assert printer is not None
        assert not found
        assert (printer.name, printer.multiple, printer.bleed) == (name, 8, mm(5))


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("multiple: 4", "multiple: 6", "bad-value", "is not allowed here"),
        ("bleed: 3mm", "bleed: 3", "not-a-length", "no unit"),
        ("bleed: 3mm", "blead: 3mm", "unknown-key", '"blead"'),
        ("units: mm", "units: cm", "bad-value", "is not allowed here"),
        ("marks: [crop, fold,", "marks: [crops, fold,", "bad-value", '"crops"'),
        ("creep: 1", "creep: 3", "bad-value", "too large"),
        ("ink_limit: 300", "ink_limit: 30", "bad-value", "too small"),
        ("ink_limit: 300", "", "missing-key", "limit of ink"),
        ("ink_limit: 300", "ink_limit: 300\nicc: icc/none.icc", "missing-file", "icc/none.icc"),
        ("standard: pdf/x-4", "standard: pdf/x-5", "bad-value", "is not allowed here"),
    ],
)
def test_what_is_wrong_with_a_printer_is_said_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    printer, found = loaded(tmp_path, "ours", ours=SHOP.replace(old, new))
    assert printer is None
    assert code in [d.code for d in found]
    assert any(says in d.message for d in found)
    assert all(str(d.location).startswith("data/printers/ours.yaml:") for d in found)


def test_an_unknown_printer_is_answered_with_the_nearest(tmp_path: Path) -> None:
    printer, (found,) = loaded(tmp_path, "offise")
    assert printer is None
    assert (found.code, found.hint) == ("unknown-printer", 'did you mean "office"?')


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (b"not a profile" * 20, "not an ICC profile"),
        (b"", "not an ICC profile"),
        (icc(space=b"RGB "), "not the ICC profile of a CMYK printer"),
        (icc(kind=b"mntr"), "not the ICC profile of a CMYK printer"),
        (icc(size=4000), "truncated"),
        (icc(), "damaged"),
    ],
)
def test_a_file_that_is_no_profile_for_cmyk_is_an_error_at_its_key(tmp_path: Path, profile: bytes, says: str) -> None:
    (tmp_path / "assets/icc").mkdir(parents=True)
    (tmp_path / "assets/icc/ours.icc").write_bytes(profile)
    printer, (found,) = loaded(tmp_path, "ours", ours=SHOP + "icc: icc/ours.icc\n")
    assert printer is None
    assert found.code == "bad-icc"
    assert says in found.message
    assert str(found.location) == "data/printers/ours.yaml:12:6"


def test_a_profile_for_cmyk_is_taken(tmp_path: Path) -> None:
    (tmp_path / "assets/icc").mkdir(parents=True)
    ours = (engine_folder() / "assets/icc/FOGRA39L_coated.icc").read_bytes()
    (tmp_path / "assets/icc/ours.icc").write_bytes(ours)
    printer, found = loaded(tmp_path, "ours", ours=SHOP + "icc: icc/ours.icc\n")
    assert printer is not None
    assert not found
    assert printer.icc == (tmp_path / "assets/icc/ours.icc").resolve()


def test_a_printer_that_no_product_names_is_read_too(tmp_path: Path) -> None:
    office, found = loaded(tmp_path, "office", spare=SHOP.replace("bleed", "blead"))
    assert office is not None
    assert {d.code for d in found} == {"unknown-key"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("margin: 0mm", "margin: 40mm"), ("bleed: 3mm", "bleed: 30mm"), ("caliper: 0.1mm", "caliper: 10mm")],
)
def test_a_measure_that_no_printer_has(tmp_path: Path, old: str, new: str) -> None:
    assert old in SHOP
    printer, (found,) = loaded(tmp_path, "ours", ours=SHOP.replace(old, new))
    assert printer is None
    assert found.code == "bad-value"
    assert "the maximum is" in found.message


def test_what_an_editor_left_hidden_is_no_printer(tmp_path: Path) -> None:
    loaded(tmp_path, "office", **{"": SHOP, "._office": "junk"})
    assert Places.of(tmp_path).data_names("printers") == {"office", "print-shop-mm", "print-shop-inch"}
