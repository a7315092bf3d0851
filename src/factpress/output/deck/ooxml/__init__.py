"""Raw Office Open XML: the only package that writes its elements.

ECMA-376 Part 1, and Microsoft's extensions by the names of their specifications. Every function returns markup as
text. This module has what the others share: namespaces, identifiers of extensions, escaping and colours.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
P15 = "http://schemas.microsoft.com/office/powerpoint/2012/main"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"

SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
GUIDES_EXTENSION = "{27BBF7A9-308A-43DC-89C8-2F10F3537804}"
SECTIONS_EXTENSION = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"

NAMESPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

SCHEME: dict[str, str] = {
    "background": "bg1",
    "foreground": "tx1",
    "heading": "tx2",
    "bar": "accent1",
    "second": "accent2",
    "third": "accent3",
    "soft": "accent5",
    "accent": "accent6",
    "line": "bg2",
}
"""The slots of a theme's colour scheme by the roles of a palette. Slots let a deck change to another theme."""


def _clean(content: str) -> str:
    # XML 1.0 (2.2) excludes control characters, lone surrogates and two non-characters
    return "".join(
        c for c in content if c in "\t\n\r" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    )


def escaped(content: str) -> str:
    """Return the text as element content."""
    return escape(_clean(content))


def attribute(content: str) -> str:
    """Return the text as an attribute value, with quotes."""
    return quoteattr(_clean(content))


def colour(role: str) -> str:
    """Return a solid fill in that role."""
    return f'<a:solidFill><a:schemeClr val="{SCHEME[role]}"/></a:solidFill>'


def decorative() -> str:
    """Return the extension that makes a screen reader skip a shape ([MS-ODRAWXML] 2.19.1)."""
    inner = f'<adec:decorative xmlns:adec="{ADEC}" val="1"/>'
    return f'<a:extLst><a:ext uri="{DECORATIVE_EXTENSION}">{inner}</a:ext></a:extLst>'
