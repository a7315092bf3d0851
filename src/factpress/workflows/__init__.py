"""What commands do: build, audit files, build the evidence sheet, record print runs, create a publication."""
