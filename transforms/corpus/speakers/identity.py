"""One speaker id across articles: spellings of one name are joined, namesakes stay apart.

Speakers are compared only inside a block (the folded surname, for people), never all with all. Rules, in order:

1. An alias of the bundled or the user's list stands for its name.
2. People with the same surname and given name are one; given names are the same when they are equal without accents,
   spellings of one name (Nouri, Nuri), or a name and its short form (Michael, Mike). A middle name or initial parts two
   people only where both have one and they differ. "Jr." and its like are left out more often than not: such a name and
   the one without are one, unless the list names a junior of note, another suffix is about, or ten times as many
   articles quote the name without, which no formal style (a middle initial) explains. Two family names count as one
   that is hyphened, and stand for the person ("Wasserman Schultz").
3. Same name, but another country *and* another affiliation class in the articles' own words: namesakes, kept apart.
4. A surname alone ("Mr Fox" in an article that never gives the first name) is the person of that surname in the
   corpus, if there is only one, or one whom at least ten times as many articles quote as any other, and gender and
   country agree; otherwise it stays a speaker of its own.
5. An unnamed source, a document and a group or institution called by a common noun ("residents", "the company") are
   speakers of their article only.
6. A single word that articles take for a surname here and for an institution there is what more of them take it for.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

import polars as pl

from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.name_words import surname_key
from transforms.collecting import without_collecting
from transforms.corpus.speakers.tables import FACT_FIELDS, commonest, speaker_tables
from transforms.ids import stable_id

_DOMINANT: Final = 10  # below this ratio of articles a surname alone is too often somebody else
_LEADING: Final = 3  # ratio of articles at which a name without a middle name is that of the commonest one
_INITIALS: Final = re.compile(r"^(?:[A-Z]\. ?){2,}")
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OWN_ARTICLE: Final = frozenset({"anonymous", "document"})  # kinds whose speakers are of one article only
_SOUNDS: Final = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("iy", "i"), ("yy", "i"), ("y", "i"),
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("q", "k"), ("ck", "k"), ("ph", "f"), ("ii", "i"), ("w", "v"),
)  # fmt: skip


class Linked(NamedTuple):
    """``quotes`` with ``speaker_id`` and the speaker's name, one row per speaker, one row per alias of a speaker."""

    quotes: pl.DataFrame
    speakers: pl.DataFrame
    speaker_aliases: pl.DataFrame


class Identities(NamedTuple):
    """``profiles`` with ``speaker_id`` and ``speaker_name``, one row per speaker, one per alias of a speaker."""

    profiles: pl.DataFrame
    speakers: pl.DataFrame
    speaker_aliases: pl.DataFrame


class _Form(NamedTuple):
    """A name and what articles say beside it; many articles agree, so that there are far fewer forms than mentions."""

    name: str
    kind: str
    country: str
    affiliation_class: str
    gender: str
    block: str
    article_count: int
    quote_count: int


_FORM: Final = ("name", "kind", "country", "affiliation_class", "gender", "block")


_SAID: Final = ("name", "kind", *FACT_FIELDS, "block")
PROFILE: Final = ("article_id", *_SAID)  # what is said of a speaker, and where he may be met


def link_speakers(quotes: pl.DataFrame, *, aliases: pl.DataFrame | None = None) -> Linked:
    """Give each quote the id and the one name of its speaker across articles.

    Args:
        quotes: Rows of ``resolve_speakers``; of its columns, those that say more than name and kind may be missing.
        aliases: The user's own aliases: ``alias`` and ``name``; they go before the bundled ones.

    Returns:
        The quotes in the same order with ``speaker_id`` (null where ``speaker_name`` is) and, as ``speaker_name``, the
        speaker's one name; one row per speaker, and one row per alias of a speaker. The result does not depend on the
        order of the rows.
    """
    facts = speaker_facts(quotes, aliases=aliases)
    found = identify(profiles_of(facts), aliases=aliases)
    named = with_speakers(facts, found.profiles).select("article_id", "name", "kind", "speaker_id", "speaker_name")
    linked = (
        quotes.with_columns(name="speaker_name", kind=pl.col("speaker_kind").fill_null("person"))
        .drop("speaker_id", "speaker_name", strict=False)
        .join(named, on=["article_id", "name", "kind"], how="left", maintain_order="left")
        .drop("name", "kind")
    )
    return Linked(linked, found.speakers, found.speaker_aliases)


def speaker_facts(quotes: pl.DataFrame, *, aliases: pl.DataFrame | None = None) -> pl.DataFrame:
    """What articles say of their speakers: one row per article, name and kind.

    Args:
        quotes: As for ``link_speakers``.
        aliases: The user's own aliases.

    Returns:
        ``article_id``, ``name``, ``kind``, what is said most of each (empty where nothing is), ``quote_count``, and the
        ``block`` in which a speaker is compared with those of other articles; empty for one of this article only.
    """
    facts = _facts(quotes)
    own = _own(aliases)
    distinct = facts.select("name", "kind").unique()
    blocks = [_block(name, kind, own) for name, kind in distinct.iter_rows()]
    named = distinct.with_columns(block=pl.Series(blocks, dtype=pl.String))
    return facts.join(named, on=["name", "kind"], how="left", maintain_order="left")


def profiles_of(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts that say the same, counted: there are far fewer of them than articles.

    Returns:
        ``PROFILE`` with ``article_count`` and ``quote_count``; ``article_id`` is empty where speakers of several
        articles are compared.
    """
    return (
        facts.with_columns(article_id=pl.when(pl.col("block") == "").then("article_id").otherwise(pl.lit("")))
        .group_by(PROFILE)
        .agg(article_count=pl.len().cast(pl.Int64), quote_count=pl.col("quote_count").sum().cast(pl.Int64))
        .sort(PROFILE)
    )


@without_collecting()
def identify(profiles: pl.DataFrame, *, aliases: pl.DataFrame | None = None) -> Identities:
    """Say who is who.

    Args:
        profiles: Rows of ``profiles_of``: all of each block that is among them.
        aliases: The user's own aliases.
    """
    own = _own(aliases)
    counted = (
        profiles.group_by("article_id", *_FORM)
        .agg(pl.col("article_count", "quote_count").sum())
        .sort("article_id", *_FORM)
    )  # the order of forms decides nothing, but results must not depend on the order of rows
    forms = list(map(_Form._make, counted.drop("article_id").iter_rows()))
    canonical, keys = _keys(forms, own)
    is_local = [not key for key in keys]
    keyed = counted.with_columns(
        canonical=pl.Series(canonical, dtype=pl.String),
        key=pl.Series(keys, dtype=pl.String),
        folded=pl.Series(
            [plain_word(name) if local else "" for name, local in zip(canonical, is_local, strict=True)],
            dtype=pl.String,
        ),
    ).with_columns(
        key=pl.when(pl.col("key") == "")
        .then(pl.concat_str("kind", "article_id", "folded", separator="|"))
        .otherwise(pl.col("key"))
    )
    distinct = keyed["key"].unique()
    ids = pl.DataFrame(
        {"key": distinct, "speaker_id": [stable_id("spk", key) for key in distinct.to_list()]},
        schema={"key": pl.String, "speaker_id": pl.String},
    )
    keyed = keyed.join(ids, on="key", how="left", maintain_order="left")
    members = profiles.join(
        keyed.select("article_id", *_FORM, "canonical", "speaker_id"), on=["article_id", *_FORM], how="left"
    )
    speakers, alias_rows = speaker_tables(members, own=own)
    named = members.join(speakers.select("speaker_id", speaker_name="name"), on="speaker_id", how="left")
    return Identities(named.drop("canonical").sort(PROFILE), speakers, alias_rows)


def with_speakers(facts: pl.DataFrame, profiles: pl.DataFrame) -> pl.DataFrame:
    """Facts with ``speaker_id`` and ``speaker_name``; those of other blocks than the profiles' are left out."""
    return (
        facts.with_columns(of=pl.when(pl.col("block") == "").then("article_id").otherwise(pl.lit("")))
        .join(
            profiles.select("speaker_id", "speaker_name", *_SAID, of="article_id"),
            on=["of", *_SAID],
            how="inner",
            maintain_order="left",
        )
        .drop("of")
    )


def _own(aliases: pl.DataFrame | None) -> dict[str, str]:
    """The user's names by folded alias."""
    if aliases is None:
        return {}
    return {plain_word(alias): name for alias, name in aliases.select("alias", "name").iter_rows() if alias and name}


def _block(name: str, kind: str, own: dict[str, str]) -> str:
    """Where a name may meet others: the sound of its last word; empty where it is of one article only.

    A person and an institution of one name share it, so that what a single word is can be decided in it.
    """
    canonical = _canonical(name, own)
    if kind in _OWN_ARTICLE or (kind != "person" and canonical == canonical.lower()):
        return ""
    return _read_name(own.get(plain_word(name), name) if kind == "person" else canonical).block or "?"


def _canonical(name: str, own: dict[str, str]) -> str:
    """A name by the alias lists, the user's before the bundled one."""
    given = own.get(plain_word(name))
    if given is not None:
        return given
    known = lexicon().aliases.get(name)
    return name if known is None else known.name


def _facts(quotes: pl.DataFrame) -> pl.DataFrame:
    """Distinct speakers per article, with the commonest that is said of each."""
    text = [f"speaker_{name}" for name in FACT_FIELDS]
    given = quotes.select(
        "article_id",
        pl.col("speaker_name").alias("name"),
        pl.col("speaker_kind").fill_null("person").alias("kind"),
        *(
            (pl.col(name).fill_null("") if name in quotes.columns else pl.lit("")).alias(name.removeprefix("speaker_"))
            for name in text
        ),
    ).filter(pl.col("name").is_not_null())
    of = ["article_id", "name", "kind"]
    facts = given.group_by(of).agg(quote_count=pl.len().cast(pl.Int64)).sort(of).with_row_index("fact")
    told = given.with_columns(weight=pl.lit(1)).join(facts.select(*of, "fact"), on=of, how="left")
    for field in FACT_FIELDS:
        told_most = commonest(told, "fact", field, weight="weight").drop("weight")
        facts = facts.join(told_most, on="fact", how="left", maintain_order="left")
    return facts.drop("fact").with_columns(pl.col(FACT_FIELDS).fill_null(""))


def _keys(forms: list[_Form], own: dict[str, str]) -> tuple[list[str], list[str]]:
    """Name by alias lists, and key of the speaker, of each form; the key is empty for speakers of one article only."""
    canonical = [_canonical(form.name, own) for form in forms]
    institutions = _institutions(forms, canonical)
    keys = [""] * len(forms)
    people: list[int] = []
    for at, (form, name) in enumerate(zip(forms, canonical, strict=True)):
        if form.kind == "person" and (form.block, name) not in institutions:
            people.append(at)
        elif form.kind not in _OWN_ARTICLE and name != name.lower():
            keys[at] = (
                f"office|{form.country}|{plain_word(name)}" if form.kind == "office" else f"group|{plain_word(name)}"
            )
    for at, key in _people_keys(forms, people, own).items():
        keys[at] = key
    return canonical, keys


def _institutions(forms: list[_Form], canonical: list[str]) -> set[tuple[str, str]]:
    """Single words that some articles take for a surname, but as many or more for an institution."""
    counts: dict[tuple[str, str], list[int]] = {}
    for form, name in zip(forms, canonical, strict=True):
        if " " not in name and form.kind in ("person", "organization", "metonym") and not form.gender:
            counts.setdefault((form.block, name), [0, 0])[form.kind == "person"] += form.article_count
    return {name for name, (institution, person) in counts.items() if institution >= person}


# -- people ------------------------------------------------------------------------------------------------------


class _Name(NamedTuple):
    """``block`` is the surname by its sound; ``surname`` the same where the name is transliterated, else as spelled.

    Of a surname with a hyphen, ``block`` is the sound of its last part, and ``first_part`` what stands before that.
    """

    given: str
    middle: tuple[str, ...]
    surname: str
    block: str
    suffix: str
    first_part: str


_Key = tuple[str, str, str]  # given name, surname, suffix
_ByGiven = dict[_Key, list[tuple[int, _Name]]]


def _joined(initials: re.Match[str]) -> str:
    """Initials as one word: "H. R." and "H.R." are "HR"."""
    return initials.group().replace(".", "").replace(" ", "") + " "


def _read_name(name: str) -> _Name:
    tokens = [plain_word(token).strip(".,") for token in _INITIALS.sub(_joined, name).split()]
    suffix = tokens.pop() if len(tokens) > 1 and tokens[-1] in _SUFFIXES else ""
    written = name.split()
    if len(tokens) > 2 and len(tokens[0]) == 1 and len(tokens[1]) > 1:
        tokens = tokens[1:]  # "J. Ann Fox" goes by Ann
    if len(tokens) > 1 and written[0] in lexicon().family_first and _is_east_asian(tokens[1:]):
        tokens = ["-".join(tokens[1:]), tokens[0]]  # the family's name stands first
    surname = surname_key(tokens[-1])
    first_part, _, last_part = surname.rpartition("-")
    block = _sound(last_part)
    if len(tokens) == 1:
        return _Name("", (), surname, block, suffix, first_part)
    words = lexicon()
    is_spelled_out = tokens[0] in words.given_gender and tokens[0] not in words.given_transliterated
    known_as = surname if is_spelled_out else _sound(surname)
    return _Name(tokens[0], tuple(tokens[1:-1]), known_as, block, suffix, first_part)


def _is_east_asian(given: list[str]) -> bool:
    """Whether words after a family's name read as a Chinese or Korean given name: "Jinping", "Jong-un", "Ki Moon"."""
    known = lexicon().given_east_asian
    return "-".join(given) in known or "-" in given[0] or (len(given) == 2 and all(len(word) < 6 for word in given))


@lru_cache(maxsize=100_000)  # a run asks twice for each name, and most names recur
def _sound(word: str) -> str:
    """A surname by its sound: spellings of one foreign name meet, double letters count once."""
    word = word.replace("-", "").replace("'", "")
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _given_key(given: str) -> str:
    return lexicon().given_variant.get(given, given)


def _people_keys(forms: list[_Form], people: list[int], own: dict[str, str]) -> dict[int, str]:
    """Key of each form of a person, by its place among the forms."""
    blocks: dict[str, list[tuple[int, _Name]]] = {}
    for at in people:
        name = forms[at].name
        read = _read_name(own.get(plain_word(name), name))
        blocks.setdefault(read.block, []).append((at, read))
    keys: dict[int, str] = {}
    for block in blocks.values():
        if len(block) == 1:  # most names are nobody else's
            at, read = block[0]
            keys[at] = f"person|{_given_key(read.given)}||{read.surname}|{read.suffix}"
        else:
            _block_keys(forms, block, keys)
    return keys


def _block_keys(forms: list[_Form], block: list[tuple[int, _Name]], keys: dict[int, str]) -> None:
    """Keys of the forms that share a surname."""
    by_given: _ByGiven = {}
    bare: list[tuple[int, _Name]] = []
    for at, read in block:
        if read.given:
            by_given.setdefault((_given_key(read.given), read.surname, read.suffix), []).append((at, read))
        else:
            bare.append((at, read))
    # an initial is the one given name that begins with it
    for initial in [key for key in by_given if len(key[0]) == 1]:
        full = [key for key in by_given if len(key[0]) > 1 and key[0][0] == initial[0] and key[1:] == initial[1:]]
        if len(full) == 1:
            by_given[full[0]].extend(by_given.pop(initial))
    _join_family_names(by_given)
    _join_suffixes(forms, by_given)
    bearers: list[_Bearer] = []
    for (given, surname, suffix), listed in sorted(by_given.items()):
        spellings = {read.surname for _, read in listed} | {surname_key(forms[at].name.split()[-1]) for at, _ in listed}
        for middle, places in _by_middle(forms, listed):
            base = f"person|{given}|{middle}|{surname}|{suffix}"
            for mark, part in _namesakes(forms, places):
                if bare:
                    suffixes = {read.suffix for at, read in listed if at in part}
                    bearers.append(_Bearer(base + mark, spellings, suffixes, [forms[at] for at in part]))
                for at in part:
                    keys[at] = base + mark
    found: dict[tuple[str, str, str, str], str] = {}  # one look a surname and what is said of it, not one a mention
    for at, read in bare:
        sought = (read.surname, forms[at].gender, forms[at].country, read.suffix)
        if sought not in found:
            fitting = [bearer for bearer in bearers if bearer.fits(*sought[:3])]
            of_suffix = [bearer for bearer in fitting if read.suffix in bearer.suffixes]
            fitting = of_suffix if of_suffix or read.suffix else fitting
            found[sought] = _the_one(fitting) or f"person|||{read.surname}|{read.suffix}"
        keys[at] = found[sought]


def _join_family_names(by_given: _ByGiven) -> None:
    """Two family names are one that is hyphened, and without a given name they are the only bearer of both."""
    by_middle: dict[tuple[str, str, str], set[_Key]] = {}
    for key, listed in by_given.items():
        for _, read in listed:
            for word in {*read.middle[-1:], read.first_part} - {""}:
                by_middle.setdefault((word, read.block, key[2]), set()).add(key)
    words = lexicon()
    for key in sorted(by_given):
        read = by_given[key][0][1]
        if read.first_part:
            bearers = by_middle.get((read.first_part, read.block, key[2]), set())
            owners = {owner for owner in bearers if owner[0] == key[0]}
        elif read.middle or (key[0] in words.given_gender and key[0] not in words.given_transliterated):
            continue  # a given name that is another's middle name is still a given name
        else:
            owners = by_middle.get((read.given, read.block, key[2]), set())
        owners = {owner for owner in owners if owner != key and owner in by_given}
        if len(owners) == 1:
            by_given[owners.pop()].extend(by_given.pop(key))


def _join_suffixes(forms: list[_Form], by_given: _ByGiven) -> None:
    """A name with "Jr." or the like is the one without it, where nothing speaks for two people."""
    of_name: dict[tuple[str, str], list[_Key]] = {}
    for key in sorted(by_given):
        of_name.setdefault(key[:2], []).append(key)
    for keys in of_name.values():
        if len(keys) != 2 or keys[0][2]:  # the one without a suffix comes first
            continue
        counts = [sum(forms[at].article_count for at, _ in by_given[key]) for key in keys]
        junior = by_given[keys[1]]
        is_listed = any(plain_word(forms[at].name) in lexicon().juniors for at, _ in junior)
        is_formal = any(read.middle for _, read in junior)
        if not is_listed and (is_formal or counts[0] < _DOMINANT * counts[1]):
            by_given[keys[0]].extend(by_given.pop(keys[1]))


class _Bearer:
    """What is known of one person of a surname block, summed up once."""

    def __init__(self, key: str, surnames: set[str], suffixes: set[str], forms: list[_Form]) -> None:
        self.key, self.surnames, self.suffixes = key, surnames, suffixes
        self.genders = {form.gender for form in forms} - {""}
        self.countries = {form.country for form in forms} - {""}
        self.article_count = sum(form.article_count for form in forms)

    def fits(self, surname: str, gender: str, country: str) -> bool:
        """Whether nothing that an article says of the bare surname speaks against the person."""
        return (
            surname in self.surnames
            and not (gender and self.genders and gender not in self.genders)
            and not (country and self.countries and country not in self.countries)
        )


def _the_one(fitting: list[_Bearer]) -> str | None:
    """The only bearer of a surname, or the one whom ten times as many articles quote as any other."""
    if len(fitting) == 1:
        return fitting[0].key
    counts = sorted(((bearer.article_count, bearer.key) for bearer in fitting), reverse=True)
    if len(counts) > 1 and counts[0][0] >= _DOMINANT * counts[1][0]:
        return counts[0][1]
    return None


def _by_middle(forms: list[_Form], listed: list[tuple[int, _Name]]) -> list[tuple[str, list[int]]]:
    """Part people of one name by middle names that exclude each other.

    A name without one is that of the only middle name, or of one that several times as many articles give as any other.
    """
    counts: Counter[str] = Counter()
    for at, read in listed:
        if read.middle:
            counts[read.middle[0][0]] += forms[at].article_count
    if len(counts) < 2:  # nothing excludes anything
        return [("", [at for at, _ in listed])]
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    bare = ranked[0][0] if ranked[0][1] >= _LEADING * ranked[1][1] else ""
    parts: dict[str, list[int]] = {}
    for at, read in listed:
        parts.setdefault(read.middle[0][0] if read.middle else bare, []).append(at)
    return sorted(("" if letter == bare else letter, part) for letter, part in parts.items())


def _namesakes(forms: list[_Form], places: list[int]) -> list[tuple[str, list[int]]]:
    """Part the bearers of one name whose country and affiliation class both differ."""
    sorts = Counter[tuple[str, str]]()
    for at in places:
        form = forms[at]
        if form.country and form.affiliation_class:
            sorts[form.country, form.affiliation_class] += form.quote_count
    if len({country for country, _ in sorts}) < 2 or len({class_ for _, class_ in sorts}) < 2:
        return [("", places)]
    # the commonest sort first; a later one stands apart only if it shares neither country nor class with an earlier
    apart: list[set[tuple[str, str]]] = []
    for sort, _ in sorted(sorts.items(), key=lambda item: (-item[1], item[0])):
        for group in apart:
            if any(sort[0] == other[0] or sort[1] == other[1] for other in group):
                group.add(sort)
                break
        else:
            apart.append({sort})
    if len(apart) == 1:
        return [("", places)]
    parts: list[list[int]] = [[] for _ in apart]
    for at in places:
        form = forms[at]
        scores = [
            sum((form.country == country) + (form.affiliation_class == class_) for country, class_ in group)
            for group in apart
        ]
        parts[scores.index(max(scores))].append(at)
    return [
        ("" if number == 0 else "|" + "|".join(min(group)), part)
        for number, (group, part) in enumerate(zip(apart, parts, strict=True))
        if part
    ]
