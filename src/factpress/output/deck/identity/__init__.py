"""Whose a slide is: keys and digests in the file, read back and compared."""
