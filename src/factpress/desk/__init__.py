"""The desk: a page in the browser in which the facts are edited, on this computer only."""
