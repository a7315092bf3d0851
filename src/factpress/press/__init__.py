"""What a printer gets: inks and PDF/X for the print shop, and the judgement of any PDF before it goes there."""
