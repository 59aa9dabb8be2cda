from __future__ import annotations

from torture.payloads import payloads


def test_there_are_187_hostile_texts_of_nine_classes_each_with_a_name_of_its_own() -> None:
    found = payloads()
    assert len({each.id for each in found}) == len(found) == 187
    assert len({each.cls for each in found}) == 9
    assert len(payloads("markup")) == 28
    assert [each.id for each in found if not each.is_storable] == ["surrogate-lone", "surrogateescape", "fts-surrogate"]
