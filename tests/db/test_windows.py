"""Windows of a list are the same from wherever they are walked to."""

from itertools import product

import pytest

from db.ordering import Listed, window
from db.rows import Milestone

KEYS = tuple(range(1000, 980, -1))


@pytest.mark.parametrize("limit", [1, 6, 15, 20, 30])
def test_a_window_is_the_same_from_the_top_from_a_milestone_and_from_the_end(limit):
    places = (0, 3, 14, 19)
    for offset, place, is_counted in product(range(len(KEYS)), places, (False, True)):
        total = len(KEYS) if is_counted else None
        begin = min(offset, max(0, len(KEYS) - limit)) if is_counted else offset
        for known in ([], [Milestone(place, KEYS[place])], [Milestone(each, KEYS[each]) for each in places]):
            keys, first = window(Listed(KEYS), offset, limit, known, total)
            assert (first, tuple(keys)) == (begin, KEYS[begin : begin + limit])
