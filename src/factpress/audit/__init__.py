"""Read files back and trace each number to a claim that is stated on its page or slide.

A name is imported when it is used: `checks` needs single modules of this package, and none that reads files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factpress.audit.compare import audit
    from factpress.audit.expected_text import GeneratedText
    from factpress.audit.reading import Reading
    from factpress.audit.result import Audit

__all__ = ["Audit", "GeneratedText", "Reading", "audit"]

_MODULES = {"Audit": "result", "GeneratedText": "expected_text", "Reading": "reading", "audit": "compare"}


def __getattr__(name: str) -> object:  # PEP 562
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
