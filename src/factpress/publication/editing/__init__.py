"""Changes of the editor's files that replace only the bytes concerned."""
