"""Files for printers: imposed sheets, CMYK and PDF/X-4, job tickets, and preflight of any PDF."""
