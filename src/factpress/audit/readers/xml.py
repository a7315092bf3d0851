"""XML from strangers: no document type, no entities, no network, no endless depth."""

from __future__ import annotations

import importlib
from typing import Any

from factpress.core.diagnostics import ToolError


def parse(data: bytes) -> Any:
    """The root element. Raises ToolError for what is no XML, or is XML that declares entities."""
    etree: Any = importlib.import_module("lxml.etree")  # it has no types
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ToolError("a part of it declares entities, which could blow it up", "save it anew from PowerPoint")
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ToolError(f"a part of it is damaged ({error})", "save it anew from PowerPoint") from error
