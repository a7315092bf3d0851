"""The text: Markdown into a draft, draft and facts into a document in which every number is words."""
