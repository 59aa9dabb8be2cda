"""What two databases differ in: agreements, organisations and articles that are new, gone or changed.

Both are read some hundred records at a time, in the order of their ids, so that memory stays small and nobody who
imports waits. An agreement has another id when its date became known or was corrected: it is still one where the same
words of the same articles tell of it.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from db.connection import damaged, open_reader, translated
from db.errors import DamagedDatabaseError, LockedDatabaseError
from db.kinds import UnsoundError, measured, require_texts, require_texts_or_none

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    Value = str | tuple[str, ...] | None

Kind = Literal["agreement", "organisation", "article"]
Change = Literal["new", "gone", "changed"]
AT_ONCE = 400  # records; SQLite may take no more than 999 values in a question
ID = itemgetter(0)

AGREEMENTS = """
    SELECT id, key, title, kind, status, date, date_basis, place, duration, expires FROM agreements
"""
SINGLE = ("title", "kind", "status", "date", "date basis", "place", "duration", "expires")
# Each row is an agreement's key and one value; {} stands for the keys.
SEVERAL = {
    "parties": """
        SELECT agreement, organisation || coalesce(' (' || role || ')', '') FROM parties WHERE agreement IN ({})
        ORDER BY agreement, position
    """,
    "signatories": """
        SELECT agreement, name || coalesce(', ' || role, '') || coalesce(', ' || organisation, '') FROM signatories
        WHERE agreement IN ({}) ORDER BY agreement, position
    """,
    "topics": "SELECT agreement, topic FROM topics WHERE agreement IN ({}) ORDER BY agreement, position",
    "provisions": "SELECT agreement, provision FROM provisions WHERE agreement IN ({}) ORDER BY agreement, position",
    "initiatives": """
        SELECT agreement, initiative FROM agreement_initiatives WHERE agreement IN ({}) ORDER BY agreement, position
    """,
    "links": """
        SELECT agreement, relation || ': ' || words FROM links WHERE agreement IN ({}) ORDER BY agreement, position
    """,
    "sources": """
        SELECT DISTINCT r.agreement, t.content FROM reports AS r JOIN articles AS t ON t.key = r.article
        WHERE r.agreement IN ({}) ORDER BY r.agreement, t.content
    """,
}
ORGANISATIONS = "SELECT id, id, name, acronym, kind, seat, parent FROM organisations"
ALIASES = "SELECT organisation, alias FROM aliases WHERE organisation IN ({}) ORDER BY organisation, alias"
OF_ORGANISATIONS = ("name", "acronym", "kind", "seat", "parent")
ARTICLES = "SELECT content, key, title, language, url FROM articles"
OF_ARTICLES = ("language", "link")
PLACES = """
    SELECT article, source || CASE WHEN present THEN '' ELSE ' (older version)' END FROM places
    WHERE article IN ({}) ORDER BY article, source, version
"""
NAME = """
    SELECT p.name FROM articles AS t JOIN places AS p ON p.article = t.key WHERE t.content = ?
    ORDER BY p.present DESC, p.name, p.source LIMIT 1
"""
# The words of an article by which an agreement is told from others, and what the same words tell of elsewhere.
TOLD = """
    SELECT DISTINCT t.content, c.start, c.end FROM reports AS r JOIN articles AS t ON t.key = r.article
    JOIN claims AS c ON c.report = r.id AND c.attribute = 'agreement' WHERE r.agreement = ?
"""
TELLS_OF = """
    SELECT DISTINCT a.id, a.key FROM articles AS t
    JOIN claims AS c ON c.article = t.key AND c.start = ? AND c.end = ? AND c.attribute = 'agreement'
    JOIN reports AS r ON r.id = c.report JOIN agreements AS a ON a.key = r.agreement WHERE t.content = ?
"""


class Field(NamedTuple):
    """What of a record is another: texts, None for what is not stated, or several in their order."""

    name: str
    before: Value
    after: Value


class Difference(NamedTuple):
    """A record that is new, gone or changed. `id` is its id now, or the last it had; `was` the one before, where that
    is another; `name` a title or name; `fields` what changed. An article's id is the digest of its content."""

    change: Change
    kind: Kind
    id: str
    name: str
    was: str | None = None
    fields: tuple[Field, ...] = ()


class _Record(NamedTuple):
    id: str
    key: Any
    name: str
    values: dict[str, Value]


def differences(old: Path, new: Path) -> Iterator[Difference]:
    """What is in `new` and not in `old`, the other way round, and what is in both and differs.

    Raises a DatabaseError when one can't be read, at the end too when one was written meanwhile.
    """
    with closing(open_reader(old)) as before, closing(open_reader(new)) as after:
        sides = (_Side(before, old), _Side(after, new))
        versions = [side.version() for side in sides]
        yield from _agreements(*sides)
        yield from _compared("organisation", sides[0].organisations(), sides[1].organisations())
        for found in _compared("article", sides[0].articles(), sides[1].articles()):
            side = sides[0] if found.change == "gone" else sides[1]
            yield found._replace(name=side.name_of_article(found.id) or found.name)
        for side, version in zip(sides, versions, strict=True):
            if side.version() != version:
                raise LockedDatabaseError(
                    f"{side.path} was written while it was compared, and what was said may be of two states; "
                    "compare a copy of it, made by explorer backup"
                )


def _agreements(old: _Side, new: _Side) -> Iterator[Difference]:
    for before, after in _paired(old.agreements(), new.agreements()):
        if before and after:
            yield from _changed("agreement", before, after, (old, new))
        elif before:
            renamed = _same(before, old, new)
            if renamed is None:
                yield Difference("gone", "agreement", before.id, before.name)
            else:
                yield from _changed("agreement", before, renamed, (old, new))
        elif after and _same(after, new, old) is None:
            yield Difference("new", "agreement", after.id, after.name)


def _same(record: _Record, here: _Side, there: _Side) -> _Record | None:
    """The agreement that is the same on the other side under another id; None when there is none."""
    found = _likest(record, here, there)
    if found is None:
        return None
    back = _likest(found, there, here)
    return found if back is not None and back.id == record.id else None


def _likest(record: _Record, here: _Side, there: _Side) -> _Record | None:
    """Of the agreements of the other side that have no equal here the one that most of the same words tell of."""
    counts = Counter(
        found for told in here.asked(TOLD, record.key) for found in there.asked(TELLS_OF, *told[1:], told[0])
    )
    alone = [(-count, number, key) for (number, key), count in counts.items() if not here.has_agreement(number)]
    return next(there.records("WHERE key = ?", (min(alone)[2],)), None) if alone else None


def _compared(kind: Kind, old: Iterator[_Record], new: Iterator[_Record]) -> Iterator[Difference]:
    for before, after in _paired(old, new):
        if before and after:
            yield from _changed(kind, before, after)
        elif before:
            yield Difference("gone", kind, before.id, before.name)
        elif after:
            yield Difference("new", kind, after.id, after.name)


def _paired(old: Iterator[_Record], new: Iterator[_Record]) -> Iterator[tuple[_Record | None, _Record | None]]:
    """Records of one id together, both sides being in the order of the ids."""
    before, after = next(old, None), next(new, None)
    while before or after:
        if after is None or (before and before.id < after.id):
            yield before, None
            before = next(old, None)
        elif before is None or after.id < before.id:
            yield None, after
            after = next(new, None)
        else:
            yield before, after
            before, after = next(old, None), next(new, None)


def _changed(
    kind: Kind, before: _Record, after: _Record, sides: tuple[_Side, _Side] | None = None
) -> Iterator[Difference]:
    was = before.id if before.id != after.id else None
    fields = [
        Field(name, value, after.values[name]) for name, value in before.values.items() if value != after.values[name]
    ]
    if sides:
        fields = [_with_names(field, *sides) if field.name == "sources" else field for field in fields]
    if fields or was:
        yield Difference("changed", kind, after.id, after.name, was, tuple(fields))


def _with_names(sources: Field, old: _Side, new: _Side) -> Field:
    """Articles by the names of their files; where these are the same, with the first letters of their digests."""
    before, after = (value if isinstance(value, tuple) else () for value in sources[1:])
    names = {content: old.name_of_article(content) for content in before}
    names |= {content: new.name_of_article(content) for content in after}
    often = Counter(names.values())
    shown = {
        content: f"{name} {content[:8]}".strip() if not name or often[name] > 1 else name
        for content, name in names.items()
    }
    return Field("sources", tuple(shown[each] for each in before), tuple(shown[each] for each in after))


class _Side:
    """One of the two databases."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def version(self) -> int:
        """Changes when another program writes."""
        return int(self.asked("PRAGMA data_version")[0][0])

    def asked(self, sql: str, *values: object) -> list[Any]:
        """All rows of an answer, whose texts are no longer than those of honest ones. Raises DatabaseError."""
        with translated(self.path):
            try:
                return list(measured(self._connection.execute(sql, values)))
            except UnsoundError as error:
                raise damaged(self.path, str(error)) from error

    def has_agreement(self, number: str) -> bool:
        """Whether there is an agreement of this id."""
        return bool(self.asked("SELECT 1 FROM agreements WHERE id = ?", number))

    def name_of_article(self, content: str) -> str:
        """What the file of an article is called; empty where there is none."""
        found = self.asked(NAME, content)
        return str(found[0][0]) if found else ""

    def agreements(self) -> Iterator[_Record]:
        """All agreements, in the order of their ids."""
        return self._in_order(lambda after: self.records("WHERE id > ? ORDER BY id LIMIT ?", (after, AT_ONCE)))

    def records(self, condition: str, values: Sequence[object]) -> Iterator[_Record]:
        """Agreements that meet a condition."""
        return self._with(self.asked(f"{AGREEMENTS} {condition}", *values), SINGLE, SEVERAL)

    def organisations(self) -> Iterator[_Record]:
        """All organisations, in the order of their ids."""
        sql = f"{ORGANISATIONS} WHERE id > ? ORDER BY id LIMIT ?"
        several = {"other names": ALIASES}
        return self._in_order(lambda after: self._with(self.asked(sql, after, AT_ONCE), OF_ORGANISATIONS, several))

    def articles(self) -> Iterator[_Record]:
        """All articles, in the order of the digests of their contents, which their titles are a part of."""
        sql = f"{ARTICLES} WHERE content > ? ORDER BY content LIMIT ?"
        several = {"places": PLACES}
        return self._in_order(lambda after: self._with(self.asked(sql, after, AT_ONCE), ("", *OF_ARTICLES), several))

    def _in_order(self, some: Callable[[str], Iterator[_Record]]) -> Iterator[_Record]:
        last = ""
        while records := list(some(last)):
            for record in records:
                if not record.id > last:
                    raise DamagedDatabaseError(f"{self.path} has ids out of order; look with: explorer check")
                last = record.id
                yield record

    def _with(self, rows: Sequence[Any], single: Iterable[str], several: dict[str, str]) -> Iterator[_Record]:
        """Records of rows (id, key, values), the first value being the name, with values of which there are several."""
        self._require(require_texts, (row[0] for row in rows))
        self._require(require_texts_or_none, (value for row in rows for value in row[2:]))
        keys = [row[1] for row in rows]
        marks = ", ".join("?" * len(keys))
        beside: dict[str, dict[Any, list[str]]] = {name: {} for name in several}
        for name, sql in several.items():
            found = self.asked(sql.format(marks), *keys)
            self._require(require_texts, (value for _, value in found))
            for key, value in found:
                beside[name].setdefault(key, []).append(value)
        for number, key, *values in rows:
            said: dict[str, Value] = {name: value for name, value in zip(single, values, strict=True) if name}
            said |= {name: tuple(found.get(key, ())) for name, found in beside.items()}
            yield _Record(number, key, values[0] or "", said)

    def _require(self, required: Callable[..., None], values: Iterable[object]) -> None:
        """Raises DamagedDatabaseError where values are not as they have to be."""
        try:
            required(*values)
        except UnsoundError as error:
            raise damaged(self.path, str(error)) from error
