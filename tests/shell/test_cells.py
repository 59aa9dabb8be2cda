"""Cells of CSV: no formula, one line each, numbers as they are."""

from __future__ import annotations

import csv
import io

import pytest

from shell.cells import cell, heading, lines
from torture.payloads import payloads

HOSTILE = [each for each in payloads("csv") if "honest" not in each.id]
TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")


def read_with(delimiter: str, text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def acts(value: str) -> bool:
    """Whether a spreadsheet takes a cell for a formula: blanks and quotes before it do not always help."""
    return value.startswith(TRIGGERS) or (value.lstrip(" \"'").startswith(TRIGGERS) and not value.startswith("'"))


@pytest.mark.parametrize("payload", HOSTILE, ids=lambda each: each.id)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_cell_is_a_formula_however_a_line_is_parted(payload, delimiter: str) -> None:
    for text in (
        payload.text,
        f"x;{payload.text};y",
        f"x\t{payload.text}\ty",
        f'"; {payload.text}',
        f"x|{payload.text}|",
    ):
        written = lines(("a", "b"), [{"a": text, "b": [text, "c"]}])
        found = read_with(delimiter, written)
        assert len(found) == 1
        assert not [value for value in found[0] if acts(value)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""), (True, "true"), (False, "false"), (-12, "-12"), ("-12.5", "-12.5"), ("+3,5", "+3,5"),
        ("1e-9", "1e-9"), ("-2+3", "'-2+3"), ("+49 30", "'+49 30"), ("a - b = c", "a - b = c"), ("a; =b", "a;' =b"),
        ("a\tb\nc", "a b c"),
        (["INTERPOL", "Europol"], "INTERPOL; Europol"), (["A", "=B"], "A;' =B"), ("Ünïcode 漢字", "Ünïcode 漢字"),
        ("\ud800", "\ufffd"), ("a\x1b[1mb", "a␛[1mb"),
    ],
)  # fmt: skip
def test_a_value_as_it_stands_in_a_cell(value: object, expected: str) -> None:
    assert cell(value) == expected


def test_lines_are_those_of_rfc_4180() -> None:
    assert heading(("id", "title")) == "id,title\r\n"
    assert lines(("id", "title"), [{"id": 1, "title": 'a, "b"', "other": "c"}]) == '1,"a, ""b"""\r\n'
