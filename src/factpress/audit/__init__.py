"""Read files back and trace each number to a claim that is stated on its page or slide."""

from factpress.audit.compare import Audit, audit
from factpress.audit.expected_text import GeneratedText
from factpress.audit.reading import Reading

__all__ = ["Audit", "GeneratedText", "Reading", "audit"]
