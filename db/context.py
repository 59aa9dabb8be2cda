"""The sentence around a quote, so that a date or a name can be read where it stands. Pure."""

from __future__ import annotations

import re

REACH = 600  # characters on either side; a longer sentence is cut between words
CUT = "…"
NEXT_SENTENCE = "A"

# The end of a sentence, not of an initial ("K. Noble") or a title ("Ms. Orler").
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\bMrs)[.!?][\"”’)\]]{0,3}(?:\s+|(?=[A-Z“]))")


def sentence_before(text: str) -> str:
    """Of the REACH characters before a quote (or fewer at the text's beginning): what belongs to its sentence."""
    line = text.rpartition("\n")[2]
    # A quote may begin right after the stop that ends the sentence before it, without a blank.
    ends = [end for end in SENTENCE_END.finditer(line + NEXT_SENTENCE) if end.end() <= len(line)]
    if ends:
        return line[ends[-1].end() :].lstrip()
    if len(line) < REACH:
        return line.lstrip()
    return CUT + line.partition(" ")[2]


def sentence_after(text: str) -> str:
    """Of the REACH characters after a quote (or fewer at the text's end): what belongs to its sentence."""
    line = text.partition("\n")[0]
    end = SENTENCE_END.search(line)
    if end is not None:
        return line[: end.end()].rstrip()
    if len(line) < REACH:
        return line.rstrip()
    return line.rpartition(" ")[0] + CUT


def context(before: str, quote: str, after: str) -> tuple[str, str]:
    """What stands before and after the quote in its sentence; nothing where the quote begins or ends one."""
    ends_sentence = SENTENCE_END.search(quote[-4:] + " ") is not None or quote.endswith("\n")
    return sentence_before(before), "" if ends_sentence else sentence_after(after)
