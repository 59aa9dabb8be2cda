"""Everything that can go wrong and that a person can act on, each with its exit status."""

from __future__ import annotations


class ExplorerError(Exception):
    """A failure with one clear line for the user: what is wrong, and what to do.

    The message is safe to print only after `db.printable.printable`, since it may quote outside text.
    """

    exit_status = 2


class NothingFoundError(ExplorerError):
    """The question was good, the answer is empty."""

    exit_status = 1


class UsageError(ExplorerError):
    """A path, an identifier or a query that can't be used as it was given."""

    exit_status = 2


class BadQueryError(UsageError):
    """A search query that has no meaning, such as `year:soon`."""


class BadDateError(UsageError, ValueError):
    """A text that is no EDTF date."""


class BadLexiconError(UsageError):
    """A user's file of organisations that can't be used: which entry, and what is wrong with it."""


class OwnFileError(UsageError):
    """A file of the person's own that can't be read or written: which line, what is wrong, what to do."""


class ConfigFileError(OwnFileError):
    """The settings."""


class SearchesFileError(OwnFileError):
    """A file of saved searches that can't be read or written: which line, what is wrong, what to do."""


class UnreadableSourceError(ExplorerError):
    """One source that can't be read as an article: missing, empty, binary, too large."""


class DatabaseError(ExplorerError):
    """A database that can't be used."""

    exit_status = 3


class MissingDatabaseError(DatabaseError):
    """There is no file at the path."""


class ForeignDatabaseError(DatabaseError):
    """The file is no database, or one that another program made."""


class NewerDatabaseError(DatabaseError):
    """The database was written by a later release of Explorer."""


class OlderDatabaseError(DatabaseError):
    """The database was written by an earlier release of Explorer, and has to be brought up to date first."""


class DamagedDatabaseError(DatabaseError):
    """SQLite finds the file malformed."""


class LockedDatabaseError(DatabaseError):
    """Another program holds the database; `who` says which, as far as it is known, in words to stand in a sentence."""

    def __init__(self, message: str, who: str = "") -> None:
        super().__init__(message)
        self.who = who


class UnwritableDatabaseError(DatabaseError):
    """The place of the database can't be written."""


class UnsupportedSqliteError(DatabaseError):
    """This Python's SQLite lacks FTS5."""


class BrokenEvidenceError(DatabaseError):
    """A span that does not give the words it claims to give."""


class SlowQueryError(ExplorerError):
    """A question that took more than its budget, or that a newer one overtook."""

    exit_status = 75  # EX_TEMPFAIL of sysexits.h: ask for less, or again
