"""Values to text, in one place, and text back to values.

`quantities` has amounts, units, shares, rates and axis ticks; `dates` has moments, periods, days and times; `phrases`
has what both need. `parse_quantity` is the inverse of `format_quantity`, and so on.
"""
