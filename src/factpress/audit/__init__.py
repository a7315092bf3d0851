"""What was made, or what others made of it, read back: each number traced to a claim stated on its page or slide."""

from factpress.audit.model import Reading
from factpress.audit.passages import Furniture
from factpress.audit.trace import Audit, audit

__all__ = ["Audit", "Furniture", "Reading", "audit"]
