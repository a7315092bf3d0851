"""An open publication: read once, changed value by value in the editor's files, with undo. No HTTP, no HTML."""
