"""The annotations of a page: links, comments, and what form fields, notes and stamps show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from factpress.audit.readers.pdf.pdfium import MOST_NAMES, PdfFile
from factpress.audit.reading import Fragment, Unread

_HIDDEN, _PRINTED, _NOT_ON_SCREEN = 0x02, 0x04, 0x20
"""Flags of annotations (ISO 32000-1, 12.5.3)."""


@dataclass(slots=True)
class Annotations:
    """The annotations of a page. `have_appearance` states whether one of them is drawn by the file."""

    fragments: list[Fragment] = field(default_factory=list[Fragment])
    values: list[str] = field(default_factory=list[str])
    """What fields and free texts say, which the file may draw too."""
    unread: list[Unread] = field(default_factory=list[Unread])
    have_appearance: bool = False


class AnnotationReader:
    """Reads the annotations of the pages of a file."""

    def __init__(self, pdf: PdfFile) -> None:
        raw = pdf.raw
        self._pdf, self._raw = pdf, raw
        self._form: Any = None
        self._settings: Any = None
        form_type = raw.FPDF_GetFormType(pdf.document.raw)
        self.has_xfa = form_type in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
        if form_type != raw.FORMTYPE_NONE:
            self._settings = raw.FPDF_FORMFILLINFO(version=2)
            self._form = raw.FPDFDOC_InitFormFillEnvironment(pdf.document.raw, self._settings)
        self._moving = {getattr(raw, f"FPDF_ANNOT_{name}") for name in ("MOVIE", "SCREEN", "SOUND", "RICHMEDIA")}

    def close(self) -> None:
        """End the use of form fields; before the file is closed."""
        if self._form:
            self._raw.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None

    def read(self, page: Any) -> Annotations:
        """The annotations of a page that are not hidden."""
        raw, found = self._raw, Annotations()
        for i in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_NAMES)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, i)
            if annotation:
                try:
                    self._add(annotation, found)
                finally:
                    raw.FPDFPage_CloseAnnot(annotation)
        return found

    def _add(self, annotation: Any, found: Annotations) -> None:
        raw = self._raw
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        flags = raw.FPDFAnnot_GetFlags(annotation)
        only_printed = bool(flags & _NOT_ON_SCREEN and flags & _PRINTED)
        if flags & _HIDDEN or (flags & _NOT_ON_SCREEN and not only_printed):
            return
        if kind != raw.FPDF_ANNOT_POPUP and raw.FPDFAnnot_HasKey(annotation, b"AP"):
            found.have_appearance = True
            if only_printed:
                raw.FPDFAnnot_SetFlags(annotation, _PRINTED)
        contents = self._pdf.wide_string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
        if kind == raw.FPDF_ANNOT_LINK:
            found.fragments += [Fragment("link", contents)] if contents.strip() else []
        elif kind == raw.FPDF_ANNOT_WIDGET:
            found.values += [value for value in self._values(annotation) if value.strip()]
        elif kind == raw.FPDF_ANNOT_FREETEXT:
            found.values += [contents] if contents.strip() else []
        elif kind in self._moving:
            found.unread.append(Unread("a film or a sound"))
        elif contents.strip():
            found.fragments.append(Fragment("comment", contents))

    def _values(self, annotation: Any) -> Iterator[str]:
        """What a form field shows: its text, or the chosen options."""
        raw, form = self._raw, self._form
        if not form:  # a field that no form lists
            yield self._pdf.wide_string(raw.FPDFAnnot_GetStringValue, annotation, b"V")
            return
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        chosen: tuple[str, ...] = ()
        if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
            every = range(min(max(raw.FPDFAnnot_GetOptionCount(form, annotation), 0), MOST_NAMES))
            is_list = kind == raw.FPDF_FORMFIELD_LISTBOX  # which shows all options
            chosen = tuple(
                self._pdf.wide_string(raw.FPDFAnnot_GetOptionLabel, form, annotation, i)
                for i in every
                if is_list or raw.FPDFAnnot_IsOptionSelected(form, annotation, i)
            )
        if chosen:
            yield from chosen
        elif kind not in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON, raw.FPDF_FORMFIELD_PUSHBUTTON):
            value = self._pdf.wide_string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            yield value or self._pdf.wide_string(raw.FPDFAnnot_GetStringValue, annotation, b"V")


def draw_annotations(pdf: PdfFile, page: Any, index: int) -> tuple[Any, int]:
    """The page with its annotations as part of its content, and the number of the first object that they add.

    The page that was given is closed.
    """
    raw = pdf.raw
    count = raw.FPDFPage_CountObjects(page.raw)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf.document[index], count
