"""Speech and action classes: the sixteen PLOVER types, from verbs and nominalisations and what turns them.

The clause is read for four kinds of words: terms of an act; negators, which turn the act they reach (won't cooperate is
a refusal, would not rule out is an opening); hedges and question marks, which take its polarity to 0; and set phrases
that look like an act and are none (a heart attack). A word that governs what follows it (rule out, call for, accuse of)
swallows the acts in its object. A title reports one main act; a body sentence may report several.

What the rules cannot see: irony, metaphor beyond the set phrases, an act told without any of its words.

Source of the classes: Halterman, Bagozzi, Beger, Schrodt and Scarborough (2023), "PLOVER and POLECAT: a new political
event ontology and dataset". Definitions and terms are ours.
"""

import re
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.matching import Found, SentenceIndex, TermMatcher, grouped, inflect, term_key
from transforms.resources import read_rows, read_toml

_CONTENT: Final = "content"  # the role of a quote's content, read as a sentence
_NOT, _MAYBE, _SKIP, _STOP = "not", "maybe", "skip", "stop:"
_FORCE, _NATURE, _CASUALTY = 1, 2, 4
_CONTEXTS: Final = {"force": _FORCE, "nature": _NATURE, "casualty": _CASUALTY}
_SCOPE: Final = 6  # words that a negator, a hedge or a governing verb reaches: a verb with its noun phrase
_GOVERNING: Final = {"request": 2.0, "accuse": 2.5, "reject": 2.5, "threaten": 2.5}  # from this strength on
_NEVER: Final = 99.0
_REACH: Final = 60  # characters that so many words may fill
_BREAK: Final = re.compile(r"[,;:.!?()\[\]—–\"“”]|['’](?= )|\bbut\b|\bwhile\b|\bafter\b", re.IGNORECASE)
_SENTENCE_PART: Final = re.compile(r"(?:[^:;?!—–|.]|\.(?! ))+[?!]?|[:;?!—–|.]")
_OPENING: Final = re.compile(r"(?:^|[:.!?—–|] ?)[\"'“”‘’ ]*\Z")
_SUBORDINATE: Final = re.compile(
    r"\b(?:after|amid|over|despite|who|which|that|as|since|when|while|before|because|for|of|in|during|until|from|about)\b",
    re.IGNORECASE,
)
_EXPLAINER: Final = re.compile(
    r"^\W*(?:how|why|what|who|where|when|here's|inside|meet"
    r"|\d+ (?:\w+ )?(?:things|ways|reasons|facts|takeaways|questions|moments|times|photos|lessons|tips|charts))\b",
    re.IGNORECASE,
)
_UNWILLING: Final = re.compile(
    r"(?:wo|would|ca|could|do|does|should)n't|will not|cannot|not going to|no (?:plan|intention)"
)
_FORCEFUL: Final = ("sanction", "coerce", "mobilize")  # acts that threaten where they are only possible
_SUING: Final = ("impeach", "sue", "indict", "prosecut")  # and accusations that do
_CLAUSE_ENDS: Final = (":", ";", "!", "?")
_NEED_A_DOER: Final = ("assault", "threaten")  # storms kill, and threaten, without acting
_LETTING: Final = ("allow", "permit", "let", "approv")  # who lets others use force is told by the force
_OPINION: Final = re.compile(r"^\W*(?:opinion|analysis|editorial|commentary|column)\b", re.IGNORECASE)
_TITLE_THRESHOLD: Final = 2.0  # a headline's act must be performed by a verb, or by a noun that nothing weakens
_BODY_THRESHOLD: Final = 2.5  # in running text a noun ("the outrage") mostly names an act that another sentence tells
_QUOTE_THRESHOLD: Final = 2.0  # what a quotation's content does may stand in a noun
_MAX_TITLE: Final = 500  # characters; a longer "title" is a text, and clauses times acts would cost its square
_SUBORDINATE_LOSS: Final = 0.9  # after "amid", "who", "for" only a verb that performs its act is the headline's
_EXPLAINER_LOSS: Final = 0.9  # "how", "why": the act is what is explained
_QUESTION_LOSS: Final = 0.5  # a question whose act is only hinted at reports none
_OPINION_GAIN: Final = 0.5  # a headline that calls itself opinion mostly takes a stance
_NOUN_LOSS: Final = 1.2  # a verb's form standing as a noun ("his support") reports an act less surely
_PARTICIPLE_LOSS: Final = 0.5  # an -ing form mostly hangs on a noun ("officials investigating")
_ADJECTIVE_ENDINGS: Final = ("al", "ic", "ive", "ous", "ary", "ful", "less", "ese", "'s", "s'")

_SCHEMA: Final = {
    "sentence_id": pl.String,
    "article_id": pl.String,
    "act_id": pl.String,
    "polarity": pl.Int64,
    "is_negated": pl.Boolean,
    "voice": pl.String,
    "matched_terms": pl.String,
    "actor_text": pl.String,
    "target_text": pl.String,
    "rule": pl.String,
}


class _Use(NamedTuple):
    """What a written form means: its act (or negator, hedge, set phrase), how strongly, and among words of force."""

    act_id: str
    strength: float
    act_id_with_force: str
    polarity: int | None  # where it differs from the act's


class _Sense(NamedTuple):
    use: _Use | None
    noun: _Use | None  # the use where the form stands as a noun; None: no such form
    noun_test: str  # base, third: forms of verbs that are nouns as often, told by the words beside them; or empty
    is_participle: bool  # an -ing form
    opening: _Use | None  # the use at the start of a clause: an imperative
    contexts: int  # bits of _FORCE, _NATURE, _CASUALTY: what the form says of the sentence


class _Lexicon(NamedTuple):
    matcher: TermMatcher
    senses: list[_Sense]
    is_hint: npt.NDArray[np.bool_]  # true for an act too weak to be told of a body sentence
    is_act: npt.NDArray[np.bool_]  # false for negators, hedges, set phrases and words of context alone
    is_loud: npt.NDArray[np.bool_]  # true for what a body sentence needs one of, for any of its acts to be told
    polarity: dict[str, int]
    when_negated: dict[str, str]


class _Act(NamedTuple):
    """An act as found in one sentence."""

    act_id: str
    polarity: int
    is_negated: bool
    char_start: int
    char_end: int
    terms: tuple[str, ...]
    strength: float
    rule: str


def _is_act(sense: _Sense) -> bool:
    uses = (use for use in (sense.use, sense.opening) if use is not None)
    return any(use.act_id not in (_NOT, _MAYBE, _SKIP) for use in uses)


def _is_hint(sense: _Sense) -> bool:
    uses = [use for use in (sense.use, sense.opening) if use is not None]
    return not sense.contexts and _is_act(sense) and all(use.strength < _QUOTE_THRESHOLD for use in uses)


def _is_loud(sense: _Sense) -> bool:
    """A strong act; or what makes a weak one strong: a negator, a word of stopping, a casualty."""
    uses = [use for use in (sense.use, sense.noun, sense.opening) if use is not None]
    return bool(sense.contexts & _CASUALTY) or any(
        use.strength >= _BODY_THRESHOLD or use.act_id.startswith((_NOT, _STOP)) for use in uses
    )


@cache
def _lexicon() -> _Lexicon:
    uses: dict[str, dict[str, _Use]] = {"v": {}, "n": {}, "x": {}, "i": {}}
    ambiguous: set[str] = set()
    mostly_nouns: dict[str, str] = {}
    participles: set[str] = set()
    also_nouns = frozenset(read_toml("acts_verb_forms.toml")["also_nouns"].split())
    for row in read_rows("acts_terms.csv"):
        use = _Use(
            row["act_id"],
            float(row["strength"]),
            row["act_id_with_force"] or row["act_id"],
            int(row["polarity"]) if row["polarity"] else None,
        )
        forms = [term_key(form) for form in inflect(row["term"], row["form"].replace("i", "x"))]
        if row["form"] == "v":
            participles.update(form for form in forms if form.partition(" ")[0].endswith("ing"))
            ambiguous.update(forms[:2])  # "attack" and "attacks" may be nouns, "attacked" may not
            if row["term"] in also_nouns:
                mostly_nouns.update({forms[0]: "base", forms[1]: "third"})
        for form in forms:
            known = uses[row["form"]].get(form)
            if known is None or known.strength < use.strength:
                uses[row["form"]][form] = use
    contexts: dict[str, int] = {}
    for row in read_rows("acts_contexts.csv"):
        for form in inflect(row["term"], row["form"]):
            contexts[term_key(form)] = contexts.get(term_key(form), 0) | _CONTEXTS[row["context"]]
    senses: dict[str, _Sense] = {}
    for form in {form for kind in uses.values() for form in kind} | contexts.keys():
        noun = uses["n"].get(form)
        plain = uses["x"].get(form) or uses["v"].get(form) or noun
        if form not in ambiguous:
            noun = None
        elif noun is None and plain is not None:
            noun = plain._replace(strength=plain.strength - _NOUN_LOSS)
        senses[form] = _Sense(
            plain,
            noun,
            mostly_nouns.get(form, ""),
            form in participles and form not in uses["x"],
            uses["i"].get(form),
            contexts.get(form, 0),
        )
    terms = sorted(senses)
    acts = read_rows("acts.csv")
    return _Lexicon(
        TermMatcher(terms),
        [senses[term] for term in terms],
        np.array([_is_hint(senses[term]) for term in terms]),
        np.array([_is_act(senses[term]) for term in terms]),
        np.array([_is_loud(senses[term]) for term in terms]),
        {row["act_id"]: int(row["polarity"]) for row in acts},
        {row["act_id"]: row["when_negated"] for row in acts},
    )


def act_rows() -> pl.DataFrame:
    """The acts: act_id, name, polarity (-1 conflict, 0, 1 cooperation), and definition in our own words."""
    rows = read_rows("acts.csv")
    names = ("act_id", "name", "polarity", "definition")
    return pl.DataFrame({name: [row[name] for row in rows] for name in names}).with_columns(
        pl.col("polarity").cast(pl.Int64)
    )


def _near(text: str, end: int, start: int) -> bool:
    """Whether the words between two hits are few and no clause ends among them."""
    if start - end > _REACH:
        return False
    between = text[end:start]
    return len(between) <= 1 or (between.count(" ") <= _SCOPE and _BREAK.search(between) is None)


@cache
def _word_classes() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Words before a form that make it a noun, a verb, the clause's own verb; words after one that make it a noun."""
    data = read_toml("acts_verb_forms.toml")
    names = ("before_noun", "before_verb", "before_participle", "after_noun")
    before_noun, before_verb, before_participle, after_noun = (frozenset(data[name].split()) for name in names)
    return before_noun, before_verb, before_participle, after_noun


def _word_before(folded: str, start: int) -> str:
    return folded[folded.rfind(" ", 0, start - 1) + 1 : start - 1] if start else ""


def _word_after(folded: str, end: int) -> str:
    return folded[end + 1 : end + 15].partition(" ")[0]


def _is_noun(folded: str, start: int, end: int, *, noun_test: str) -> bool:
    """Whether a form that may be verb or noun stands as a noun, told from the word before it."""
    before_noun, before_verb, _, after_noun = _word_classes()
    previous = _word_before(folded, start)
    if previous in before_noun or previous.endswith(("'s", "s'")):
        return True
    if noun_test == "third" and _word_after(folded, end) in after_noun:
        return True
    if noun_test == "base":
        if folded[end : end + 1] in _CLAUSE_ENDS or _word_after(folded, end) in after_noun:
            return True
        return not (
            previous in before_verb
            or previous.endswith(("s", "n't", ",", ":", ".", "!", "?", "-", "—", "–"))
            or not previous
        )
    return not folded[start:end].split(" ", 1)[0].endswith("s") and previous.endswith(_ADJECTIVE_ENDINGS)


def _acts_in(text: str, folded: str, hits: list[tuple[int, int, int]], lexicon: _Lexicon) -> list[_Act]:
    """Acts of one sentence: (term, start, end) hits in order, offsets into the sentence."""
    senses, polarities = lexicon.senses, lexicon.polarity
    _, _, before_participle, _ = _word_classes()
    contexts = 0
    for term, _, _ in hits:
        contexts |= senses[term].contexts
    found: list[_Act] = []
    negator: tuple[int, int] | None = None
    hedge: tuple[int, int] | None = None
    governor: _Act | None = None
    opened: _Act | None = None  # a negated refusal, whose object names what is open
    ended: tuple[_Use, int, int] | None = None  # a word of stopping, whose object is what stops
    for term, start, end in hits:
        use, noun, noun_test, is_participle, opening, _ = senses[term]
        if start and text[start - 1] == "-":  # "US-backed" qualifies a noun
            continue
        if opening is not None and _OPENING.search(text, max(0, start - 8), start):
            use, noun = opening, None
        if use is None or (use.act_id == _SKIP and (use.act_id_with_force == _SKIP or not contexts & _FORCE)):
            continue
        if use.act_id.startswith(_NOT):
            negator = (start, end)
            if use.act_id != _NOT:  # "won't": a refusal, unless the act it turns is named
                act_id = use.act_id.partition(":")[2]
                words = (folded[start:end],)
                found.append(_Act(act_id, polarities[act_id], True, start, end, words, use.strength, "refusal"))
            continue
        if use.act_id == _MAYBE:
            hedge = (start, end)
            continue
        if noun is not None and _is_noun(folded, start, end, noun_test=noun_test):
            use = noun
            if use.act_id == _SKIP:  # "champions": a verb of support, or people who won
                continue
        if use.act_id.startswith(_STOP):
            if use is noun:
                continue
            ended = (use, start, end)
            use = use._replace(act_id=use.act_id.removeprefix(_STOP), act_id_with_force=use.act_id.removeprefix(_STOP))
            if use.act_id == "none":
                continue
        elif (
            ended is not None
            and not folded.startswith("no ", start)
            and opened is None
            and governor is None
            and _near(text, ended[2], start)
        ):
            stopped = use.act_id_with_force if contexts & _FORCE else use.act_id
            act_id = "concede" if polarities[stopped] < 0 else "reject"
            if found and found[-1].char_start == ended[1]:
                found.pop()
            found.append(
                _Act(
                    act_id,
                    polarities[act_id],
                    is_negated=False,
                    char_start=ended[1],
                    char_end=end,
                    terms=(folded[ended[1] : ended[2]], folded[start:end]),
                    strength=3.0,
                    rule="ended",
                )
            )
            ended = None
            continue
        kind = use.act_id_with_force if contexts & _FORCE else use.act_id
        strength = use.strength
        previous = _word_before(folded, start) if is_participle else ""
        if is_participle and previous not in before_participle and not previous.endswith(","):
            strength -= _PARTICIPLE_LOSS
        if contexts & _NATURE and kind in _NEED_A_DOER:
            continue
        if contexts & _CASUALTY and kind == "assault":
            strength += 1.0
        if opened is not None and _near(text, opened.char_end, start):
            if polarities[kind] > 0:
                found[-1] = opened._replace(
                    act_id=kind, char_end=end, terms=(*opened.terms, folded[start:end]), rule="negated_refusal"
                )
            opened = None
            continue
        if governor is not None and _near(text, governor.char_end, start):
            if governor.act_id == "reject" and folded.startswith("rule out", start):
                found[-1] = governor._replace(
                    act_id="agree", polarity=1, is_negated=True, char_end=end, rule="negated_refusal"
                )
                opened = found[-1]
            elif governor.act_id == "request" and polarities[kind] < 0 and not governor.terms[0].startswith("propos"):
                found[-1] = governor._replace(
                    polarity=-1, terms=(*governor.terms, folded[start:end]), rule="hostile_request"
                )
            governor = None
            continue
        if (
            found
            and found[-1].char_end < start
            and polarities[kind] < 0
            and found[-1].rule == "stated"
            and found[-1].terms[0].startswith(_LETTING)
            and _near(text, found[-1].char_end, start)
        ):
            let = found.pop()
            told = (*let.terms, folded[start:end])
            found.append(let._replace(act_id=kind, polarity=polarities[kind], char_end=end, terms=told, rule="let"))
            continue
        governor = opened = None
        is_negated = negator is not None and _near(text, negator[1], start)
        is_hedged = hedge is not None and _near(text, hedge[1], start)
        polarity = polarities[kind] if use.polarity is None else use.polarity
        act_id, rule, negated_from = kind, "stated", start
        terms: tuple[str, ...] = (folded[start:end],)
        if is_negated and negator is not None:
            act_id, rule = lexicon.when_negated[kind], "negated"
            if act_id == "concede" and not _UNWILLING.match(folded, negator[0]):
                act_id = "reject"  # "was not fired" denies; "won't fire" gives way
            terms = (folded[negator[0] : negator[1]], *terms)
            if found and found[-1].char_start == negator[0]:
                strength = max(strength, found.pop().strength)
            negated_from = negator[0]
            negator = None
            if act_id == "none":
                continue
            polarity = polarities[act_id]
        elif is_hedged and hedge is not None:
            terms = (folded[hedge[0] : hedge[1]], *terms)
            if kind in _FORCEFUL or folded.startswith(_SUING, start):
                act_id, rule = "threaten", "possible_force"
            else:
                polarity, rule = 0, "hedged"
        act = _Act(act_id, polarity, is_negated, negated_from, end, terms, strength, rule)
        found.append(act)
        if is_negated and kind == "reject":
            opened = act
        elif strength >= _GOVERNING.get(kind, _NEVER) and (ended is None or ended[1] != start):
            governor = act
    return found


def _title_act(text: str, acts: list[_Act]) -> list[_Act]:
    """The main act of a headline: the strongest, and of those the first, that stands in a main clause."""
    best: _Act | None = None
    is_opinion = _OPINION.match(text) is not None
    best_value = _TITLE_THRESHOLD - (_OPINION_GAIN if is_opinion else 0.0)
    for part in _SENTENCE_PART.finditer(text):
        is_question = part.group().rstrip().endswith("?")
        is_explainer = _EXPLAINER.match(part.group()) is not None
        for act in acts:
            if not part.start() <= act.char_start < part.end():
                continue
            value = act.strength
            if _SUBORDINATE.search(text, part.start(), act.char_start):
                value -= _SUBORDINATE_LOSS
            if is_explainer and not is_opinion:
                value -= _EXPLAINER_LOSS
            if is_question:
                value -= _QUESTION_LOSS
                act = act._replace(polarity=0, rule="asked")  # noqa: PLW2901  the same act, read as a question
            if value > best_value or (best is None and value == best_value):
                best, best_value = act, value
    return [] if best is None else [best]


_NAMED: Final = r"[A-Z][\w.'’&-]*(?: (?:(?:of|the|and|de|al|bin|for|in) ){0,2}[A-Z][\w.'’&-]*)*"
_FIRST_NAME: Final = re.compile(rf"[^A-Z,;:.!?—–]*({_NAMED})")
_LAST_NAME: Final = re.compile(rf"({_NAMED})[^A-Z,;:—–]*\Z")
_NOT_A_NAME: Final = re.compile(
    r"^(?:(?:On|In|At|By|For|From|With|As|The|A|An|And|But|He|She|They|It|We|I|You|This|That|These|Those|If|When|While|After|Before|Since"
    r"|Meanwhile|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b\s*)+"
)
_BY: Final = re.compile(r"\s+by\s+")


def _name(found: str) -> str | None:
    """A capitalised run as a name: without a sentence's first word or a weekday; None where nothing is left."""
    name = _NOT_A_NAME.sub("", found).rstrip(".'’")
    return name if name and name[0] not in "'’" else None


def _actor(text: str, start: int) -> str | None:
    """The nearest name before an act within its clause, if one stands there."""
    window = text[max(0, start - _REACH) : start]
    if start > _REACH:
        window = window.partition(" ")[2]  # never half a word
    if window.islower() or (found := _LAST_NAME.search(window)) is None:
        return None
    return _name(found.group(1))


def _target(text: str, end: int) -> str | None:
    """The first name after an act within its clause, if one stands there."""
    window = text[end : end + _REACH]
    if len(text) > end + _REACH:
        window = window.rpartition(" ")[0]
    if window.islower() or (found := _FIRST_NAME.match(window)) is None:
        return None
    return _name(found.group(1))


def _acts_of_sentences(index: SentenceIndex) -> list[tuple[int, _Act]]:
    lexicon = _lexicon()
    numbers, hits = index.find(lexicon.matcher)
    lengths = np.fromiter(map(len, index.texts), np.int64, len(index.texts))
    is_title = (lengths <= _MAX_TITLE) & np.array([role == "title" for role in index.roles], dtype=bool)
    is_content = np.array([role == _CONTENT for role in index.roles], dtype=bool)
    is_told = is_title[numbers] | ~lexicon.is_hint[hits.terms]
    numbers, hits = numbers[is_told], Found(*(column[is_told] for column in hits))
    has_act, has_loud = np.zeros(len(is_title), dtype=bool), is_title | is_content
    has_act[numbers[lexicon.is_act[hits.terms]]] = True
    has_loud[numbers[lexicon.is_loud[hits.terms]]] = True
    is_told = (has_act & has_loud)[numbers]
    numbers, hits = numbers[is_told], Found(*(column[is_told] for column in hits))
    titles = is_title.tolist()
    starts = index.starts.tolist()
    found: list[tuple[int, _Act]] = []
    for number, sentence_hits in grouped(numbers, hits):
        text, start = index.texts[number], starts[number]
        acts = _acts_in(text, index.folded[start : start + len(text)], sentence_hits, lexicon)
        if titles[number]:
            found += [(number, act) for act in _title_act(text, acts)]
            continue
        if text.endswith("?"):
            acts = [act._replace(polarity=0, rule="asked") for act in acts]
        threshold = _QUOTE_THRESHOLD if index.roles[number] == _CONTENT else _BODY_THRESHOLD
        found += [(number, act) for act in acts if act.strength >= (_QUOTE_THRESHOLD if act.is_negated else threshold)]
    return found


def tag_acts(sentences: pl.DataFrame, voice_spans: pl.DataFrame, *, index: SentenceIndex | None = None) -> pl.DataFrame:
    """Acts of each sentence; a title has its main act only.

    Args:
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (nullable), ``text``; sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
        index: The sentences' index, where the caller has made it for other tags too.

    Returns:
        One row per (sentence_id, act_id, voice), in order of the text. ``polarity`` is -1, 0 or 1 after negation, 0
        where the act is hedged or asked; ``is_negated`` says that a negation turned the act; ``actor_text`` and
        ``target_text`` are the names nearest before and after the act in its clause, null where none is named;
        ``rule`` is stated, negated, negated_refusal, hedged, possible_force or asked.
    """
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    seen: set[tuple[int, str, str]] = set()
    numbers: list[int] = []
    rows: list[tuple[object, ...]] = []
    texts = index.texts
    found = _acts_of_sentences(index)
    voices, _ = index.voices_at(
        np.array([number for number, _ in found], dtype=np.int64),
        np.array([act.char_start for _, act in found], dtype=np.int64),
    )
    for (number, act), voice in zip(found, voices.to_list(), strict=True):
        act_id, polarity, is_negated, start, end, terms, _, rule = act
        grain = (number, act_id, voice)
        if grain in seen:
            continue
        seen.add(grain)
        text = texts[number]
        actor, target = _actor(text, start), _target(text, end)
        if _BY.match(text, end):  # passive: the name after "by" acts
            actor, target = target, actor
        numbers.append(number)
        rows.append((act_id, polarity, is_negated, voice, "; ".join(terms), actor, target, rule))
    names = [name for name in _SCHEMA if name not in ("sentence_id", "article_id")]
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    ids = index.columns.select("sentence_id", "article_id")[numbers]
    return ids.with_columns(
        pl.Series(name, values, dtype=_SCHEMA[name]) for name, values in zip(names, columns, strict=True)
    )


def content_acts(quotes: pl.DataFrame) -> pl.DataFrame:
    """The first act in each quote's content.

    Args:
        quotes: ``quote_id``, ``article_id``, ``text``.

    Returns:
        One row per quote, in the same order: ``quote_id`` and ``content_act``, null where the content holds no act.
    """
    index = SentenceIndex(
        quotes.select(
            pl.col("quote_id").alias("sentence_id"),
            "article_id",
            pl.lit(_CONTENT).alias("role"),
            pl.lit(None, dtype=pl.Int64).alias("char_start"),
            "text",
        ),
        pl.DataFrame(),
    )
    acts: dict[int, str] = {}
    for number, act in _acts_of_sentences(index):
        acts.setdefault(number, act.act_id)
    return pl.DataFrame(
        {
            "quote_id": quotes["quote_id"],
            "content_act": [acts.get(number) for number in range(quotes.height)],
        },
        schema={"quote_id": pl.String, "content_act": pl.String},
    )
