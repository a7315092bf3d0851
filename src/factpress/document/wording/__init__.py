"""Values into words, once, and back: what a press prints is what `say` said, and `read` gives the value again.

`quantities` has amounts, units, shares and rates; `dates` moments and periods; `axes` the words of a value axis.
"""

from factpress.document.wording.axes import ticks
from factpress.document.wording.dates import read_moment, read_period, say_moment, say_period, say_years
from factpress.document.wording.quantities import UnreadableError, read, read_number, say, say_number, say_unit

__all__ = [
    "UnreadableError",
    "read",
    "read_moment",
    "read_number",
    "read_period",
    "say",
    "say_moment",
    "say_number",
    "say_period",
    "say_unit",
    "say_years",
    "ticks",
]
