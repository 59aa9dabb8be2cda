"""The screen on the database of the bundled articles: from an organisation to the words that state a fact."""

from __future__ import annotations

from pathlib import Path

from driving import driven

from db.catalogue import Catalogue
from db.first_look import is_known
from db.parsing import parse
from tui.loader import Loader, catalogue_opener
from tui.own_files import OwnFiles
from tui.screens.article import ArticleScreen


def on(path: Path, size: tuple[int, int] = (80, 24)):
    return driven(size=size, loader=Loader(catalogue_opener(path)))


async def test_the_list_shows_what_the_database_holds(seeded: Path) -> None:
    with Catalogue(seeded) as catalogue:
        total = catalogue.page(parse("")).total
        counts = {o.short: o.agreements for o in catalogue.facets(parse("")).organisations}
    async with on(seeded) as app:
        assert f"{total} of {total} agreements" in app.text
        assert any("INTERPOL" in line and str(counts["INTERPOL"]) in line for line in app.screen_lines())
        dates = [line.split("│")[1].split()[-4:] for line in app.screen_lines()[2:6]]
        assert dates


async def test_an_arm_stands_under_its_parent(seeded: Path) -> None:
    async with on(seeded) as app:
        lines = app.screen_lines()
        gcc = next(place for place, line in enumerate(lines) if line.startswith("  GCC "))
        assert "└ GCCPOL" in lines[gcc + 1]


async def test_a_query_and_an_organisation_narrow_together(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("slash")
        await app.type("kind:mou")
        assert app.browse.listing is not None
        by_kind = app.browse.listing.page.total
        await app.press("enter", "1")
        place = next(n for n, line in enumerate(app.screen_lines()[2:]) if "Europol" in line[:21])
        await app.press(*["j"] * place, "enter")
        listing = app.browse.listing
        assert listing is not None
        assert 0 < listing.page.total < by_kind
        assert all("Europol" in row.parties and row.kind == "memorandum of understanding" for row in listing.page.rows)


async def test_each_mark_leads_to_its_words(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("slash")
        await app.type("europol kind:mou")
        await app.press("enter", "3")
        assert "resolved from “Tuesday”" in app.text
        await app.press("enter")
        assert isinstance(app.app.screen, ArticleScreen)
        assert "Under a Memorandum of Understanding signed by" in app.text
        before = app.text
        await app.press("n")
        assert app.text != before
        await app.press("N")
        assert app.text == before
        await app.press("escape")
        assert "2 Agreements" in app.text


async def test_what_is_not_stated_is_shown_as_such(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("slash")
        await app.type("org:iaca")
        await app.press("enter", "3", "G")
        assert "not stated" in app.text
        assert "undated" in app.text


async def test_named_initiatives_are_shown_with_who_leads_them(seeded: Path) -> None:
    async with on(seeded, (120, 40)) as app:
        await app.press("slash")
        await app.type("org:un kind:supp")
        await app.press("enter", "3", "G")
        lines = "\n".join(line.rpartition("│")[2] for line in app.screen_lines())
        words = " ".join(lines.split())
        assert "Also named CRIMJUST (programme)" in words
        assert "led by Transparency International, INTERPOL, UNODC" in words


async def test_a_file_that_is_damaged_is_shown_as_far_as_it_can_be_and_said_to_be_so(
    seeded: Path, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.db"
    data = seeded.read_bytes()
    path.write_bytes(data[: len(data) - 4096] + bytes(4096))  # no page that the first screen needs
    known = str(tmp_path / "state" / "known-databases")
    async with driven(size=(120, 30), loader=Loader(catalogue_opener(path)), files=OwnFiles(known=known)) as app:
        assert "This file is damaged; explorer check says what is wrong" in app.text
        assert "INTERPOL" in app.text
        await app.press("j")
        assert "This file is damaged" in app.text
    assert not Path(known).exists()


async def test_a_sound_file_is_known_from_its_first_screen_on(seeded: Path, tmp_path: Path) -> None:
    known = str(tmp_path / "state" / "known-databases")
    loader = Loader(catalogue_opener(seeded))
    async with driven(size=(120, 30), loader=loader, files=OwnFiles(known=known)) as app:
        assert "damaged" not in app.text
    assert is_known(seeded, known)
