"""The fact source: claims, their values, their sources and their standing."""
