"""Fitting: text is measured in every face in which it may be shown, and the layout is chosen in which it fits."""
