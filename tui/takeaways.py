"""What can be copied, shown bare or written, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from db.citing import Clips

Takeaway = Literal["citation", "id", "quote", "link"]

LONGEST_NAME = 80

NAMES: dict[Takeaway, str] = {
    "citation": "citation", "id": "id", "quote": "quote", "link": "link",
}  # fmt: skip
MISSING: dict[Takeaway, str] = {
    "citation": "There is nothing to cite here.",
    "id": "An article has no id; y y takes its citation.",
    "quote": "No article states this: there is no quote.",
    "link": "No link is known; the citation names the file.",
}


def taken(clips: Clips, what: Takeaway) -> str | None:
    """What is to be taken along, None where there is none."""
    found = {"citation": clips.citation, "id": clips.id, "quote": clips.quote, "link": clips.link}
    return found[what]


def proposed_name(clips: Clips) -> str:
    """The file that is proposed for writing: a name and never a path, whatever another program made of the id."""
    name = "".join(char for char in clips.id or "" if char.isalnum() or char in "-_.").lstrip(".-")
    return f"{name[:LONGEST_NAME] or 'citations'}.txt"


def sent_words(what: Takeaway) -> str:
    """What is said after sending: terminals give no receipt."""
    return f"Sent to the terminal: {NAMES[what]}. Y shows it"


def deaf_words(what: Takeaway) -> str:
    """What is said where the terminal can't be handed anything."""
    return f"No copies here: Y shows the {NAMES[what]}, W writes it"
