"""Read files back and trace each number to a claim that is stated on its page or slide."""

from factpress.audit.compare import audit
from factpress.audit.expected_text import GeneratedText
from factpress.audit.reading import Reading
from factpress.audit.result import Audit

__all__ = ["Audit", "GeneratedText", "Reading", "audit"]
