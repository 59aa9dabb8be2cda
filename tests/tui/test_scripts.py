"""Names, titles and topics of any script leave every edge and column of the screen where it is."""

from __future__ import annotations

import pytest
from driving import driven
from fakes import FakeCatalogue, agreements
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from db.query import Query
from db.records import Party
from db.rows import FacetValue, Organisation
from tui.ascii_skin import in_cells
from tui.lines import fit
from tui.terminal import Glyphs, Terminal
from tui.widgets.agreements import AgreementsPane

NAMES = ["世界税関機構", "منظمة الجمارك العالمية 12", "E\u0301cole\u0301 nationale", "👮‍♀️ unit", "ארגון המכס (3)",
         "अंतर्राष्ट्रीय", "x" * 300, "한국 경찰청"]  # fmt: skip


def catalogue_of(names: list[str]) -> FakeCatalogue:
    found = agreements()[: len(names)]
    parties = [
        (Party(name, name, None, None), Party("b", names[place - 1], None, None)) for place, name in enumerate(names)
    ]
    named = [
        one._replace(title=name, parties=members, place=name, topics=(name,))
        for one, name, members in zip(found, names, parties, strict=True)
    ]
    catalogue = FakeCatalogue(tuple(named))
    facets = catalogue.facets

    def with_names(query: Query, others: object = None) -> object:
        organisations = tuple(Organisation(name, name, None, None, None, None, True, (), 3) for name in names)
        topics = tuple(FacetValue(name, 12) for name in names)
        return facets(query)._replace(organisations=organisations, topics=topics)

    catalogue.facets = with_names  # type: ignore[method-assign, assignment]
    return catalogue


def cell(line: str, place: int) -> str:
    """What stands in one cell of a line."""
    return set_cell_size(line, place + 1)[len(set_cell_size(line, place)) :]


@pytest.mark.parametrize("glyphs", list(Glyphs))
@pytest.mark.parametrize(("size", "edge"), [((80, 24), 21), ((66, 24), 15), ((120, 40), 19)])
async def test_the_edge_stands_straight(size: tuple[int, int], edge: int, glyphs: Glyphs) -> None:
    sides = "│├┬" if glyphs is not Glyphs.ASCII else "|+"
    async with driven(catalogue_of(NAMES), size=size, terminal=Terminal("256", "dark", glyphs, "dark")) as app:
        for keys in (["1", "j", "j", "enter", "minus"], ["8", "j", "x", "j", "plus"], ["0", "2", "G", "s", "1"]):
            await app.press(*keys)
            for line in app.screen_lines()[1:-1]:
                assert cell(line, edge) in sides
                assert cell_len(line) <= size[0]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_status_of_each_agreement_ends_in_the_same_cell(size: tuple[int, int]) -> None:
    async with driven(catalogue_of(NAMES[:6]), size=size) as app:
        width = app.browse.query_one(AgreementsPane).region.right
        rows = [set_cell_size(line, width) for line in app.screen_lines()[2:8]]
        ends = {
            cell_len(row.partition(word)[0]) + len(word)
            for row in rows
            for word in ("signed", "referred", "in force")
            if word in row
        }
        assert len(ends) == 1


@given(
    st.text(alphabet="ab 漢é\u0301\u200d\ufe0f👮♀क\u094dষ\u093e한│▐", max_size=40), st.sampled_from(list(Glyphs)[1:])
)
def test_folding_leaves_each_text_as_wide_as_it_was(text: str, glyphs: Glyphs) -> None:
    shown = in_cells(text, glyphs)
    assert cell_len(shown) == len(shown) == cell_len(text)
    assert glyphs is Glyphs.CONSOLE or shown.isascii()


@given(st.text(alphabet="a漢\u200d\ufe0f👮♀क\u094dষ", max_size=20), st.integers(1, 30))
def test_a_column_ends_where_each_of_its_characters_alone_would_put_it(text: str, width: int) -> None:
    assert sum(cell_len(char) for char in fit(text, width)) == width
