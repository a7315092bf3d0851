"""The evidence sheet: every claim as it came and as it is printed, what is known of it, and room to sign."""

from factpress.output.prints.evidence.compose import compose_evidence
from factpress.output.prints.evidence.content import Evidence
from factpress.output.prints.evidence.html import evidence_html

__all__ = ["Evidence", "compose_evidence", "evidence_html"]
