"""What the publication looks like: brand file, theme tokens, palettes, fonts, slide grid, pattern."""
