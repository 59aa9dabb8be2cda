"""What lists show: one frozen record a line. Apart from `records` so that a list, needing no more, starts
sooner. Annotations are no texts here, for as such each would be compiled once more."""

from typing import NamedTuple

from db.edtf import EdtfDate


class Organisation(NamedTuple):
    """An organisation; `agreements` counts those it is party to, within the query that was asked."""

    id: str
    name: str
    acronym: str | None
    kind: str | None
    seat: str | None
    parent: str | None
    known: bool
    aliases: tuple[str, ...]
    agreements: int

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class Member(NamedTuple):
    """An organisation beside a list: what it is called in short, whose arm it is, and how many of the agreements that
    match it is party to."""

    id: str
    short: str
    parent: str | None
    agreements: int


class AgreementRow(NamedTuple):
    """One line of the agreement list. `date` is as EDTF writes it, `parties` are short names in their order, `sources`
    counts the articles."""

    id: str
    title: str
    kind: str
    status: str
    date: str | None
    place: str | None
    parties: tuple[str, ...]
    sources: int = 1


class Milestone(NamedTuple):
    """A row whose place in the list, from 0, is known: from there the rows near it are found without counting."""

    place: int
    key: int


class Page(NamedTuple):
    """A window of the agreement list, from the place `offset`; `keys` are the rows' own, for milestones.

    `order` names the order that the rows are in, which may be another than was asked for. `total` is how many there
    are in all, None where that was not needed to find the rows: `Tally` has it. `understood` is the query in words.
    """

    rows: tuple[AgreementRow, ...]
    offset: int
    order: str
    total: int | None = None
    keys: tuple[int, ...] = ()
    understood: str = ""


class Tally(NamedTuple):
    """How many agreements match, and how many there are in the whole database."""

    total: int
    everything: int


class FacetValue(NamedTuple):
    """A value, and how many of the agreements that match have it. A decade is named by its first year: `2010`."""

    value: str
    agreements: int


class Facets(NamedTuple):
    """What the agreements that match have in common, by how many have it; decades in their order, newest first.

    `uncounted` names the sections that it would have taken too long to count. Unless it `is_whole`, there are more
    organisations.
    """

    organisations: tuple[Member, ...]
    kinds: tuple[FacetValue, ...]
    statuses: tuple[FacetValue, ...]
    decades: tuple[FacetValue, ...]
    topics: tuple[FacetValue, ...]
    uncounted: tuple[str, ...] = ()
    is_whole: bool = True


class Suggestion(NamedTuple):
    """A way out of an empty list: another query as one would type it, how many agreements it has, and which words of
    the query it leaves out or writes otherwise."""

    text: str
    agreements: int
    instead_of: str
    is_spelling: bool = False


class Place(NamedTuple):
    """Where an article was found. It `is_present` unless another version of the text stands there by now.

    `notes` say what was doubtful in reading it there.
    """

    source: str
    name: str
    sha256: str
    version: int
    is_present: bool
    notes: tuple[str, ...] = ()


class ArticleRow(NamedTuple):
    """An article without its text. `name`, `source` and `sha256` are those of the first of its `places`.

    `replaced_by` is the number of the article that is its newer version, when its own text stands nowhere any more.
    Of more than a thousand places a thousand are told.
    """

    id: int
    name: str
    title: str | None
    publisher: str | None
    published: EdtfDate | None
    language: str | None
    source: str
    sha256: str
    agreements: int
    url: str | None = None
    places: tuple[Place, ...] = ()
    replaced_by: int | None = None


class Passage(NamedTuple):
    """A sentence of an article that begins at `start` in its text; `marks` are the places in the sentence, each from
    and up to, that hold what was searched. `opens` and `ends` tell whether it is whole on that side."""

    text: str
    start: int
    marks: tuple[tuple[int, int], ...] = ()
    opens: bool = True
    ends: bool = True


class Hit(NamedTuple):
    """An article that was found, and where in it.

    `passages` are some of the sentences that hold the words, first the one that holds most of them; where none does the
    one that the text begins with. `more` counts the sentences beyond the first; it is a least where `is_partial`, for
    of a long text only the first part is looked at. `told` are some of the agreements that it tells of.
    """

    article: ArticleRow
    passages: tuple[Passage, ...]
    title_marks: tuple[tuple[int, int], ...] = ()
    more: int = 0
    is_partial: bool = False
    told: tuple[AgreementRow, ...] = ()

    @property
    def id(self) -> str:
        """What names it in a list: the article's number."""
        return str(self.article.id)


class HitPage(NamedTuple):
    """A window of the articles that match, from the place `offset`; all as for `Page`."""

    rows: tuple[Hit, ...]
    offset: int
    order: str
    total: int | None = None
    keys: tuple[int, ...] = ()
    understood: str = ""
