"""What a printer gets: pages on sheets, inks and PDF/X for the print shop, and the judgement of any PDF before."""
