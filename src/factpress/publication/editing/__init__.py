"""Changes of the editor's files that replace only the bytes concerned.

A change is found in the text of a file, becomes an edit of its bytes, and is written:

    content = read_content(root, file)
    change = value_change(content.decode(), ("girls-served", "values", 0, "exactly"), 151, file=file)
    write_edits(root, [edit_of(file, content, change)])

`document.editing` does the same for the paragraphs of a Markdown file.
"""
