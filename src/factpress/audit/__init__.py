"""What was made, or what others made of it, read back: each number traced to a claim stated on its page or slide."""

from factpress.audit.compare import Audit, audit
from factpress.audit.model import Reading
from factpress.audit.passages import Furniture

__all__ = ["Audit", "Furniture", "Reading", "audit"]
