"""What analysts sort quotes by: the party, whether a source is unnamed on purpose, how gender and role are known.

Everything is read from what resolution found and from the sentences around; each value stands with where it comes from.
"""

import re
from functools import cache
from typing import Any, Final

import polars as pl

from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.resources import read_rows, read_toml

FACET_COLUMNS: Final = {
    "speaker_party": pl.String,
    "speaker_party_source": pl.String,
    "speaker_gender_source": pl.String,
    "speaker_role_source": pl.String,
    "anonymity": pl.String,
    "anonymity_text": pl.String,
}
_SECOND_PERSON: Final = re.compile(r" (?:to|for|of|at|with|in|from) |/")  # what follows is another's office
_BEHIND: Final = frozenset(("of", "for", "from", "in", "at", "with", "who", "that", "on", "to", "familiar", "briefed"))
_PRONOUNS: Final = frozenset(("one", "another"))  # of several unnamed sources
_OWNED: Final = re.compile(r"[A-Z][^,]*['’]s? ([^,]+)")  # "Ana Varn's widow"
_READ: Final = ("text", "name", "method", "rule", "kind", "affiliation", "title", "gender", "role")
_AFTER: Final = 1  # sentences after the quote's own in which the reason for anonymity is given


def speaker_facets(quotes: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Facets of each quote.

    Args:
        quotes: ``quote_id``, ``article_id``, ``sentence_id`` and the resolved speaker columns.
        sentences: ``sentence_id``, ``article_id``, ``sentence_index`` and ``text``, in order.

    Returns:
        ``quote_id`` and ``FACET_COLUMNS``, in the order of the quotes. Null is *not known*; ``anonymity`` is null where
        the source is no unnamed person.
    """
    around = _around(quotes.filter(speaker_kind="anonymous"), sentences)
    rows: list[list[str | None]] = []
    granted: dict[tuple[str, str], str] = {}
    names = quotes.select("article_id", "sentence_id", *(f"speaker_{name}" for name in _READ))
    for article_id, sentence_id, text, name, method, rule, kind, affiliation, title, gender, role in names.iter_rows():
        party, party_source = _party(affiliation or "", title or "") if kind != "document" else (None, None)
        anonymity, reason = None, None
        if kind == "anonymous":
            mention = (name if method in {"pronoun", "carried"} else text) or text or name or ""
            anonymity, reason = _anonymity(mention, rule, around.get(sentence_id, ""))
            if anonymity == "granted" and name:
                granted[article_id, name] = reason or ""
        rows.append(
            [
                *(party, party_source, _gender_source(gender, text, title, name)),
                _role_source(role, title),
                *(anonymity, reason),
            ]
        )
    for row, article_id, name in zip(rows, quotes["article_id"], quotes["speaker_name"], strict=True):
        if row[-2] == "unnamed" and (article_id, name) in granted:
            row[-2:] = ["granted", granted[article_id, name]]
    facets = pl.DataFrame(rows, schema=FACET_COLUMNS, orient="row")
    return quotes.select("quote_id").hstack(facets)


def _around(quotes: pl.DataFrame, sentences: pl.DataFrame) -> dict[str, str]:
    """The sentence of each quote with the next of its article, in lower case, by its id."""
    rows = sentences["sentence_id"].is_in(quotes["sentence_id"].unique().implode()).arg_true()
    articles, texts = sentences["article_id"], sentences["text"]
    found = [[text] for text in texts.gather(rows).to_list()]
    for step in range(1, _AFTER + 1):
        # behind the last sentence none follows, and the first one is of another article or is it alone
        following = (rows + step) % max(sentences.height, 1)
        same = (articles.gather(following) == articles.gather(rows)) & (following > rows)
        for parts, text, is_same in zip(found, texts.gather(following).to_list(), same.to_list(), strict=True):
            parts.append(text if is_same else "")
    ids = sentences["sentence_id"].gather(rows).to_list()
    return {sentence_id: " ".join(parts).lower() for sentence_id, parts in zip(ids, found, strict=True)}


@cache
def _forms() -> tuple[dict[str, str], re.Pattern[str]]:
    """Party by form, and what finds a form in a title."""
    forms = {
        form: row["party"] for row in read_rows("parties.csv") for form in (row["party"], *row["forms"].split(";"))
    }
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return forms, re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b")


def _party(affiliation: str, title: str) -> tuple[str | None, str | None]:
    forms, pattern = _forms()
    if affiliation in forms:
        return forms[affiliation], "affiliation"
    if title and (match := pattern.search(_SECOND_PERSON.split(title, maxsplit=1)[0])):
        return forms[match[1]], "title"
    return None, None


def _gender_source(gender: str | None, text: str | None, title: str | None, name: str | None) -> str | None:
    """Whether a title or description tells the gender, the given name, or else the pronouns that follow."""
    if not gender:
        return None
    words = lexicon()
    for word in f"{title or ''} {text or ''}".split():
        key = plain_word(word.strip(".,'’\"“”()"))
        noun, titled = words.nouns.get(key), words.titles.get(key)
        if (noun is not None and noun.gender == gender) or (titled is not None and titled.gender == gender):
            return "title"
    first = plain_word((name or "").partition(" ")[0])
    return "name" if words.given_gender.get(first) == gender else "pronoun"


def _role_source(role: str | None, title: str | None) -> str | None:
    return None if not role else "title" if title else "mention"


@cache
def _words() -> dict[str, Any]:
    lists = read_toml("anonymity.toml")
    words = {name: frozenset(lists[name]) for name in ("nobody", "generic", "told_by_owner", "media", "sources")}
    return {"granted": re.compile("|".join(lists["granted"])), **words}


def _anonymity(mention: str, rule: str | None, around: str) -> tuple[str, str | None]:
    """Whether a source is unnamed on purpose, and the words that grant it.

    Returns:
        granted (the text says that the name is kept back), unnamed (a source without a name), identified (an epithet,
        a relative or an office of somebody whom readers can tell), medium (a newspaper or station), or nobody.
    """
    words = _words()
    lowered = mention.lower().strip()
    tokens = lowered.split()
    if not tokens:
        return "nobody", None
    if lowered in words["nobody"]:
        return "nobody", None
    if tokens[0] in words["generic"] and not "".join(tokens[1:2]).isdigit():  # "No 10 officials"
        return "nobody", None
    if (owned := _OWNED.match(mention)) and owned[1].lower() in words["told_by_owner"]:
        return "identified", None
    head = _head(tokens)
    if head in words["media"]:
        return "medium", None
    if match := words["granted"].search(around):
        return "granted", match[0]
    is_definite = tokens[0] == "the" and not head.endswith("s")
    if is_definite and rule == "own_words" and head not in words["sources"]:
        return "identified", None
    is_bare_name = mention[:1].isupper() and len(tokens) == 1 and not head.endswith("s")
    if is_bare_name and head not in words["sources"] | _PRONOUNS and rule == "own_words":
        return "identified", None
    return "unnamed", None


def _head(tokens: list[str]) -> str:
    """The noun that the mention is about: the last word before *of*, *for*, *who* and the like."""
    for place, token in enumerate(tokens):
        if place and token in _BEHIND:
            return tokens[place - 1].strip(",.'’")
    return tokens[-1].strip(",.'’")
