"""Words as sentences."""


def capitalize(words: str) -> str:
    """The words with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]


def as_sentence(words: str) -> str:
    """The words with a capital letter and a full stop."""
    words = capitalize(words.strip())
    return words if words.endswith((".", "!", "?", "…", ".”", "?”")) else words + "."
