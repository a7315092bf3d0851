"""The cells in the Markdown of a table's row."""

from __future__ import annotations


def row_cells(line: str) -> tuple[str, ...]:
    """Return the Markdown of the cells of a table's row. A bar behind a backslash is no border."""
    cells, cell = list[str](), ""
    line = line.strip()
    for n, sign in enumerate(line):
        if sign == "|" and not line[:n].endswith("\\"):
            cells.append(cell.strip())
            cell = ""
        else:
            cell += sign
    cells.append(cell.strip())
    begin = 1 if line.startswith("|") else 0
    end = len(cells) - 1 if line.endswith("|") and not line.endswith("\\|") else len(cells)
    return tuple(cells[begin:end])


def cell_span(line: str, column: int) -> tuple[int, int]:
    """Return where the words of a cell begin and end in the line of its row."""
    bars = [n for n, sign in enumerate(line) if sign == "|" and not line[:n].endswith("\\")]
    starts = bars if line.lstrip().startswith("|") else [-1, *bars]
    begin = starts[column] + 1
    end = starts[column + 1] if column + 1 < len(starts) else len(line)
    inside = line[begin:end]
    if not inside.strip():
        return begin + 1 if len(inside) > 1 else begin, begin + 1 if len(inside) > 1 else begin
    return begin + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
