"""Every closed list of the tables, once: the rules that make a value and the contract that allows it read it here.

What a user may extend (media, concepts) is no closed list. Lists whose members carry more than their name (acts,
frames, attribution rules) are data; here stand their ids.
"""

from typing import Final

from transforms.resources import read_rows

_UNLISTED_UNITS: Final = frozenset({"count", "age", "cad", "aud"})  # what no word behind a figure tells

# --- whose words
VOICES: Final = ("outlet", "indirect", "direct")
QUOTED_VOICES: Final = ("indirect", "direct")  # of a stretch that is not the outlet's own
QUOTE_KINDS: Final = ("direct", "mixed", "indirect")

# --- stretches of a text
KEPT_ROLES: Final = ("title", "subtitle", "byline", "dateline", "lead", "body", "heading", "caption", "credit")
BOILERPLATE_ROLES: Final = (
    "navigation",
    "share",
    "player",
    "related",
    "advert",
    "legal",
    "subscribe",
    "notice",
    "author_box",
    "comments",
    "alt_text",
    "other",
)
BLOCK_ROLES: Final = KEPT_ROLES + BOILERPLATE_ROLES
SENTENCE_ROLES: Final = ("title", "subtitle", "lead", "body", "heading", "caption")  # roles that are cut into sentences
BODY_ROLES: Final = ("lead", "body", "heading")  # roles whose words make an article's word_count

# --- documents and articles
SOURCE_KINDS: Final = ("html", "raw_text", "text")  # also the fields of a record of which exactly one must be given
OUTLET_METHODS: Final = ("given", "domain", "metadata", "signature", "byline", "none")
DATE_PRECISIONS: Final = ("second", "minute", "hour", "day", "month", "year")
DATE_METHODS: Final = ("given", "json_ld", "meta", "time_element", "url", "text")
LANGUAGE_SUPPORT: Final = ("full", "text_only")
PAGE_KINDS: Final = ("article", "live_blog")
ARTICLE_KINDS: Final = (
    "news",
    "analysis",
    "interview",
    "live_blog",
    "fact_check",
    "obituary",
    "opinion",
    "editorial",
    "letter",
    "review",
    "sponsored",
)
ARTICLE_KIND_RULES: Final = ("page_kind", "title", "section", "path", "byline", "none")
DUPLICATE_KINDS: Final = ("exact", "near", "wire")
CREDIT_KINDS: Final = ("agency", "image", "additional_reporting", "copyright", "initials")
REJECT_REASONS: Final = {
    "unreadable_file": "The file could not be opened or read.",
    "source_unavailable": "The source is not there, may not be read, or does not answer; the next run tries again.",
    "link_leads_out": "The file is a link that leads out of the folder which was named; --follow-links reads it.",
    "unsupported_type": "The file's ending is none that newsprism reads.",
    "not_text": "The bytes are no text in any encoding (a picture, a database, an archive).",
    "truncated_archive": "The compressed file ends too early; the records before the break were read.",
    "broken_record": "The record is no valid JSON object or CSV row.",
    "missing_content": "The record has none of html, raw_text and text.",
    "ambiguous_content": "The record has more than one of html, raw_text and text.",
    "invalid_field": "A field of the record has the wrong type.",
    "empty_article": "Nothing is left that could be called an article.",
    "too_large": "The document is larger than the limit.",
    "too_deep": "The page nests deeper than the limit, or its compression ratio passes the limit.",
    "duplicate_id": "Another document of the warehouse's sources has the same id.",
    "forgotten": "The article was taken out of the warehouse for good with newsprism forget.",
    "no_article_text": "The page holds no article: an index, a player, a form.",
    "notice_page": "The site shows a notice instead of an article: not found, access denied, a check for robots.",
    "empty_page": "The page is empty, or the parser finds no element in it.",
    "extractor_failed": "The extraction library gave up on the page's markup.",
    "live_blog": "The page is a live blog: many small entries, no one article.",
    "index_page": "The page is a list of articles.",
    "not_html": "The record is no HTML page (an image, a feed, an error page of the server).",
    "http_error": "The archived response is an error or a redirect.",
    "outside_manifest_folder": "The manifest names a file outside its own folder.",
    "timed_out": "The document took longer than the limit; tried again in the next runs.",
    "worker_ended": "The process that worked on it was ended from outside (want of memory, mostly), or crashed.",
    "internal_error": "A rule failed on this document; the detail names it. Please report it.",
}
PAGE_REASONS: Final = (  # those that extracting a page gives
    "empty_page",
    "not_html",
    "too_large",
    "too_deep",
    "index_page",
    "no_article_text",
    "extractor_failed",
)

# --- speakers
SPEAKER_KINDS: Final = ("person", "organization", "office", "collective", "metonym", "document", "anonymous")
SPEAKER_METHODS: Final = ("name", "title", "pronoun", "carried", "none")
SPEAKER_ROLES: Final = ("decision_maker", "representative", "informational", "participant")
AFFILIATION_CLASSES: Final = (
    "government",
    "politics",
    "law",
    "law_enforcement",
    "corporate",
    "ngo",
    "academic",
    "media",
    "religious",
    "witness",
    "victim",
)
GENDERS: Final = ("f", "m")
GENDER_SOURCES: Final = ("title", "name", "pronoun")
ROLE_SOURCES: Final = ("title", "mention")
PARTY_SOURCES: Final = ("affiliation", "title")
ANONYMITY: Final = ("granted", "unnamed", "identified", "medium", "nobody")
ALIAS_KINDS: Final = ("name", "variant", "acronym", "metonym", "user")

# --- attribution
CUE_CLASSES: Final = (
    "neutral",
    "claim",
    "deny",
    "refuse",
    "admit",
    "accuse",
    "criticize",
    "demand",
    "ask",
    "warn",
    "promise",
    "announce",
    "open",
    "praise",
    "name",
    "show",
    "think",
    "joke",
)
ATTRIBUTION_RULES: Final = tuple(row["rule"] for row in read_rows("attribution_rules.csv"))

# --- acts and frames
ACT_IDS: Final = tuple(row["act_id"] for row in read_rows("acts.csv"))
ACT_RULES: Final = (  # what each means stands in transforms/annotations/acts/reading.py
    "stated",
    "performed",
    "negated",
    "denied",
    "refusal",
    "negated_refusal",
    "ended",
    "failed",
    "kept",
    "let",
    "vowed",
    "hostile_request",
    "hedged",
    "possible_force",
    "asked",
    "claimed",
    "contradicted",
)
ACTS_TOLD_AS: Final = ("evaluation", "report")
FRAME_IDS: Final = tuple(row["frame_id"] for row in read_rows("frames.csv"))

# --- word choice
REGISTERS: Final = (  # of the bundled labels; a user's own set may use others
    "neutral",
    "pejorative",
    "euphemistic",
    "approving",
    "evaluative",
    "contested",
    "legal",
    "self-designation",
    "informal",
    "dated",
)
LABEL_RULES: Final = ("bundled", "user")
ACTOR_RULES: Final = ("name", "titled_name", "role")
DISTANCES: Final = ("marks", "so_called")
TERM_KINDS: Final = ("word", "bigram")

# --- names and figures
NAMED_KINDS: Final = ("person", "organization", "place", "other")
QUALIFIERS: Final = ("about", "at_least", "more_than", "almost", "up_to", "less_than", "another")
BASE_UNITS: Final = tuple(sorted({row["base_unit"] for row in read_rows("number_units.csv")} | _UNLISTED_UNITS))
UNITS: Final = tuple(sorted({row["unit"] for row in read_rows("number_units.csv")} | _UNLISTED_UNITS))

# --- across articles
STORY_METHODS: Final = ("average_link",)
STORY_ARTICLE_KINDS: Final = ("report", "opinion", "follow_up", "brief", "live_blog")
STORY_CHANGES: Final = ("created", "split_from", "merged_into", "retired")

CARRIAGES: Final = ("direct", "partial", "indirect", "unattributed")
STORY_RULES: Final = ("story_variant", "story_surname")
EDIT_KINDS: Final = ("cut", "added", "replaced", "spelling", "punctuation")
EDIT_POSITIONS: Final = ("start", "middle", "end")

OMITTED_KINDS: Final = ("speaker", "quote", "label", "act", "fact")
OMISSION_STATUSES: Final = ("absent", "mentioned", "indirect_only")
ITEM_STATUSES: Final = ("carried", *OMISSION_STATUSES)
CONFLICT_KINDS: Final = ("rounding", "update", "conflict")

# --- what views answer
RENDERINGS: Final = ("whole", "reworded", "cut", "unquoted")
CARRIED_IN_STORY: Final = ("direct", "indirect", "named", "absent")
REPORTED_AS: Final = ("own", "joint", "described", "unnamed", "spokesman")
OPENING_PARTS: Final = ("title", "lead", "text")
HEADLINE_READINGS: Final = ("open", "closed", "neither", "unsure")
HEADLINE_COMPARISONS: Final = ("same side", "other side", "one of them neither", "nothing to compare")
ARTICLE_ORIGINS: Final = ("own", "wire", "copy", "unknown")
MART_VOICES: Final = ("outlet", "opinion", "indirect", "direct")
QUOTATIONS: Final = ("unquoted", "partly quoted", "quoted")
VERDICTS: Final = ("more", "less", "same", "too small to tell")
MEASURES: Final = (
    "speaker", "speaker_words", "speaker_paraphrase", "first_quoted", "source_kind", "anonymous", "anonymity",
    "affiliation", "role", "party", "gender", "cue", "cue_negated", "cue_of_speaker", "label", "label_opinion",
    "label_indirect", "label_direct", "distance", "frame", "topic", "kind", "headline", "headline_act",
    "headline_agent", "act_by", "act_toward", "variant", "variant_condition", "omission", "wire", "length", "actor",
    "term",
)  # fmt: skip
RELATION_KINDS: Final = ("table", "view")  # of a row of data_dictionary
