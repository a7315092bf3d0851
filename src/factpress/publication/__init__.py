"""The editor's files as typed values: facts, products, settings, printers, events, consents, wording to avoid."""
