"""Charts: a chart as plain values becomes a drawing, SVG and PNG. `draw.draw` is the way in."""
