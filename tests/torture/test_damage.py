"""Databases that were damaged: the short form, and that a damage that is not found, or kills, is a figure missed."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from torture import damage
from torture.copies import Taken
from torture.damage import KINDS, Seen, copied, damaged, figures, in_another_process

if TYPE_CHECKING:
    from pathlib import Path


def test_damage_that_changes_an_answer_is_found_and_nothing_stumbles_over_it(seeded: Path, tmp_path: Path) -> None:
    seen = list(damaged(seeded, tmp_path, 0.005))
    assert len(seen) >= len(KINDS)
    assert any(each.changed for each in seen)
    assert [each for each in seen if each.raised] == []
    assert [each for each in seen if each.changed and not each.faults] == []


def test_what_is_not_found_or_ends_the_process_is_missed() -> None:
    lost = in_another_process("lost", lambda: os._exit(7))  # type: ignore[arg-type,return-value]
    seen = [lost, Seen("a", "list by newest", ("pages are sound: no",)), Seen("b", "show x")]
    stumbled, found = figures(seen)
    assert not stumbled.holds
    assert stumbled.failures == ("lost: ended with status 1792",)
    assert not found.holds
    assert found.seen == "1 of 2"


def test_one_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "LONGEST", 1)
    endless = in_another_process("endless", lambda: any(iter(int, 1)))  # type: ignore[arg-type]
    assert endless.raised == "not done in time"


def test_a_copy_that_is_not_whole_is_missed() -> None:
    assert copied(Taken(5, []), 5).holds
    assert not copied(Taken(4, []), 5).holds
    assert not copied(Taken(5, ["copy 2 has half a batch"]), 5).holds


def test_each_damage_is_one_and_made_again_by_its_seed() -> None:
    data = random.Random(0).randbytes(16 * 4096)
    for kind in KINDS:
        told, spoilt = kind.suffer(random.Random(1), data)
        assert (told, spoilt) == kind.suffer(random.Random(1), data)
        assert spoilt != data, told
