"""The kinds of chart: one function a file, each from a chart and a sheet to a plan. `charts.draw.KINDS` lists them."""
