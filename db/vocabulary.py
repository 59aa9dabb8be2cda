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

ATTRIBUTES = ("date", "expiry", "place", "duration", "signatory", "topic", "provision", "initiative", "link")

ATTRIBUTE_SYNONYMS = {
    "year": "date",
    "day": "date",
    "expires": "expiry",
    "expiration": "expiry",
    "end": "expiry",
    "location": "place",
    "city": "place",
    "country": "place",
    "term": "duration",
    "length": "duration",
    "signatories": "signatory",
    "signer": "signatory",
    "signature": "signatory",
    "person": "signatory",
    "people": "signatory",
    "subject": "topic",
    "clause": "provision",
    "programme": "initiative",
    "program": "initiative",
    "project": "initiative",
    "relation": "link",
}

# Languages by code, the English name first, then what they are called in the six languages that articles are read in
# and in themselves; lower case, without accents. Source: Unicode CLDR 45, common/main.
LANGUAGES = {
    "en": "english anglais ingles englisch inglese",
    "fr": "french francais frances franzosisch francese",
    "es": "spanish espagnol espanol spanisch spagnolo espanhol castellano",
    "de": "german allemand aleman deutsch tedesco alemao",
    "it": "italian italien italiano italienisch",
    "pt": "portuguese portugais portugues portugiesisch portoghese",
    "nl": "dutch neerlandais neerlandes niederlandisch olandese holandes nederlands",
    "pl": "polish polonais polaco polnisch polacco polones polski",
    "ro": "romanian roumain rumano rumanisch rumeno romeno romana",
    "sv": "swedish suedois sueco schwedisch svedese svenska",
    "da": "danish danois danes danisch danese dinamarques dansk",
    "no": "norwegian norvegien noruego norwegisch norvegese noruegues norsk",
    "fi": "finnish finnois fines finnisch finlandese finlandes suomi",
    "ca": "catalan catala katalanisch catalano catalao",
    "cs": "czech tcheque checo tschechisch ceco tcheco cestina",
    "hu": "hungarian hongrois hungaro ungarisch ungherese magyar",
    "el": "greek grec griego griechisch greco grego ελληνικα",
    "bg": "bulgarian bulgare bulgaro bulgarisch български",
    "tr": "turkish turc turco turkisch turkce",
    "ru": "russian russe ruso russisch russo русскии",
    "uk": "ukrainian ukrainien ucraniano ukrainisch ucraino українська",
    "ar": "arabic arabe arabisch arabo العربية",
    "fa": "persian persan persa persisch persiano فارسی",
    "he": "hebrew hebreu hebreo hebraisch ebraico hebraico עברית",
    "zh": "chinese chinois chino chinesisch cinese chines 中文",
    "ja": "japanese japonais japones japanisch giapponese 日本語",
    "ko": "korean coreen coreano koreanisch 한국어",
}

BASES = ("stated", "resolved", "curated")

LINK_RELATIONS = ("supplements", "implements", "replaces", "renews")

DATED_ATTRIBUTES = frozenset({"date", "expires"})
SINGLE_ATTRIBUTES = ("kind", "status", "date", "place", "duration", "expires")  # an agreement has one of each

SORTS = ("newest", "oldest", "best match", "title", "kind", "sources")  # orders of a list; the first is the usual one
