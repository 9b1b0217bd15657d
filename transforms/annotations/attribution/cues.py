"""The cue lexicon: which words report speech, how, and with what complements.

Read from ``cues.csv``; the ``frames`` column is a list of complements (``docs/quotes.md`` shows one of each).
"""

from typing import Final

from transforms.annotations.attribution.tokens import FINITE_VERBS
from transforms.resources import read_rows, read_toml

_FORM_NAMES: Final = ("base", "third", "past", "gerund", "participle")


class Cue:
    """One form of one lexicon entry.

    ``kind`` is speech, thought or document; ``form`` base, third, past, gerund, participle or noun. ``rest`` are the
    words that must follow: *rule* needs *out*. ``like_noun``: the form is a noun, too (claims, reports).
    """

    __slots__ = ("cue_class", "form", "frames", "kind", "lemma", "like_noun", "rest")

    def __init__(  # noqa: PLR0913 - one parameter for each column of the lexicon
        self,
        lemma: str,
        cue_class: str,
        *,
        kind: str = "speech",
        frames: frozenset[str] = frozenset(),
        form: str = "past",
        rest: tuple[str, ...] = (),
        like_noun: bool = False,
    ) -> None:
        """An entry; all but its names may be left out for one that stands for punctuation or an adverb."""
        self.lemma = lemma
        self.cue_class = cue_class
        self.kind = kind
        self.frames = frames
        self.form = form
        self.rest = rest
        self.like_noun = like_noun


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
                entry = Cue(
                    row["lemma"],
                    row["cue_class"],
                    kind=row["kind"],
                    frames=frames,
                    form=form,
                    rest=tuple(rest),
                    like_noun=like_noun,
                )
                by_word.setdefault(first, []).append(entry)
    # the longest phrase wins; of the forms that look alike the first of the paradigm wins (put, read)
    return {word: tuple(sorted(entries, key=lambda cue: -len(cue.rest))) for word, entries in by_word.items()}


CUES: Final = _load()


class CueNoun:
    """A noun of speech: what may follow it when somebody has it (*owned*), and when a verb like *issue* carries it."""

    __slots__ = ("carried", "cue", "owned")

    def __init__(self, cue: Cue, owned: frozenset[str], carried: frozenset[str]) -> None:
        """The noun's entry, and the words that open its content."""
        self.cue = cue
        self.owned = owned
        self.carried = carried


# By word.
CUE_NOUNS: Final = {
    row["noun"]: CueNoun(
        Cue(row["lemma"], row["cue_class"], form="noun"),
        frozenset(row["owned"].split()),
        frozenset(row["carried"].split()),
    )
    for row in read_rows("cue_nouns.csv")
}
_BEFORE_THAT: Final = frozenset({"by", "from", "is", "was"})  # *an argument by Ruiz that*, *her argument is that*
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


# By word that can be a noun, what must follow it where it is one.
AFTER_NOUN: Final = {
    word: noun.owned
    | noun.carried
    | (_BEFORE_THAT if "that" in noun.owned else frozenset())
    | ({"to"} if "to-be" in noun.owned else frozenset())
    for word, noun in CUE_NOUNS.items()
}


def _load_next_words() -> dict[str, frozenset[str]]:
    found = {}
    for word in CUE_WORDS - HEARSAY:
        following = {"to"} if word == "according" else set()
        speech = [cue for cue in CUES.get(word, ()) if cue.kind == "speech"]
        if all(cue.rest for cue in speech):
            following.update(cue.rest[0] for cue in speech)
            if word in CUE_NOUNS:
                following |= AFTER_NOUN[word]
            found[word] = frozenset(following)
    return found


# By cue word, what must follow it where it reports in phrases only ("take" needs "issue") or as a noun ("admission").
NEXT_WORDS: Final = _load_next_words()


# Cue words that are nouns, too, in every form that reports: "report", "attacks".
NOUN_LIKE: Final = frozenset(
    word for word, cues in CUES.items() if all(cue.like_noun for cue in cues if cue.kind == "speech")
)


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
