"""How words may be written that are to be found alike: each in its other spellings, of several in a row a few mixes."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from db.query import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.spelling import Spelling

    Form = tuple[str, bool]  # words, parted by a blank, and whether they are a beginning

MOST_WRITINGS = 16  # of several words in a row


def writings(words: Words, spelling: Spelling) -> tuple[Form, ...]:
    """Words as they are and in other spellings; of several in a row at most MOST_WRITINGS, and as many with compounds
    in one word."""
    if " " not in words.text:
        return _writings_of(words.text, words.prefix, spelling)
    *parts, last = words.text.split(" ")
    choices = [_writings_of(part, False, spelling) for part in parts]
    choices.append(_writings_of(last, words.prefix, spelling))
    respelled = tuple((spelling.respelled(mix[0][0]), mix[0][1]) for mix in choices)
    mixes = islice(dict.fromkeys(islice(_mixes(choices, respelled), 2 * MOST_WRITINGS + len(choices))), MOST_WRITINGS)
    written = tuple((" ".join(word for word, _ in mix), mix[-1][1]) for mix in mixes)
    together = spelling.together(words.text)
    if together == words.text.lower():
        return written
    return tuple(dict.fromkeys((*written, *writings(Words(together, words.prefix), spelling))))


def writings_of_a_name(name: str, spelling: Spelling) -> tuple[Form, ...]:
    """The same for words of a name, the last of which may be whole or a beginning."""
    ways = (*writings(Words(name, prefix=True), spelling), *writings(Words(name), spelling))
    return tuple(way for way in dict.fromkeys(ways) if way[1] or (way[0], True) not in ways)


def _writings_of(word: str, is_beginning: bool, spelling: Spelling) -> tuple[Form, ...]:
    if not is_beginning:
        return ((word, False), *((each, False) for each in spelling.variants(word)))
    beginnings, wholes = spelling.prefix_variants(word)
    return ((word, True), *((each, True) for each in beginnings), *((each, False) for each in wholes))


def _mixes(choices: Sequence[tuple[Form, ...]], respelled: tuple[Form, ...]) -> Iterator[tuple[Form, ...]]:
    """One way for each word: as they are, all in the other spelling, then one word changed at a time and each word's
    likeliest ways before its others, then what else there is. Some come twice."""
    first = tuple(ways[0] for ways in choices)
    yield first
    yield respelled
    for rank in range(1, max(map(len, choices))):
        for place, ways in enumerate(choices):
            if rank < len(ways):
                yield (*first[:place], ways[rank], *first[place + 1 :])
        if rank == 1:
            yield tuple(ways[min(1, len(ways) - 1)] for ways in choices)
    yield from product(*choices)
