"""An open publication: kept in memory and changed value by value. No HTTP and no HTML."""
