"""What of the facts and themes reaches readers and listeners: supplied statements, shares of themes, figures.

Everything is judged from the Document, before anything is rendered.
"""
