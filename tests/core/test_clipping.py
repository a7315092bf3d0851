from __future__ import annotations

import math

from factpress.core.clipping import clipped_line, clipped_ring, crossings, distance_from, is_inside, ring_area

BOX = (0.0, 0.0, 10.0, 10.0)
SQUARE = ((2.0, 2.0), (8.0, 2.0), (8.0, 8.0), (2.0, 8.0))
HOLE = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0))


def test_a_line_is_cut_where_it_leaves_and_begins_again_where_it_comes_back() -> None:
    line = ((5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0))
    assert clipped_line(line, BOX) == [((5.0, 5.0), (10.0, 5.0)), ((10.0, 8.0), (5.0, 8.0))]
    assert clipped_line(((-5.0, 20.0), (15.0, 20.0)), BOX) == []
    assert clipped_line(SQUARE, BOX) == [SQUARE]


def test_a_ring_is_cut_along_the_edge() -> None:
    assert ring_area(clipped_ring(((-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)), BOX)) == 25.0
    assert clipped_ring(((20.0, 20.0), (30.0, 20.0), (30.0, 30.0)), BOX) == ()


def test_a_hole_is_outside() -> None:
    assert is_inside([SQUARE, HOLE], (3.0, 3.0))
    assert not is_inside([SQUARE, HOLE], (5.0, 5.0))
    assert crossings([SQUARE, HOLE], 5.0) == [2.0, 4.0, 6.0, 8.0]
    assert distance_from([SQUARE], (10.0, 5.0)) == 2.0
    assert math.isinf(distance_from([], (1.0, 1.0)))
