"""The organisations of the lexicon: each is whole, and no name is two bodies'."""

from __future__ import annotations

from seed.lexicon import load_lexicon
from seed.tables import read_folder, read_table


def test_ranks_name_organisations_once_and_the_files_keep_the_rest_in_order() -> None:
    written = [entry["id"] for table in read_folder("organisations") for entry in table["organisation"]]
    first = read_table("ranks")["first"]
    assert len(written) == len(set(written))
    assert len(first) == len(set(first))
    assert set(first) <= set(written)
    rest = [id_ for id_ in written if id_ not in first]
    known = load_lexicon().organisations
    assert sorted(known, key=lambda id_: known[id_].rank) == [*first, *rest]
