"""What an outlet calls the actors of its text: names with their titles, and role nouns with their modifiers.

No list of labels is needed: every capitalised run that behaves like a name, and every noun for a person or a group, is
a head with what stands before it. Heads group the ways in which one actor is named ("North Korean dictator Kim Jong
Un", "Mr. Kim"): a name's head is that one of its words which the article also uses alone, else its last; the names of
places and bodies are whole.

What the rules cannot see: that two heads are one actor ("the leader", "Kim"), a name in a headline that capitalises
every word unless the body has it too, and properties that are told by a verb.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.annotations.labels.modifiers import modifier_starts
from transforms.annotations.labels.names import Names, find_names, role_words
from transforms.text.columns import Numbers, order_by, overlapping, run_starts
from transforms.text.matching import SentenceIndex
from transforms.vocabulary import ACTOR_RULES

_SCHEMA: Final = {
    "article_id": pl.String,
    "sentence_id": pl.String,
    "head": pl.String,
    "phrase": pl.String,
    "modifier": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "voice": pl.String,
    "quote_id": pl.String,
    "rule": pl.String,
}
_MIN_RECURRING: Final = 2  # a head that stands once in an article, without a modifier, shows no word choice
_NAME, _TITLED, _ROLE = 0, 1, 2
_RULES: Final = pl.Series(ACTOR_RULES)


class _Mentions(NamedTuple):
    """Mentions as columns: begin with modifier, begin of the name or noun, end, number of the head, and of the rule."""

    begins: Numbers
    names: Numbers
    ends: Numbers
    heads: Numbers
    rules: Numbers


class Actors(NamedTuple):
    """Mentions of actors, and the names of the batch."""

    mentions: pl.DataFrame
    names: pl.DataFrame


def actor_labels(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    index: SentenceIndex | None = None,
) -> Actors:
    """Mentions of actors, with what each is called, and all names that were found on the way.

    Args:
        articles: One row per article, with ``article_id``; fixes nothing else.
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (nullable), ``text``; sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
        index: The sentences' index, where the caller has made it for other tags too.

    Returns:
        ``mentions``: one row per mention of a head that recurs in its article or carries a modifier, in the order of
        the text: ``head`` (lower case; a name's surname or the word used alone, a noun's singular), ``phrase`` as
        written from the modifier to the head's end, ``modifier`` (null where there is none), offsets of the phrase in
        the article's text, voice and quote. ``rule`` is name, titled_name or role.
        ``names``: every name, recurring or not, in the order of the text: number of its sentence in the index, and
        where it begins with its title, without, and ends, in the running words of the index.
    """
    del articles
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    mentions, forms, names = _mentions(index)
    of_names = pl.DataFrame(
        {
            "sentence": np.searchsorted(index.starts, names.begins, side="right") - 1,
            "begin": names.begins,
            "start": names.names,
            "end": names.ends,
        }
    )
    numbers = np.searchsorted(index.starts, mentions.begins, side="right") - 1
    is_told = _recurs(index.article_numbers[numbers], mentions.heads) | (mentions.begins != mentions.names)
    numbers, mentions = numbers[is_told], _Mentions(*(column[is_told] for column in mentions))
    bounds = index.starts[numbers]
    begins, starts, ends = mentions.begins - bounds, mentions.names - bounds, mentions.ends - bounds
    voice, quote_id = index.voices_at(numbers, starts)
    stretches = list(zip(numbers.tolist(), begins.tolist(), starts.tolist(), ends.tolist(), strict=True))
    texts = index.texts
    columns: pl.DataFrame = index.columns.select("article_id", "sentence_id", "char_start")[numbers]
    told = columns.with_columns(
        head=pl.Series(forms, dtype=pl.String).gather(mentions.heads),
        rule=_RULES.gather(mentions.rules),
        voice=voice,
        quote_id=quote_id,
        phrase=pl.Series([texts[number][begin:end] for number, begin, _, end in stretches], dtype=pl.String),
        modifier=pl.Series(
            [
                None if begin == name else texts[number][begin:name].strip(" -") or None
                for number, begin, name, _ in stretches
            ],
            dtype=pl.String,
        ),
        char_start=pl.col("char_start") + begins,
        char_end=pl.col("char_start") + ends,
    ).select(pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items())
    return Actors(told, of_names)


def _recurs(articles: Numbers, heads: Numbers) -> npt.NDArray[np.bool_]:
    """Whether each mention's head stands in its article more than once."""
    order = order_by(articles, heads)
    sizes = np.diff(run_starts(articles[order], heads[order]))
    recurs = np.empty(order.size, dtype=bool)
    recurs[order] = np.repeat(sizes >= _MIN_RECURRING, sizes)
    return recurs


def _mentions(index: SentenceIndex) -> tuple[_Mentions, list[str], Names]:
    """All mentions in the order of the text, the forms of their heads, and the names among them."""
    nouns, forms = _roles(index)
    names = find_names(index, nouns.ends)
    number_of: dict[str, int] = {}
    heads = np.array([number_of.setdefault(form, len(number_of)) for form in (*names.forms, *forms)], dtype=np.int64)
    rules = np.where(names.begins == names.names, _NAME, _TITLED)
    both = _Mentions(
        np.concatenate([names.begins, nouns.begins]),
        np.concatenate([names.names, nouns.names]),
        np.concatenate([names.ends, nouns.ends]),
        np.concatenate([heads[: len(names.forms)][names.heads], heads[len(names.forms) :][nouns.heads]]),
        np.concatenate([rules, nouns.rules]),
    )
    # of two with one begin the longer comes first
    order = order_by(both.begins, both.ends.max(initial=0) - both.ends, both.rules)
    return _joined(_Mentions(*(column[order] for column in both))), list(number_of), names


def _roles(index: SentenceIndex) -> tuple[_Mentions, list[str]]:
    """Role nouns, with the adjectives and names before them."""
    words = role_words()
    first, last, terms = words.matcher.find_words(index.words)
    is_actor = np.array([head != "" for head in words.heads])[terms]
    first, last, terms = first[is_actor], last[is_actor], terms[is_actor]
    starts, ends = index.words.starts[first].astype(np.int64), index.words.ends[last].astype(np.int64)
    begins = modifier_starts(index, first) + index.starts[index.words.texts[first]]
    return _Mentions(begins, starts, ends, terms, np.full(terms.size, _ROLE)), words.heads


def _joined(mentions: _Mentions) -> _Mentions:
    """Mentions without those inside others; a role noun and the name that goes on from it are one."""
    begins, ends = mentions.begins, mentions.ends.copy()
    doubtful = overlapping(begins, ends)
    rules, names, heads = mentions.rules.copy(), mentions.names.copy(), mentions.heads.copy()
    is_told = np.ones(begins.size, dtype=bool)
    edge, kept, of_role = -1, -1, False
    spans = zip(
        doubtful.tolist(),
        begins[doubtful].tolist(),
        ends[doubtful].tolist(),
        (rules[doubtful] == _ROLE).tolist(),
        strict=True,
    )
    for place, begin, end, is_role in spans:
        if edge <= begin:
            edge, kept, of_role = end, place, is_role
            continue
        is_told[place] = False
        if of_role and not is_role and edge < end:  # "Veldan dictator" + "Rok Jon Su"
            ends[kept], heads[kept], rules[kept] = end, heads[place], _TITLED
            names[kept] = max(int(names[place]), edge + 1)  # "Secretary of Defense" + "Defense Rok Jon Su"
            edge, of_role = end, False
    return _Mentions(*(column[is_told] for column in (begins, names, ends, heads, rules)))
