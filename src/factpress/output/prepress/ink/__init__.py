"""Pages as they were set, in red, green and blue, into PDF/X-4: the theme's own inks and nothing else."""

from factpress.output.prepress.ink.convert import to_press
from factpress.output.prepress.ink.job import Job

__all__ = ["Job", "to_press"]
