"""The evidence sheet: every claim as it came and as it is printed, what is known of it, and room to sign."""

from factpress.prints.evidence.compose import compose_evidence
from factpress.prints.evidence.html import evidence_html
from factpress.prints.evidence.model import Evidence

__all__ = ["Evidence", "compose_evidence", "evidence_html"]
