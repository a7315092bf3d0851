"""What a command does: build, audit files, set the evidence sheet, record a print run, create a publication."""
