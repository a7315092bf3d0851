"""What was made, or what others made of it, read back: each number traced to a claim stated on its page or slide."""

from factpress.audit.compare import Audit, audit
from factpress.audit.expected_text import Furniture
from factpress.audit.reading import Reading

__all__ = ["Audit", "Furniture", "Reading", "audit"]
