"""The kinds of slide: blocks of a Document -> slides with their text in placeholders."""
