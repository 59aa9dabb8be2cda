"""How the one file begins. Every Python can read this much, so one that is too old is told so in words."""

import sys

LEAST = (3, 10)

if sys.version_info < LEAST:
    sys.exit(
        "explorer.pyz needs Python {0}.{1} or newer, and this is {2}.{3}; name a newer one, as in: "
        "python{0}.{1} explorer.pyz".format(*LEAST + tuple(sys.version_info[:2]))
    )

import finder  # type: ignore[import-not-found]  # noqa: E402

finder.install(__loader__)  # type: ignore[name-defined]

from explorer import main  # noqa: E402

main()
