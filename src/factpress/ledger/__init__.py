"""What was printed or handed out, the values that it states, and which of them are out of date.

`data/ledger.yaml` is plain text that only grows at its end. `file` reads it and appends to it, `difference` compares it
with the facts and composes the corrections.
"""

from factpress.ledger.difference import Difference, Kind, differences
from factpress.ledger.file import LEDGER, append_printing, ledger_schema, load_ledger
from factpress.ledger.records import Ledger, PrintedValue, Printing

__all__ = [
    "LEDGER",
    "Difference",
    "Kind",
    "Ledger",
    "PrintedValue",
    "Printing",
    "append_printing",
    "differences",
    "ledger_schema",
    "load_ledger",
]
