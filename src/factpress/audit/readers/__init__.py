"""Files into a `Reading`, with none of the libraries that wrote them, and with limits that hold for any file."""

from factpress.audit.readers.detect_format import read_apart, read_bytes, read_file
from factpress.audit.readers.pdf import carry_pages

__all__ = ["carry_pages", "read_apart", "read_bytes", "read_file"]
