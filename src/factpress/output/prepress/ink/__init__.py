"""Pages as they were set, in red, green and blue, into PDF/X-4: the theme's own inks and nothing else."""

from factpress.output.prepress.ink.job import Job
from factpress.output.prepress.ink.plates import to_press

__all__ = ["Job", "to_press"]
