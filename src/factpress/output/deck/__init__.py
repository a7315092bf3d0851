"""The deck: Document -> Presentation (plain values) -> PowerPoint."""
