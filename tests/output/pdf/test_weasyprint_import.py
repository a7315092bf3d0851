"""A library that is missing is one sentence with the command that installs it, and WeasyPrint prints nothing."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from factpress.core.diagnostics import InstallationError
from factpress.output.pdf import weasyprint_import

SAID_BY_CFFI = (
    "cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file: No such file or directory."
    "  Additionally, ctypes.util.find_library() did not manage to locate a library called 'libpango-1.0-0'"
)


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def imported(name: str) -> ModuleType:
        print("-----\nWeasyPrint could not import some external libraries.")  # noqa: T201
        raise error

    monkeypatch.delitem(weasyprint_import.sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(importlib, "import_module", imported)
    monkeypatch.setattr(weasyprint_import, "how_to_install_pango", lambda: "sudo dnf install pango")
    monkeypatch.setattr(weasyprint_import, "repair_command", lambda: "make")


def test_without_pango(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fails(monkeypatch, OSError(SAID_BY_CFFI))
    with pytest.raises(InstallationError) as error:
        weasyprint_import.weasyprint()
    assert str(error.value) == "Pango, which sets the pages, cannot be loaded: cannot load library 'libpango-1.0-0'"
    assert error.value.hint == "sudo dnf install pango"
    assert capsys.readouterr() == ("", "")


def test_without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    fails(monkeypatch, ModuleNotFoundError("No module named 'weasyprint'"))
    with pytest.raises(InstallationError, match="WeasyPrint is not installed") as error:
        weasyprint_import.weasyprint()
    assert error.value.hint == "make"
