"""Document to files: charts, HTML, PDF, booklets, prints, handouts, decks, and sheets for printers."""
