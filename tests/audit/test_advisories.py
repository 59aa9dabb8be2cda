from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from audit import __main__ as audit
from audit.advisories import Pinned, findings, is_affected, pinned
from audit.asking import kept

if TYPE_CHECKING:
    from pathlib import Path


def record(events: list[dict[str, str]], versions: tuple[str, ...] = (), name: str = "lib") -> dict[str, Any]:
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "versions": versions}
    return {
        "id": "X-1",
        "aliases": ["CVE-1"],
        "affected": [{**affected, "ranges": [{"type": "ECOSYSTEM", "events": events}]}],
    }


@pytest.mark.parametrize(
    ("version", "is_in"),
    [("0.9", True), ("1.26.17", True), ("1.26.18", False), ("1.30", False), ("2.0.0", True), ("2.0.7", False)],
)
def test_a_version_lies_in_one_of_several_stretches_in_any_order(version: str, is_in: bool) -> None:
    events = [{"introduced": "2.0.0"}, {"fixed": "2.0.7"}, {"introduced": "0"}, {"fixed": "1.26.18"}]
    assert is_affected(Pinned("lib", version), record(events)) is is_in


@pytest.mark.parametrize(("version", "is_in"), [("1.2", True), ("1.3", True), ("1.3.1", False)])
def test_the_last_affected_version_is_affected(version: str, is_in: bool) -> None:
    assert is_affected(Pinned("lib", version), record([{"introduced": "1.0"}, {"last_affected": "1.3"}])) is is_in


def test_what_is_not_fixed_affects_every_later_version_and_a_first_one_before_it_none() -> None:
    assert is_affected(Pinned("lib", "99"), record([{"introduced": "1.0"}]))
    assert not is_affected(Pinned("lib", "0.9"), record([{"introduced": "1.0"}]))


def test_versions_are_found_by_what_they_mean_and_nonsense_is_passed_over() -> None:
    assert is_affected(Pinned("lib", "1.0"), record([], ("1.0.0", "before-there-were-rules")))
    assert not is_affected(Pinned("lib", "1.1"), record([], ("1.0.0",)))


def test_names_are_compared_as_the_index_does() -> None:
    assert is_affected(Pinned("my-lib", "1"), record([{"introduced": "0"}], name="My_Lib"))
    assert not is_affected(Pinned("lib", "1"), record([{"introduced": "0"}], name="other"))


def test_a_withdrawn_record_finds_nothing() -> None:
    bad = record([{"introduced": "0"}])
    assert findings([Pinned("lib", "1")], [bad])
    assert not findings([Pinned("lib", "1")], [{**bad, "withdrawn": "2024-01-01T00:00:00Z"}])


def test_a_lock_file_says_name_and_version() -> None:
    lines = ["# made by a machine", "", "Six==1.17.0", "tomli==2.5.0 ; python_full_version < '3.11'"]
    assert list(pinned(lines)) == [Pinned("six", "1.17.0"), Pinned("tomli", "2.5.0")]
    with pytest.raises(ValueError, match="names no version"):
        list(pinned(["six>=1"]))


def test_of_a_record_no_words_and_no_other_packages_are_kept() -> None:
    whole = record([{"introduced": "0"}])
    whole["details"] = "words"
    whole["affected"].append({"package": {"ecosystem": "npm", "name": "lib"}})
    assert set(kept(whole, ["lib"])) == {"id", "aliases", "affected"}
    assert len(kept(whole, ["lib"])["affected"]) == 1
    assert is_affected(Pinned("lib", "1"), kept(whole, ["lib"]))


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    known = {
        "source": "s",
        "of": "2024-10-10",
        "packages": ["lib"],
        "advisories": [record([{"fixed": "2"}, {"introduced": "0"}])],
    }
    (tmp_path / "known.json").write_text(json.dumps(known))
    monkeypatch.setattr(audit, "STORED", tmp_path / "known.json")
    monkeypatch.setattr(audit, "LOCK", tmp_path / "lock")
    return tmp_path / "lock"


def test_without_a_network_the_file_is_asked_and_its_day_is_told(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock.write_text("lib==2\n")
    assert audit.main(["--offline"]) == 0
    assert "of 2024-10-10" in capsys.readouterr().out


def test_a_dependency_with_an_advisory_fails(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock.write_text("lib==1.9\n")
    assert audit.main(["--offline"]) == 1
    assert "lib 1.9: X-1 CVE-1" in capsys.readouterr().out


def test_a_dependency_that_nothing_is_stored_about_fails(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock.write_text("lib==2\nnew-one==1\n")
    assert audit.main(["--offline"]) == 1
    assert "new-one" in capsys.readouterr().out


def test_where_the_service_is_out_of_reach_the_file_is_asked(
    lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreachable(names: object) -> list[dict[str, Any]]:
        raise OSError("no network")

    monkeypatch.setattr(audit, "known_advisories", unreachable)
    lock.write_text("lib==1\n")
    assert audit.main([]) == 1
    assert "no network" in capsys.readouterr().out
