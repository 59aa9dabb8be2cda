"""The commands on the database of the bundled articles: what they print, and their exit status."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db import schema
from shell.cli import COMMANDS

Run = Callable[..., "object"]


def clear_line(text: str) -> None:
    assert text.startswith("explorer: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text


def test_search_lists_newest_first_in_columns_of_tabs(explorer, seeded: Path) -> None:
    result = explorer("search", "--db", seeded)
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert result.status == 0
    assert all(len(row) == 5 for row in rows)
    dates = [row[0] for row in rows]
    dated = [date for date in dates if date != "undated"]
    assert dated == sorted(dated, reverse=True)
    assert dates == dated + ["undated"] * (len(dates) - len(dated))
    assert "2011-10-11" in dates


def test_search_narrows(explorer, seeded: Path) -> None:
    found = json.loads(explorer("search", "--db", seeded, "--json", "europol", "kind:mou").out)
    assert [row["id"] for row in found] == ["interpol-europol-mou-2011"]
    assert found[0]["date"] == "2011-10-11"


def test_nothing_found_is_one(explorer, seeded: Path) -> None:
    result = explorer("search", "--db", seeded, "zeppelin")
    assert (result.status, result.out) == (1, "")
    assert "zeppelin" in result.err
    assert explorer("search", "--db", seeded, "--json", "zeppelin").out.strip() == "[]"
    assert explorer("orgs", "--db", seeded, "zeppelin").status == 1
    assert explorer("articles", "--db", seeded, "zeppelin").status == 1


def test_words_that_only_articles_hold_are_pointed_to(explorer, seeded: Path) -> None:
    result = explorer("search", "--db", seeded, "Somalia")
    assert result.status == 1
    assert "article" in result.err


@pytest.mark.parametrize("query", ["year:soon", "kind:zeppelin"])
def test_a_filter_without_meaning_is_wrong_use(explorer, seeded: Path, query: str) -> None:
    result = explorer("search", "--db", seeded, query)
    assert (result.status, result.out) == (2, "")
    clear_line(result.err)


@pytest.mark.parametrize(
    "query", ['"', "AND", "a:b", "anti-fraud*", "(", "NEAR(", "-x", "''", "%", "'; DROP TABLE claims"]
)
def test_odd_queries_are_questions_too(explorer, seeded: Path, query: str) -> None:
    result = explorer("search", "--db", seeded, "--", query)
    assert result.status in (0, 1, 2)
    assert "an error that should not be" not in result.err
    if result.status == 2:
        clear_line(result.err)
        assert any(words in result.err for words in ("no word", "needs something", "has no )", "there is no"))


@pytest.mark.parametrize("word", ["org:\udcff", "\ud800", "x" * 60_000, "\x1b[31m"])
@pytest.mark.parametrize("command", ["search", "show", "orgs", "articles"])
def test_odd_arguments_are_questions_too(explorer, seeded: Path, command: str, word: str) -> None:
    result = explorer(command, "--db", seeded, word)
    assert result.status in (0, 1, 2)
    assert "should not be" not in result.err
    assert "\x1b" not in result.err


def test_the_last_word_may_be_a_beginning_as_on_the_screen(explorer, seeded: Path) -> None:
    found = explorer("search", "--db", seeded, "euro").out
    assert "interpol-europol-mou-2011" in found
    assert explorer("search", "--db", seeded, '"euro"').status == 1


def test_oldest_keeps_the_undated_last(explorer, seeded: Path) -> None:
    dates = [line.split("\t")[0] for line in explorer("search", "--db", seeded, "--sort", "oldest").out.splitlines()]
    dated = [date for date in dates if date != "undated"]
    assert dated == sorted(dated)
    assert dates == dated + ["undated"] * (len(dates) - len(dated))


def test_show_tells_each_fact_and_its_words(explorer, seeded: Path) -> None:
    result = explorer("show", "--db", seeded, "interpol-europol-mou-2011")
    assert result.status == 0
    assert "11 October 2011" in result.out
    assert "resolved from" in result.out
    assert "Ronald K. Noble" in result.out
    assert "duration\tnot stated" in result.out
    document = json.loads(explorer("show", "--db", seeded, "--json", "interpol-europol-mou-2011").out)
    assert {e["attribute"] for e in document["evidence"]} >= {
        "agreement",
        "kind",
        "status",
        "date",
        "party",
        "signatory",
    }
    assert all(e["quote"] for e in document["evidence"])


def test_show_knows_organisations_and_initiatives(explorer, seeded: Path) -> None:
    assert "law enforcement arm" in explorer("show", "--db", seeded, "gccpol").out
    crimjust = explorer("show", "--db", seeded, "crimjust")
    assert crimjust.status == 0
    for leader in ("UNODC", "INTERPOL", "Transparency International"):
        assert f"led by\t{leader}" in crimjust.out
    assert "part of\t" in crimjust.out


def test_an_unknown_id_is_nothing_found_and_a_near_one_is_named(explorer, seeded: Path) -> None:
    result = explorer("show", "--db", seeded, "interpol-europol-mou-2012")
    assert result.status == 1
    clear_line(result.err)
    assert "interpol-europol-mou-2011" in result.err


def test_organisations_with_their_counts(explorer, seeded: Path) -> None:
    rows = json.loads(explorer("orgs", "--db", seeded, "--json").out)
    counts = {row["id"]: row["agreements"] for row in rows}
    assert counts["interpol"] == max(counts.values())
    assert [row["id"] for row in json.loads(explorer("orgs", "--db", seeded, "--json", "ICPO-INTERPOL").out)] == [
        "interpol"
    ]


def test_articles_are_listed(explorer, seeded: Path) -> None:
    rows = json.loads(explorer("articles", "--db", seeded, "--json").out)
    assert len(rows) == 5
    assert sorted(row["published"] for row in rows if row["published"]) == ["2011-10-12", "2016-01-13", "2017-05-17"]


def test_check_finds_all_well(explorer, seeded: Path) -> None:
    result = explorer("check", "--db", seeded)
    assert (result.status, result.err) == (0, "")
    assert all(line.endswith("\tok") for line in result.out.splitlines())


def test_seeding_twice_changes_nothing(explorer, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    first = explorer("seed", "--db", path)
    before = path.read_bytes()
    second = explorer("seed", "--db", path)
    assert (first.status, second.status) == (0, 0)
    assert "5 articles read" in first.out
    assert "5 articles known before" in second.out
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.db"]


def test_the_database_may_come_from_the_environment(explorer, seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_DB", str(seeded))
    assert explorer("search", "europol").status == 0
    assert explorer("--db", seeded, "search", "europol").status == 0


def test_without_any_the_users_data_folder_holds_it(explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert explorer("seed").status == 0
    assert (tmp_path / "data" / "agreement-explorer" / "explorer.db").is_file()
    assert explorer("search", "europol").status == 0


@pytest.mark.parametrize("command", [("search",), ("show", "x"), ("orgs",), ("articles",), ("check",)])
def test_an_unusable_database_is_three(explorer, tmp_path: Path, command: tuple[str, ...]) -> None:
    missing = tmp_path / "none.db"
    foreign = tmp_path / "notes.db"
    foreign.write_text("just notes " * 100)
    for path in (missing, foreign, tmp_path):
        result = explorer(command[0], "--db", path, *command[1:])
        assert (result.status, result.out) == (3, "")
        clear_line(result.err)
    assert not missing.exists()
    assert foreign.read_text() == "just notes " * 100


def test_seeding_into_what_is_no_database_of_ours_is_three(explorer, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.db"
    foreign.write_text("just notes " * 100)
    result = explorer("seed", "--db", foreign)
    assert result.status == 3
    clear_line(result.err)
    assert foreign.read_text() == "just notes " * 100


def test_seeding_where_nothing_can_be_written_is_three(explorer, tmp_path: Path) -> None:
    result = explorer("seed", "--db", tmp_path / "no" / "such" / "folder" / "x.db")
    assert result.status == 3
    clear_line(result.err)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x7fELF\0\0\0\0", "binary"),
        ("broken.txt.gz", b"\x1f\x8b\x08 and no more", "broken"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    explorer, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    path = tmp_path / "x.db"
    alone = explorer("seed", "--db", path, tmp_path / "in" / name)
    assert alone.status == 3
    assert reason in alone.err
    assert not path.exists()
    (tmp_path / "in" / "good.txt").write_text(
        "INTERPOL and the WCO signed a Memorandum of Understanding on 3 May 2015 in Lyon."
    )
    both = explorer("seed", "--db", path, tmp_path / "in")
    assert both.status == 1
    assert "1 article read" in both.out
    assert json.loads(explorer("search", "--db", path, "--json").out)[0]["date"] == "2015-05-03"


def test_missing_files_and_folders_without_articles_are_told(explorer, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "none.txt", tmp_path / "empty"):
        result = explorer("seed", "--db", tmp_path / "x.db", source)
        assert result.status == 3
        assert str(source) in result.err
    assert not (tmp_path / "x.db").exists()


def test_extract_prints_one_object_an_article_and_writes_nothing(
    explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("a.txt").write_text("Europol and Frontex signed a working arrangement on 3 May 2015.")
    result = explorer("extract", "--json", "a.txt", "missing.txt", "a.txt")
    found = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 1
    clear_line(result.err)
    assert [f["file"] for f in found] == ["a.txt", "a.txt"]
    assert found[0] == found[1]
    assert found[0]["agreements"][0]["kind"] == "working arrangement"
    for evidence in found[0]["agreements"][0]["evidence"]:
        assert found[0]["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]
    assert explorer("extract", "a.txt").status == 0


def test_a_lexicon_of_one_s_own_is_read_by_seed_and_extract(explorer, tmp_path: Path) -> None:
    article, own, broken = (tmp_path / name for name in ("a.txt", "own.toml", "broken.toml"))
    article.write_text("Europol and Northpol signed a working arrangement on 3 May 2015.")
    own.write_text('[[organisation]]\nid = "northpol"\nname = "Northpol"\n')
    broken.write_text('[[organisation]]\nid = "northpol"\nname = 3\n')
    assert json.loads(explorer("extract", "--json", article).out)["agreements"] == []
    (agreement,) = json.loads(explorer("extract", "--json", "--lexicon", own, article).out)["agreements"]
    assert [party["id"] for party in agreement["parties"]] == ["europol", "northpol"]
    path = tmp_path / "x.db"
    for command in (("extract",), ("seed", "--db", path), ("seed", "--jobs", "2", "--db", path)):
        result = explorer(*command, "--lexicon", broken, article)
        assert (result.status, result.out) == (2, "")
        assert "broken.toml: organisation 1 (northpol): `name`" in result.err
        clear_line(result.err)
    assert not path.exists()
    assert explorer("seed", "--db", path, "--lexicon", own, article).status == 0
    assert "Northpol" in explorer("search", "--db", path, "northpol").out


def test_articles_known_before_are_not_read_again_with_a_lexicon_and_that_is_said(explorer, tmp_path: Path) -> None:
    article, own, path = (tmp_path / name for name in ("a.txt", "own.toml", "x.db"))
    article.write_text("Europol and Northpol signed a working arrangement on 3 May 2015.")
    own.write_text('[[organisation]]\nid = "northpol"\nname = "Northpol"\n')
    said = "1 article known before: what was found when they were read is kept; a new database"
    assert said not in explorer("seed", "--db", path, article).err
    assert said not in explorer("seed", "--db", path, article).err
    assert said in explorer("seed", "--db", path, "--lexicon", own, article).err
    assert said not in explorer("seed", "--db", tmp_path / "y.db", "--lexicon", own, article).err


@pytest.mark.parametrize(("day", "told"), [("2021-13-45", True), ("soon", True), ("2021-12-05", False), ("", False)])
def test_a_day_in_a_record_that_is_none_is_told(explorer, tmp_path: Path, day: str, told: bool) -> None:
    record = {"text": "Europol and UNESCO signed a working arrangement.", "published": day}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    result = explorer("extract", tmp_path / "a.jsonl")
    assert ("note\tdate given by the file not used: no full date" in result.out) is told


def test_controls_and_brackets_in_an_article_show_as_they_may(explorer, tmp_path: Path) -> None:
    article = tmp_path / "odd.txt"
    article.write_text(
        "[/b] \x1b]0;pwned\x07 title\n\n"
        "INTERPOL and the WCO \x1b[31msigned a Memorandum of Understanding\x9b on 3 May 2015.\n"
    )
    path = tmp_path / "x.db"
    explorer("seed", "--db", path, article)
    outs = [explorer("search", "--db", path).out, explorer("articles", "--db", path).out]
    outs.append(explorer("show", "--db", path, json.loads(explorer("search", "--db", path, "--json").out)[0]["id"]).out)
    assert "[/b]" in outs[1]
    assert not any(sign in out for out in outs for sign in "\x1b\x07\x9b")


@pytest.mark.parametrize(
    "words", [("nonsense",), ("search", "--nonsense"), ("show",), ("search", "--limit", "x"), ("extract",)]
)
def test_wrong_use_is_two(explorer, words: tuple[str, ...]) -> None:
    result = explorer(*words)
    assert result.status == 2
    clear_line(result.err)


WITHOUT_A_DATABASE = {"diff", "extract", "config", "terminal", "man", "completion"}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_examples(explorer, command: str) -> None:
    result = explorer(command, "--help")
    assert result.status == 0
    assert "Examples:" in result.out
    assert f"explorer {command}" in result.out
    if command not in WITHOUT_A_DATABASE:
        assert "--db FILE" in result.out


@pytest.mark.parametrize("command", ["search", "show", "orgs", "articles", "check", "extract"])
def test_every_command_that_answers_has_json(explorer, command: str) -> None:
    assert "--json" in explorer(command, "--help").out


@pytest.mark.parametrize("command", ["seed", "extract"])
@pytest.mark.parametrize("words", [("--max-bytes", "x"), ("--max-bytes", "0"), ("--max-seconds", "0")])
def test_limits_are_numbers(explorer, tmp_path: Path, command: str, words: tuple[str, str]) -> None:
    (tmp_path / "a.txt").write_text("FIFA wrote to UNESCO.")
    result = explorer(command, *words, tmp_path / "a.txt")
    assert result.status == 2
    clear_line(result.err)


def test_larger_files_are_passed_over_and_the_limit_can_be_moved(explorer, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("FIFA wrote to UNESCO. " * 100)
    for size, status in (("1000", 3), ("2k", 3), ("2200", 0), ("1M", 0)):
        assert explorer("extract", "--max-bytes", size, path).status == status
    assert "larger than 2 kB" in explorer("seed", "--db", tmp_path / "x.db", "--max-bytes", "2k", path).err


def test_what_was_doubtful_in_reading_is_told(explorer, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("FIFA a écrit à l’UNESCO.".encode("cp1252"))
    assert "note\tnot UTF-8, decoded as Windows-1252" in explorer("extract", tmp_path / "a.txt").out
    result = explorer("extract", "--json", tmp_path / "a.txt")
    assert (result.status, len(result.out.splitlines())) == (0, 1)
    assert "not UTF-8, decoded as Windows-1252" in result.err
    clear_line(result.err)


def test_pages_mails_and_pdf_are_read_in_the_order_of_their_paths(explorer, tmp_path: Path) -> None:
    news = "FIFA and UNESCO signed a memorandum of understanding on 3 May 2015 in Oslo."
    page = f"<!doctype html><html><body><article><p>{news}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.eml").write_text(f"Subject: Two bodies sign\nDate: Mon, 4 May 2015 10:00:00 +0200\n\n{news}\n")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 and no more")
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": news, "title": "Two sign"}) + "\n{\n")
    result = explorer("extract", "--json", *(tmp_path / name for name in ("d.jsonl", "c.pdf", "b.eml", "a.html")))
    found = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 1
    assert [(item["file"], item["title"], item["published"]) for item in found] == [
        ("d.jsonl#1", "Two sign", None), ("b.eml", "Two bodies sign", "2015-05-04"), ("a.html", None, None),
    ]  # fmt: skip
    assert [item["agreements"][0]["date"] for item in found] == ["2015-05-03"] * 3
    assert [line.split(": ")[-1] for line in result.err.splitlines()] == ["not JSON", "a broken PDF"]
    seeded = explorer("seed", "--db", tmp_path / "x.db", tmp_path)
    assert seeded.status == 1
    assert "3 articles read" in seeded.out


def test_a_second_place_and_an_older_version_are_shown(explorer, tmp_path: Path) -> None:
    text = "INTERPOL and the WCO signed a memorandum of understanding on 3 May 2015 in Lyon."
    database, here, there = tmp_path / "x.db", tmp_path / "here.txt", tmp_path / "there.txt"
    here.write_text(text)
    assert "1 article read" in explorer("seed", "--db", database, here).out
    there.write_text(text)
    assert "1 article found at one more place" in explorer("seed", "--db", database, there).out
    shown = explorer("show", "--db", database, "interpol-wco-mou-2015").out
    assert f"({here}; {there})" in shown
    assert "older" not in shown
    for path in (here, there):
        path.write_text(text.replace("3 May 2015 in Lyon", "4 May 2015"))
        result = explorer("seed", "--db", database, path)
    assert "new version" not in result.out
    shown = explorer("show", "--db", database, "interpol-wco-mou-2015").out
    assert "date\t4 May 2015" in shown
    assert f"(older version of {here})" in shown
    assert "(in an older version) states:" in shown
    articles = json.loads(explorer("show", "--json", "--db", database, "interpol-wco-mou-2015").out)["articles"]
    older = next(row for row in articles if row["replaced_by"])
    assert [place["present"] for place in older["places"]] == [False, False]
    assert {row["article"] for row in articles} == {older["article"], older["replaced_by"]}


def test_what_the_lexicon_does_not_know_is_told_and_kept_where_asked(explorer, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The Northern Cyber Crime Institute and INTERPOL signed a memorandum on 3 May 2015 in Lyon.")
    result = explorer("seed", "--db", tmp_path / "x.db", "--unknown", tmp_path / "unknown.tsv", article)
    assert result.status == 0
    assert "  Northern Cyber Crime Institute, in 1 article\n" in result.err
    assert (tmp_path / "unknown.tsv").read_text() == "1\tNorthern Cyber Crime Institute\n"


def test_many_that_are_passed_over_are_told_by_reason(explorer, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(" ")
    (folder / "x.unheard").write_text("words")
    result = explorer("seed", "--db", tmp_path / "x.db", folder)
    assert result.status == 3
    lines = result.err.splitlines()
    assert "explorer: passed over 120: empty" in lines
    assert len([line for line in lines if line.startswith("  ")]) == 122  # with the folder, which holds no article


@pytest.mark.parametrize("query", ["status:", "AND", "topic: OR", "()", "(", '""'])
def test_words_of_which_none_has_a_meaning_are_wrong_use(explorer, seeded: Path, query: str) -> None:
    result = explorer("search", "--db", seeded, query)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("explorer: ")


@pytest.mark.parametrize(("typed", "near"), [("serch", ", but there is search"), ("xyzzy", "")])
def test_a_command_that_is_none_is_said_with_the_nearest(explorer, typed: str, near: str) -> None:
    result = explorer(typed, "europol")
    assert result.status == 2
    assert result.err == f"explorer: There is no command '{typed}'{near}; see: explorer --help\n"


@pytest.mark.parametrize("options", [["--lines"], ["browse", "--lines"]])
def test_a_database_that_is_named_and_not_there_is_not_made_by_looking(explorer, tmp_path: Path, options) -> None:
    path = tmp_path / "mistyped.db"
    result = explorer(*options, "--db", path)
    assert result.status == 3
    assert (
        result.err
        == f"explorer: there is no database at {path}; name another, or make one with: explorer seed --db {path}\n"
    )
    assert not path.exists()


@pytest.mark.parametrize("query", ["status: mou", "knid:mou", "mou AND"])
def test_what_has_no_meaning_is_remarked_on_and_the_rest_is_found(explorer, seeded: Path, query: str) -> None:
    result = explorer("search", "--db", seeded, query)
    assert result.status in {0, 1}
    assert result.err.strip()
    assert "Traceback" not in result.err


def test_a_database_of_an_older_release_is_brought_up_to_date(explorer, tmp_path: Path, seeded: Path) -> None:
    path = tmp_path / "older.db"
    path.write_bytes(seeded.read_bytes())
    with sqlite3.connect(path) as connection:
        first = sqlite3.connect(":memory:")
        for statement in (*schema.TABLES, *schema.VIEWS):
            first.execute(statement)
        listing = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND sql NOT NULL"
        later = set(connection.execute(listing)) - set(first.execute(listing)) - {("table", "_sqlite_migrations")}
        for kind, name in sorted(later, key=lambda each: (each[0] != "trigger", "vocabulary" not in each[1])):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm001_articles_agreements_claims'")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    told = explorer("search", "--db", path)
    assert told.status == 3
    assert "explorer upgrade" in told.err
    clear_line(told.err)
    assert explorer("upgrade", "--db", path).status == 0
    assert explorer("check", "--db", path).status == 0
    assert "interpol-europol-mou-2011" in explorer("search", "--db", path, "org:europol").out


def test_a_word_to_exclude_is_no_option(explorer, seeded: Path) -> None:
    found = explorer("search", "--db", seeded, "europol", "-piracy").out.splitlines()
    assert 0 < len(found) < len(explorer("search", "--db", seeded, "europol").out.splitlines())
    assert explorer("search", "--db", seeded, "europol", "--jsn").status == 2
    assert explorer("search", "-h").status == 0


def test_a_kind_is_found_as_the_list_calls_it(explorer, seeded: Path) -> None:
    assert "interpol-europol-mou-2011" in explorer("search", "--db", seeded, "mou").out


def test_operators_in_small_letters_are_proposed(explorer, seeded: Path) -> None:
    assert "did you mean europol OR wco?" in explorer("search", "--db", seeded, "europol or wco").err


def test_an_article_found_at_one_more_place_is_found_by_that_name(explorer, seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.db"
    path.write_bytes(seeded.read_bytes())
    bundled = Path(__file__).resolve().parents[2] / "seed" / "articles"
    copy = tmp_path / "zorkfile.txt"
    copy.write_bytes(sorted(bundled.glob("*.txt"))[0].read_bytes())
    assert explorer("search", "--db", path, "source:zorkfile").status == 1
    assert explorer("seed", "--db", path, copy).status == 0
    assert explorer("search", "--db", path, "source:zorkfile").out
    assert explorer("check", "--db", path).status == 0
