"""A text in spans of characters whose width is certain, agreed on, or known to nobody."""

from __future__ import annotations

import re

from tui.sight import ONE

# Characters in one or two cells on which all terminals agree: letters of alphabets without marks, ideographs and
# syllables. Of any other one outside ONE nobody knows where the next one stands.
AGREED = (
    r"\u0370-\u0377\u037b-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0586"
    r"\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u06a9-\u06af\u1e00-\u1eff\u2030-\u205e\u20a0-\u20bf\u2400-\u2426"
    r"\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u3131-\u3163\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\ufffd"
)
SPAN = re.compile(
    f"([{ONE}]+(?![^{ONE}{AGREED}]))|([{AGREED}]+(?![^{ONE}{AGREED}]))|((?:[{ONE}{AGREED}]?[^{ONE}{AGREED}]+)+)",
    re.DOTALL,
)


def spans(text: str) -> list[tuple[str, str, str]]:
    """The text in parts, of each of which one of three is filled: characters of one cell each, characters whose one or
    two cells all terminals agree on, and characters of which they don't, with the one before that these may change."""
    return SPAN.findall(text)
