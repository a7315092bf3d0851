"""Pages onto sheets, as printers and print shops take them. Where pages lie is pure; only `sheets` knows pikepdf."""
