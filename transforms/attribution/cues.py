"""The cue lexicon: which words report speech, how, and with what complements.

Read from ``cues.csv``; the ``frames`` column is a list of complements (``docs/quotes.md`` shows one of each).
"""

from typing import Final, NamedTuple

from transforms.attribution.tokens import FINITE_VERBS
from transforms.resources import read_rows, read_toml

_FORM_NAMES: Final = ("base", "third", "past", "gerund", "participle")


class Cue(NamedTuple):
    """One form of one lexicon entry."""

    lemma: str
    cue_class: str
    kind: str  # speech, thought, document
    frames: frozenset[str]
    form: str  # base, third, past, gerund, participle; noun
    rest: tuple[str, ...]  # the words that must follow: "rule" needs ("out",)
    like_noun: bool  # the form is a noun, too: claims, reports


def _load() -> dict[str, tuple[Cue, ...]]:
    by_word: dict[str, list[Cue]] = {}
    also_nouns = frozenset(read_toml("attribution_words.toml")["sets"]["cues_also_nouns"].split())
    for row in read_rows("cues.csv"):
        frames = frozenset(row["frames"].split())
        forms = row["forms"].split("|")
        named = list(zip(_FORM_NAMES, forms, strict=True))
        if forms[0] == forms[2]:
            named.pop(0)  # read, put: the past form is the one that reports
        for form, written in named:
            for variant in written.split("/"):
                first, *rest = variant.split(" ")
                like_noun = not rest and form in {"base", "third"} and row["lemma"] in also_nouns
                entry = Cue(row["lemma"], row["cue_class"], row["kind"], frames, form, tuple(rest), like_noun)
                by_word.setdefault(first, []).append(entry)
    # the longest phrase wins; of the forms that look alike the first of the paradigm wins (put, read)
    return {word: tuple(sorted(entries, key=lambda cue: -len(cue.rest))) for word, entries in by_word.items()}


CUES: Final = _load()


def _load_nouns() -> dict[str, Cue]:
    verbs = {cue.lemma: cue for cues in CUES.values() for cue in cues if cue.form == "base"}
    return {
        row["noun"]: verbs[row["lemma"]]._replace(frames=frozenset(row["frames"].split()), form="noun", like_noun=False)
        for row in read_rows("cue_nouns.csv")
    }


# Nouns of speech, as an entry of the verb they belong to.
CUE_NOUNS: Final = _load_nouns()
_REPORTING_FRAMES: Final = frozenset({"that", "quote"})
# By word, the cues of one word that take a clause or a quotation.
REPORTING: Final = {
    word: reporting
    for word, cues in CUES.items()
    if (reporting := [cue for cue in cues if cue.kind == "speech" and not cue.rest and cue.frames & _REPORTING_FRAMES])
}
# Words that are surely (or very likely) finite verbs.
FINITE_WORDS: Final = FINITE_VERBS | {
    word
    for word, cues in CUES.items()
    if any(cue.form in {"past", "third"} and not cue.rest and not cue.like_noun for cue in cues)
}
HEARSAY: Final = frozenset(read_toml("attribution_words.toml")["sets"]["hearsay"].split())
# The words at which a report may begin. Thoughts are in the lexicon only to be told from speech.
CUE_WORDS: Final = frozenset(
    {
        "according",
        *CUE_NOUNS,
        *HEARSAY,
        *(word for word, cues in CUES.items() if any(cue.kind == "speech" for cue in cues)),
    }
)
# Those that report anything but a quotation: the others need not be tried where there is none.
PARAPHRASE_WORDS: Final = frozenset(
    word for word in CUE_WORDS if any(cue.kind == "speech" and cue.frames - {"quote"} for cue in CUES.get(word, ()))
) | {"according", *CUE_NOUNS, *HEARSAY}


def match_cue(lower: list[str], index: int, end: int) -> Cue | None:
    """The cue that begins at a token, None when the phrase does not go on as the lexicon wants."""
    for cue in CUES.get(lower[index], ()):
        rest = cue.rest
        if not rest:
            return cue
        stop = index + 1 + len(rest)
        if stop <= end and tuple(lower[index + 1 : stop]) == rest:
            return cue
    return None
