"""Tables of spreadsheets: CSV, XLSX and pasted text as cells with their places, and the series that they have.

    sheet = read_sheet(content, Path("data/series/visitors.csv"))
    series = read_series(sheet, sheet_columns(sheet), Numbers.of(language))

What cannot be read is a `Fault` of one cell, with its row and column. Nothing is guessed: a number or a date that can
be read in two ways is a fault, too.
"""
