"""factpress: one fact source for printed booklets and slides. Every number in them has a claim.

`load(folder)` returns a `Publication` with methods to check, build and audit it; see docs/api.md. `README.md` in this
folder describes the packages.
"""

from __future__ import annotations

# `typing` takes long to import: Ctrl-C is handled only after this module
TYPE_CHECKING = False
if TYPE_CHECKING:
    from factpress.core.diagnostics import Findings, Location, Severity, ToolError
    from factpress.workflows.api import (
        AuditedFile,
        AuditResult,
        BuildResult,
        BuiltFile,
        Finding,
        MergedSlide,
        MergeResult,
        Publication,
        TemplateResult,
        TracedNumber,
        UnreadFile,
        load,
    )

__all__ = [
    "AuditResult",
    "AuditedFile",
    "BuildResult",
    "BuiltFile",
    "Finding",
    "Findings",
    "Location",
    "MergeResult",
    "MergedSlide",
    "Publication",
    "Severity",
    "TemplateResult",
    "ToolError",
    "TracedNumber",
    "UnreadFile",
    "__version__",
    "load",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:  # PEP 562
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module("factpress.workflows.api"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
