"""A small publication, built once, and the audit of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from factpress.audit import Audit, audit
from factpress.audit.readers import read_bytes
from factpress.edition import Edition
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.build import build
from tests.publications import edition_of, publication


@dataclass(frozen=True, slots=True)
class BuiltLibrary:
    """A publication with its built files by kind: "pdf" and "pptx"."""

    edition: Edition
    files: Mapping[str, Path]

    def audit(self, kind: str, data: bytes | None = None, edition: Edition | None = None) -> Audit:
        """The audit of a built file, or of changed bytes, against this or a changed edition."""
        path, against = self.files[kind], edition or self.edition
        reading = read_bytes(data if data is not None else path.read_bytes(), path)
        (generated,) = possible_generated_text(against, path, path.suffix[1:])
        return audit(reading, against.document, against.book, against.language, generated)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltLibrary:
    folder = publication(tmp_path_factory.mktemp("library"))
    made, _ = build(folder)
    return BuiltLibrary(edition_of(folder), {one.path.suffix[1:]: one.path for one in made})
