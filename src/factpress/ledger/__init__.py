"""What was printed or handed out, what it said, and what of it the facts no longer say.

`data/ledger.yaml` is plain text that grows at its end and is never written anew: `file` reads it, `entry` adds to it,
`difference` compares it with the facts, `correction` says what a reader of a printed piece has to be told.
"""

from factpress.ledger.difference import Difference, Kind, differences
from factpress.ledger.entry import appended
from factpress.ledger.file import LEDGER, ledger_schema, load_ledger
from factpress.ledger.records import Ledger, PrintedValue, Printing

__all__ = [
    "LEDGER",
    "Difference",
    "Kind",
    "Ledger",
    "PrintedValue",
    "Printing",
    "appended",
    "differences",
    "ledger_schema",
    "load_ledger",
]
