"""Renews what is made from the program itself: the table of keys in README.md and docs/keys.md, the session of
docs/lines.md, and the screenshot.

make docs
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
OPEN, CLOSE = "<!-- keys: made from the list of commands; a test compares -->\n", "<!-- /keys -->"


def with_keys(readme: str, table: str) -> str:
    """The README with `table` between its marks."""
    before, _, rest = readme.partition(OPEN)
    after = rest.partition(CLOSE)[2]
    return f"{before}{OPEN}{table}{CLOSE}{after}"


def keys_page(table: str) -> str:
    """docs/keys.md."""
    return (
        f"# Keys\n\nThe last column has the names by which [settings](settings.md) give commands other keys.\n\n{table}"
    )


async def screenshot(database: Path) -> str:
    """The explorer on `database` at 80x24, as SVG."""
    from tui.app import ExplorerApp
    from tui.loader import Loader, catalogue_opener
    from tui.terminal import Glyphs, Terminal

    loader = Loader(catalogue_opener(database))
    app = ExplorerApp(loader, Terminal("256", "dark", Glyphs.UNICODE, "dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in (*"jjj3", *"jjjj"):
            await pilot.press(key)
            loader.wait_idle(5)
            await pilot.pause()
        return app.export_screenshot(title="Agreement Explorer")


def main() -> None:
    from session import renewed

    from seed.load import seed_database
    from seed.sources import bundled
    from tui.commands import keys_table

    lines = DOCS / "lines.md"
    README.write_text(with_keys(README.read_text(encoding="utf-8"), keys_table()), encoding="utf-8")
    (DOCS / "keys.md").write_text(keys_page(keys_table(with_names=True)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "explorer.db"
        seed_database(database, bundled(), lambda _: None)
        lines.write_text(renewed(lines.read_text(encoding="utf-8"), database), encoding="utf-8")
        (DOCS / "screenshot.svg").write_text(asyncio.run(screenshot(database)), encoding="utf-8")


if __name__ == "__main__":
    main()
