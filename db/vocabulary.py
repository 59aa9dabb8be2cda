"""The closed lists that the product speaks in."""

from __future__ import annotations

KINDS = (
    "cooperation agreement",
    "memorandum of understanding",
    "supplementary agreement",
    "working arrangement",
    "joint action plan",
    "joint declaration",
    "protocol",
    "framework agreement",
    "strategic partnership",
    "administrative arrangement",
    "letter of intent",
    "other",
)

SHORT_KINDS = {
    "cooperation agreement": "cooperation",
    "memorandum of understanding": "MoU",
    "supplementary agreement": "supplement",
    "working arrangement": "arrangement",
    "joint action plan": "action plan",
    "joint declaration": "declaration",
    "framework agreement": "framework",
    "strategic partnership": "partnership",
    "administrative arrangement": "admin. arr.",
    "letter of intent": "intent",
}

KIND_SHORTHANDS = {
    "mou": "memorandum of understanding",
    "mous": "memorandum of understanding",
    "loi": "letter of intent",
    "plan": "joint action plan",
    "action plan": "joint action plan",
    "supplemental agreement": "supplementary agreement",
}

STATUSES = (
    "signed",
    "approved",
    "announced",
    "in force",
    "negotiating",
    "proposed",
    "referred",
    "expired",
    "suspended",
)

PROVISIONS = (
    "information exchange",
    "joint operations/projects",
    "training/capacity building",
    "access to databases",
    "liaison officers/mutual representation",
    "technical assistance",
    "secure communications",
    "joint action plan",
    "coordination/avoid duplication",
    "other",
)

BASES = ("stated", "resolved", "curated")

LINK_RELATIONS = ("supplements", "implements", "replaces", "renews")

DATED_ATTRIBUTES = frozenset({"date", "expires"})
SINGLE_ATTRIBUTES = ("kind", "status", "date", "place", "duration", "expires")  # an agreement has one of each

SORTS = ("newest", "oldest", "best match", "title", "kind", "sources")  # orders of a list; the first is the usual one
