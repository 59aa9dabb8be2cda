"""The label sets, the figures that extraction reaches on them today, and the floors and goals that stand beside.

`make figures` prints them all and says which goals are not reached yet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from score_extraction import Record, Score, score
from stages import opened

from seed.extract import as_json
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.sources import DEFAULT_LIMITS, gather

GOLD = Path(__file__).parent.parent / "gold"
SETS = ("seeds", "articles", "own")
UPPER = ("invented", "false", "articles_without")  # figures that may not be exceeded; the others not be undercut


class Bounds(NamedTuple):
    """What one set's figures may not fall below, and what they are to reach."""

    floors: dict[str, float]
    goals: dict[str, float]


def bounds_of(name: str) -> Bounds:
    table = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))[name]
    return Bounds(table["floors"], table["goals"])


def labels_of(name: str) -> list[Record]:
    labels: list[Record] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return labels


def extraction_of(name: str) -> dict[str, dict[str, Any]]:
    """What is found in the articles of a set, by the name of the file."""
    lexicon = load_lexicon()
    articles = opened(gather([GOLD / name], DEFAULT_LIMITS))
    return {article.name: as_json(read_article(article, lexicon)) for article in articles}


def score_of(name: str, found: dict[str, dict[str, Any]]) -> Score:
    return score(labels_of(name), found, GOLD)


def reaches(figure: str, value: float, bound: float) -> bool:
    return value <= bound if figure.startswith(UPPER) else value >= bound


def short_of(figures: dict[str, float], bounds: dict[str, float]) -> dict[str, str]:
    """The figures that do not reach their bound, each with both."""
    return {
        name: f"{figures[name]:.4f}, not {bound}"
        for name, bound in bounds.items()
        if not reaches(name, figures[name], bound)
    }


def show(name: str) -> None:
    figures, bounds = score_of(name, extraction_of(name)).figures(), bounds_of(name)
    print(f"{name}: {len(labels_of(name))} articles")
    for figure, value in figures.items():
        floor, goal = bounds.floors.get(figure, ""), bounds.goals.get(figure, "")
        mark = "" if goal == "" or reaches(figure, value, float(goal)) else "  goal not reached"
        print(f"  {figure:30} {value:8.4f}   floor {floor!s:6} goal {goal!s:6}{mark}".rstrip())


if __name__ == "__main__":
    for each in SETS:
        show(each)
