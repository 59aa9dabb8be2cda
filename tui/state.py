"""What the screen is about: one immutable value, and the pure steps from one to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from db.query import Query
from tui.choices import EITHER, Section, conditions, of_section, text_with_choices, toggled, with_choices

if TYPE_CHECKING:
    from tui.choices import Choice

Sort = Literal["newest", "oldest", "best match", "title", "kind", "sources"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "best match", "title", "kind", "sources")


HIT_SORTS = SORTS[:3]  # those that there are for articles
IN_ARTICLES = r"(?i)(?<!\S)in:a[a-z]*(?!\S)\s*"


class Pane(IntEnum):
    """The four panes, numbered as their keys are."""

    FACETS = 1
    AGREEMENTS = 2
    DETAIL = 3
    SEARCH = 4


@dataclass(frozen=True, slots=True)
class ViewState:
    """What the person asked for and where they stand.

    `choices` are what is included and excluded beside the list, the last one last, and `section` is which section is
    open there. `index` is the place in the list, `fact` the place in the detail. `sort` is the order that was asked
    for; the list may come in another.
    """

    text: str = ""
    choices: tuple[Choice, ...] = ()
    index: int = 0
    fact: int = 0
    focus: Pane = Pane.AGREEMENTS
    section: Section = Section.ORGANISATIONS
    sort: Sort = "newest"

    @property
    def typed_query(self) -> Query:
        """The search line alone. Its last word stays a prefix, so that leaving the line changes nothing."""
        if not self.text:
            return Query()
        from db.parsing import parse

        return parse(self.text, typing=True)

    @property
    def query(self) -> Query:
        """What is typed and what is chosen, together."""
        return with_choices(self.typed_query, self.choices)

    @property
    def in_articles(self) -> bool:
        """Whether the list is one of articles."""
        return self.typed_query.target == "articles"

    @property
    def facet_query(self) -> Query:
        """Within which agreements are counted beside the list: where that is one of articles, what is chosen alone."""
        return with_choices(Query(), self.choices) if self.in_articles else self.query

    @property
    def facet_queries(self) -> dict[str, Query]:
        """Within which query `kinds`, `statuses` and `decades` are counted, where that is not `query`: an agreement has
        one of each, so the others are counted as if none of theirs was included."""
        found = {}
        typed = Query() if self.in_articles else self.typed_query
        for facet, section in EITHER.items():
            included = [choice for choice in of_section(self.choices, section) if not choice.is_excluded]
            if included:
                others = [choice for choice in self.choices if choice not in included]
                found[facet] = with_choices(typed, others)
        return found

    @property
    def as_text(self) -> str:
        """Everything asked for as one line of the query language. What is typed comes last, where its last word stays
        a beginning."""
        return text_with_choices(self.text, self.choices)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is held back by the search line or the choices."""
        return bool(self.text.strip() or self.choices)

    def typed(self, text: str) -> ViewState:
        """The search line changed: back to the top of a new list. Without words there is no best match."""
        if text == self.text:
            return self
        state = replace(self, text=text, index=0, fact=0)
        is_ranked = self.sort == "best match" and not state.typed_query.has_words
        return replace(state, sort="newest") if is_ranked else state

    def turned(self) -> ViewState:
        """The same searched in the text of articles, or where it was, in the agreements again."""
        if self.in_articles:
            return self.typed(re.sub(IN_ARTICLES, "", self.text))
        return self.typed(f"in:articles {self.text.strip()}")

    def led(self, text: str) -> ViewState:
        """A way out of an empty list, as the query language writes it: the choices that it begins with stay choices."""
        kept: set[Choice] = set()
        for part, choices in conditions(self.choices):
            if f"{text} ".startswith(f"{part.text} "):
                text = text[len(part.text) + 1 :]
                kept |= set(choices)
        choices = tuple(choice for choice in self.choices if choice in kept)
        return replace(self, choices=choices, index=0, fact=0).typed(text)

    def chosen(self, choice: Choice) -> ViewState:
        """A value included or excluded, or the same taken back: back to the top of a new list."""
        return replace(self, choices=toggled(self.choices, choice), index=0, fact=0)

    def cleared(self, section: Section) -> ViewState:
        """All choices of a section taken back."""
        choices = tuple(choice for choice in self.choices if choice.field != section.field)
        return self if choices == self.choices else replace(self, choices=choices, index=0, fact=0)

    def opened(self, section: Section) -> ViewState:
        """A section open beside the list, with the focus in it."""
        return replace(self, section=section, focus=Pane.FACETS)

    def moved(self, index: int) -> ViewState:
        """Another agreement in the list."""
        return replace(self, index=max(0, index), fact=0)

    def listed(self, index: int) -> ViewState:
        """Where the list that came has the cursor."""
        return replace(self, index=index)

    def marked(self, fact: int) -> ViewState:
        """Another fact in the detail."""
        return replace(self, fact=max(0, fact))

    def focused(self, pane: Pane) -> ViewState:
        """Another pane."""
        return replace(self, focus=pane)

    def cycled(self, step: int) -> ViewState:
        """The next pane, or with -1 the one before."""
        return self.focused(Pane((self.focus - 1 + step) % len(Pane) + 1))

    def resorted(self, step: int = 1) -> ViewState:
        """The next order of the list, or with -1 the one before. Best match needs words to match."""
        sorts = HIT_SORTS if self.in_articles else SORTS
        orders = [sort for sort in sorts if sort != "best match" or self.typed_query.has_words]
        place = orders.index(self.sort) if self.sort in orders else 0
        sort = orders[(place + step) % len(orders)]
        return replace(self, sort=sort, index=0 if sort == "best match" else self.index)  # the best stands at the top

    def back(self) -> ViewState:
        """One step taken back: out of a pane, then the search line, then the last choice."""
        if self.focus is not Pane.AGREEMENTS:
            return self.focused(Pane.AGREEMENTS)
        if self.text:
            return self.typed("")
        return replace(self, choices=self.choices[:-1], index=0, fact=0) if self.choices else self
