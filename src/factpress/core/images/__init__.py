"""Image files: the metadata that they carry, and the same image without it.

A camera writes the time, the position and its owner's name into a file; a drawing program writes its user's folders.
None of that belongs in a publication that is handed out.
"""
