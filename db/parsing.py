"""The search language, turned into an immutable value. Pure; whatever is typed gives a query. See docs/search.md.

europol "secure line" anti*            words, a phrase, a beginning; the last word may be a beginning: europ
org:interpol kind:mou year:2011..2017  filters
a OR (b -c)                            AND, also unsaid, binds tighter than OR; NOT or - before what is not wanted
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.field_names import FIELDS, needs_a_word, no_such_field, shown
from db.fields import BUILDERS, Filter, all_of, any_of, condition, negated
from db.pieces import AFTER_WORDS, MOST_CHARACTERS, QUOTES, cleaned, cut, words_of
from db.query import Facet, Nothing, Only, Part, Query, Words

if TYPE_CHECKING:
    from db.pieces import Piece
    from db.query import Node, Target

MOST_NESTING = 16
MOST_PROBLEMS = 8
WORD_ENDS = f"*{AFTER_WORDS}{QUOTES}"
JOINED_FACETS = frozenset({"kind", "status"})


def parse(text: str, typing: bool = False) -> Query:
    """The query that `text` asks for. Never raises: what has no meaning stands in `problems`.

    `typing` is for a line that is still being typed: nothing is said of what may be the beginning of something right.
    """
    reader = _Reader(cleaned(text[:MOST_CHARACTERS]), typing)
    if len(text) > MOST_CHARACTERS:
        reader.remark(f"only the first {MOST_CHARACTERS:,} characters were read")
    parts = reader.parts()
    return Query(parts, reader.target, tuple(reader.problems))


class _Item(NamedTuple):
    """A condition, one of those that must all hold. `joins` where it may be joined with another of its field."""

    node: Node
    start: int
    end: int
    text: str
    joins: bool = False


class _Reader:
    """Reads the pieces of one text, from first to last."""

    def __init__(self, text: str, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._waits = False
        self._pieces, self._whole, self._limit = cut(text, FIELDS)
        self._place = 0
        self._too_deep = 0  # parentheses that were passed over, not closed yet
        self.target: Target = "agreements"
        self.problems: list[str] = []

    def remark(self, problem: str) -> None:
        """Keeps a problem, each once, the first few."""
        if problem not in self.problems and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def parts(self) -> tuple[Part, ...]:
        """The whole text as conditions that must all hold."""
        if not self._whole:
            self.remark(f"only the beginning was read: {self._limit} are the most")
        lists = self._lists(0, excluded=False)
        if len(lists) > 1:
            start, end = lists[0][0].start, lists[-1][-1].end
            return (Part(_either(lists), self._text[start:end], end == len(self._text)),)
        return tuple(
            Part(item.node, item.text, item.end == len(self._text)) for each in lists for item in _joined(each)
        )

    def _lists(self, depth: int, excluded: bool) -> list[list[_Item]]:
        """Up to the end of a group: lists of conditions, of which one must hold; none of them is empty."""
        lists: list[list[_Item]] = [[]]
        operator: Piece | None = None  # that waits for what comes after it
        denied: Piece | None = None  # the first NOT of those before a condition
        twice = False
        while self._place < len(self._pieces):
            piece = self._pieces[self._place]
            if piece.sort == ")" and depth and not self._too_deep:
                break
            self._place += 1
            if piece.sort == "NOT":
                twice, denied = denied is not None and not twice, denied or piece
            elif piece.sort in ("AND", "OR"):
                if denied or operator or not lists[-1]:
                    self._misplaced(denied or piece)
                operator, denied = piece if lists[-1] else None, None
                if piece.sort == "OR" and lists[-1]:
                    lists.append([])
            elif piece.sort == ")":
                self._close_nothing()
            elif piece.sort == "(" and depth >= MOST_NESTING:
                self._too_deep += 1
                self.remark(f"parentheses deeper than {MOST_NESTING} were passed over")
            else:
                negative = denied is not None and not twice
                item = self._item(piece, depth, excluded != negative, negative, (denied or piece).start)
                lists[-1] += [item] if item else []
                operator, denied = operator if item is None else None, None
        if denied or operator:
            self._unfinished(denied or operator)
        return [each for each in lists if each]

    def _item(self, piece: Piece, depth: int, excluded: bool, negative: bool, start: int) -> _Item | None:
        """The condition of a piece, or of the group that it begins; None when it asks for nothing."""
        node = self._group(piece, depth, excluded) if piece.sort == "(" else self._node(piece, excluded)
        if node is None:
            return None
        end = self._pieces[self._place - 1].end
        joins = piece.sort == "filter" and not negative
        if negative:
            node = negated(_settled(node))
        return _Item(node, start, end, self._text[start:end], joins)

    def _group(self, opening: Piece, depth: int, excluded: bool) -> Node | None:
        """What stands in parentheses; where they are not closed they go on to the end."""
        lists = self._lists(depth + 1, excluded)
        is_closed = self._place < len(self._pieces)
        self._place += is_closed
        if not is_closed and self._whole and not self._typing:
            self.remark("a ( has no ) that closes it")
        if lists:
            return _either(lists)
        if is_closed:
            self.remark(f"{shown(self._text[opening.start : self._pieces[self._place - 1].end])} holds nothing")
        return None

    def _node(self, piece: Piece, excluded: bool) -> Node | None:
        """The condition of words or a filter. Words that are excluded are whole ones: each key would drop others."""
        if piece.sort == "nothing":
            self._holds_nothing(piece)
            return None
        if piece.sort == "words":
            if self._text[piece.start] == "!" and not excluded:
                self._exclaimed(piece)
            if "*" in self._text[piece.start : piece.end].rstrip(WORD_ENDS):
                self.remark("a * stands for any ending, at the end of a word")
            return Words(piece.words, piece.starred or (piece.is_open and not excluded))
        if piece.field == "in":
            return self._aim(piece, excluded)
        if piece.field not in BUILDERS:
            return self._words_of_unknown(piece, excluded)
        found = condition(Filter(piece.field, piece.values, self._typing))
        if piece.values or not self._goes_on(piece):
            for problem in found.problems:
                self.remark(problem)
        self._waits = self._waits or (self._typing and found.node is None)
        return found.node

    def _words_of_unknown(self, piece: Piece, excluded: bool) -> Node:
        """What seems to be a filter and is none, as words."""
        if piece.values:
            self.remark(no_such_field(piece.field))
        found = [Words(self._text[piece.start : piece.start + len(piece.field)])]
        for value in piece.values:
            if words := words_of(value.text):
                is_open = value.is_open and not excluded and value.text.endswith(words[-1])
                found.append(Words(words, value.starred or is_open))
        return all_of(found)

    def _aim(self, piece: Piece, excluded: bool) -> Node | None:
        """Takes what is to be searched from `in:`."""
        if excluded:
            self.remark("in: says what is searched, agreements or articles; it leaves nothing out, and was passed by")
            return None
        for value in piece.values:
            typed = value.text.casefold()
            if "agreements".startswith(typed):
                continue
            if not "articles".startswith(typed):
                self.remark(f"in:{shown(value.text)} is neither in:agreements nor in:articles; place: is for places")
                return Nothing()
            self.target = "articles"
        if not piece.values and not self._goes_on(piece):
            self.remark(needs_a_word("in"))
        return None

    def _goes_on(self, piece: Piece) -> bool:
        """Whether a piece may become something else with the next key."""
        return self._typing and piece.end == len(self._text)

    def _holds_nothing(self, piece: Piece) -> None:
        """Says so of a sign; not of a dash or another mark between words."""
        typed = self._text[piece.start : piece.end]
        if typed == "-" and self._begins(piece) and self._place < len(self._pieces):
            self.remark("a - leaves out what stands right after it; before a blank it was passed by")
        elif not self._goes_on(piece) and not all(char in "-–—/&+|.:·•*'’" for char in typed):
            self.remark(f"{shown(typed)} holds no word to search for")

    def _begins(self, piece: Piece) -> bool:
        """Whether no word or filter of its group stands before a piece."""
        before = [each for each in self._pieces if each.end <= piece.start and each.sort != "nothing"]
        return not before or before[-1].sort in {"(", "AND", "OR", "NOT"}

    def _exclaimed(self, piece: Piece) -> None:
        """Says what leaves a word out, which ! does elsewhere."""
        word = self._text[piece.start : piece.end].lstrip("!")
        self.remark(f"! was passed by; to leave it out write -{shown(word)}")

    def _misplaced(self, piece: Piece) -> None:
        if self._waits:  # for the rest of a filter, which may be what stands beside the operator
            return
        sides = "something after it" if piece.sort == "NOT" else "something on both sides"
        self.remark(f"{self._text[piece.start : piece.end]} needs {sides}; in quotation marks it is a word")

    def _unfinished(self, piece: Piece | None) -> None:
        """Says that an operator has nothing after it, unless that may come."""
        at_end = self._place == len(self._pieces)
        if piece is not None and not (at_end and (self._typing or not self._whole)):
            self._misplaced(piece)

    def _close_nothing(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        else:
            self.remark("a ) has no ( before it")


def _either(lists: list[list[_Item]]) -> Node:
    return any_of(all_of(item.node for item in _joined(each)) for each in lists)


def _joined(items: list[_Item]) -> list[_Item]:
    """The same conditions; those of one kind or another, and `only` these and those, are one, where the last stood."""
    found: dict[object, _Item] = {}
    for item in items:
        field = _joining_field(item) or item.start
        before = found.pop(field, None)
        found[field] = item if before is None else _union(before, item)
    return [item._replace(node=_settled(item.node)) for item in found.values()]


def _joining_field(item: _Item) -> str:
    """The field within which conditions are joined, empty for none."""
    if not item.joins:
        return ""
    if isinstance(item.node, Only):
        return "only"
    return item.node.field if isinstance(item.node, Facet) and item.node.field in JOINED_FACETS else ""


def _union(one: _Item, other: _Item) -> _Item:
    """Two conditions of a field as one."""
    text, node = f"{one.text} {other.text}", other.node
    if isinstance(one.node, Only) and isinstance(node, Only):
        node = Only(tuple(dict.fromkeys((*one.node.names, *node.names))))
    elif isinstance(one.node, Facet) and isinstance(node, Facet):
        node = Facet(node.field, tuple(dict.fromkeys((*one.node.values, *node.values))))
    return other._replace(node=node, text=text)


def _settled(node: Node) -> Node:
    """A facet that has no value can't be met."""
    return Nothing() if isinstance(node, Facet) and not node.values else node
