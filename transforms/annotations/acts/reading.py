"""Read a sentence from left to right: each hit tells an act, or turns or swallows the ones behind it.

Every act keeps the name of the rule that made it:

stated            a verb or noun of the act
performed         a noun of the act, as the object of a verb that does it
negated           a negation turns it
denied            a negation says that it did not happen
refusal           a refusal or denial whose verb is no act
negated_refusal   a refusal is itself negated; its object says what is open
ended             a word of stopping takes the side from what stops
failed            a word of failing says what becomes of talks or a deal
kept              such a word, negated: what was to stop goes on
let               who lets force happen gives way to it
vowed             who vows force threatens
hostile_request   a demand for a hostile act
hedged            may, might, could, considers
possible_force    the same with sanctions, arrests, troops or a suit
"""

import re
from typing import Final

from transforms.annotations.acts.act import Act, Hit
from transforms.annotations.acts.context import in_context
from transforms.annotations.acts.lexicon import (
    AS_WRITTEN,
    BODY_THRESHOLD,
    DENIES,
    ENDS,
    FAILING,
    HEDGES,
    HOSTILE,
    NO_ACT,
    NOUN,
    PERFORMS,
    REFUSES,
    TELLS,
    Lexicon,
    Sense,
    Use,
)
from transforms.annotations.acts.scope import is_near
from transforms.annotations.acts.standing import (
    before_noun_phrase,
    can_be_refused,
    is_part_of_name,
    opens_clause,
    opens_compound,
    standing,
    stands_as_verb,
)

_VOWING: Final = ("vow", "promis", "pledg", "swear")  # who vows force threatens
_OF_FORCE: Final = ("accuse", "sanction", "coerce", "assault", "mobilize")
_FORCEFUL: Final = ("sanction", "coerce", "mobilize")  # acts that threaten where they are only possible
_SUING: Final = ("impeach", "sue", "indict", "prosecut")  # and accusations that do
_HOSTILE: Final = {"accuse": 2.0, "assault": 2.0}  # strength from which an act sharpens a demand
_OF_OPINION: Final = ("accuse", "support")  # acts whose terms as written are mostly adjectives
_LETTING: Final = ("allow", "permit", "let", "approv")  # who lets others use force is told by the force
_MILD_REQUESTS: Final = ("propos",)  # to propose a hostile act is no hostile demand
_RULE_OUT: Final = ("rule out", "rules out", "ruled out", "ruling out")
_PERFORMED_GAIN: Final = 1.0  # "launches an investigation"
_NOT_ITS_OBJECT: Final = re.compile(r" (?:about|against|amid|as|despite|for|from|over|than|to|with) ")
_HINTED_STRENGTH: Final = 1.5  # a verb's form that happens to stand as a noun is less
_NAMED_STRENGTH: Final = 2.0  # of a noun; what is stronger is performed without help
_ENDED_STRENGTH: Final = 3.0


def read_acts(
    text: str, folded: str, hits: list[Hit], contexts: int, words: Lexicon, *, is_headline: bool = False
) -> list[Act]:
    """Acts of one sentence.

    Args:
        text: The sentence.
        folded: Its folded copy, of the same length.
        hits: Its hits, in order.
        contexts: What the sentence is about: bits of all its hits' contexts.
        words: What the terms of the hits mean.
        is_headline: Whether capital letters may be the headline's; elsewhere a capital within a sentence is a name's.

    Returns:
        Acts in order of the text, however weak: who asks sets the threshold.
    """
    return _Reader(text, folded, contexts, words).read(hits, is_headline=is_headline)


def read_lone(
    text: str, folded: str, hit: Hit, contexts: int, words: Lexicon, *, is_headline: bool = False
) -> list[Act]:
    """The same of a hit that stands far from all others: half of what is read, and nothing can turn it."""
    term, start, end = hit
    sense = words.senses[term]
    if sense.kind != TELLS or sense.opening is not None or sense.use is None:
        return read_acts(text, folded, [hit], contexts, words, is_headline=is_headline)
    if start and is_part_of_name(text, start, is_headline=is_headline):
        return []
    if sense.shape != AS_WRITTEN and opens_compound(folded, end):
        return []
    use, strength, shape = standing(folded, start, end, sense, sense.use)
    act_id, strength = in_context(use, strength, folded, (start, end), shape, contexts)
    if act_id == NO_ACT:
        return []
    polarity = words.polarity[act_id] if use.polarity is None else use.polarity
    terms = (folded[start:end],)
    return [Act(act_id, polarity, False, start, end, terms, strength, "stated", shape, use.governs, use.judges)]


class _Reader:
    """The state of reading one sentence."""

    __slots__ = (
        "contexts",
        "ending",
        "folded",
        "found",
        "governor",
        "hedge",
        "negator",
        "opened",
        "performer",
        "text",
        "words",
    )

    def __init__(self, text: str, folded: str, contexts: int, words: Lexicon) -> None:
        self.text = text
        self.folded = folded
        self.contexts = contexts
        self.words = words
        self.found: list[Act] = []
        self.negator: tuple[int, int, int] | None = None  # start, end, kind
        self.hedge: tuple[int, int] | None = None
        self.performer: tuple[int, int] | None = None  # a verb that does what its noun says
        self.ending: tuple[int, int, bool] | None = None  # a word of stopping: start, end, whether it is negated
        self.governor: Act | None = None  # its object's acts are swallowed
        self.opened: Act | None = None  # a negated refusal, whose object names what is open

    def read(self, hits: list[Hit], *, is_headline: bool) -> list[Act]:
        senses, text, folded = self.words.senses, self.text, self.folded
        for term, start, end in hits:
            sense = senses[term]
            if start and is_part_of_name(text, start, is_headline=is_headline):
                continue
            if sense.shape != AS_WRITTEN and opens_compound(folded, end):
                continue
            kind = sense.kind
            opening = sense.opening
            if sense.contexts & FAILING and self.found and self._fail(start, end):
                continue
            if sense.contexts & HOSTILE and self.governor is not None and self._meet_hostility(start, end):
                continue
            if opening is not None and opens_clause(text, start) and not before_noun_phrase(folded, end):
                self._tell(opening, opening.strength, start, end, sense.shape)
            elif kind == TELLS:
                if sense.use is not None:
                    use, strength, shape = standing(folded, start, end, sense, sense.use)
                    self._tell(use, strength, start, end, shape)
            elif kind in (DENIES, REFUSES):
                self._negate(sense.use, start, end, kind)
            elif kind == HEDGES:
                self.hedge = (start, end)
            elif kind == PERFORMS:
                self._perform(sense, start, end)
            elif kind == ENDS and sense.use is not None and stands_as_verb(folded, start, end, sense):
                self._end(sense.use, start, end)
        return self.found

    def _perform(self, sense: Sense, start: int, end: int) -> None:
        """Wait for the noun that a verb performs; some ("orders") tell an act where none follows."""
        self.performer = (start, end)
        use = sense.use
        if use is None or use.act_id == NO_ACT or not stands_as_verb(self.folded, start, end, sense):
            return
        if self.negator is not None and is_near(self.text, self.negator[1], start):
            return  # who "never ordered" it has told nothing
        terms = (self.folded[start:end],)
        polarity = self.words.polarity[use.act_id]
        self.found.append(Act(use.act_id, polarity, False, start, end, terms, use.strength, "stated", sense.shape))

    def _negate(self, use: Use | None, start: int, end: int, kind: int) -> None:
        self.negator = (start, end, kind)
        if use is None or use.act_id == NO_ACT or (kind == REFUSES and not can_be_refused(self.folded, end)):
            return
        # "won't say" is a refusal, unless the act that it turns is named: then this one is taken back
        terms = (self.folded[start:end],)
        polarity = self.words.polarity[use.act_id]
        self.found.append(Act(use.act_id, polarity, True, start, end, terms, use.strength, "refusal"))

    def _negated_from(self, start: int) -> tuple[int, int, int] | None:
        """The negator that reaches a hit; it is used up."""
        negator = self.negator
        if negator is None or not is_near(self.text, negator[1], start):
            return None
        self.negator = None
        return negator

    def _take_back(self, start: int) -> float:
        """Take back what a turning word told by itself; returns how strongly."""
        if self.found and self.found[-1].char_start == start:
            return self.found.pop().strength
        return 0.0

    def _end(self, use: Use, start: int, end: int) -> None:
        if self._swallow("", 0.0, start, end):
            return
        negator = self._negated_from(start)
        if negator is not None:
            self._take_back(negator[0])
        self.ending = (start if negator is None else negator[0], end, negator is not None)
        if negator is None and use.act_id != NO_ACT:
            terms = (self.folded[start:end],)
            polarity = self.words.polarity[use.act_id]
            self.found.append(Act(use.act_id, polarity, False, start, end, terms, use.strength, "stated"))

    def _fail(self, start: int, end: int) -> bool:
        """Whether a word of failing ("collapse") says what becomes of the talks or the deal before it."""
        act = self.found[-1]
        if (
            act.polarity <= 0
            or act.strength > _NAMED_STRENGTH
            or act.judges
            or not is_near(self.text, act.char_end, start)
        ):
            return False
        terms = (*act.terms, self.folded[start:end])
        self.found[-1] = act._replace(
            act_id="reject", polarity=-1, char_end=end, terms=terms, strength=_ENDED_STRENGTH, rule="failed"
        )
        return True

    def _meet_hostility(self, start: int, end: int) -> bool:
        """Whether a hostile object ("to resign") sharpens the demand before it."""
        governor = self.governor
        if governor is None or governor.act_id != "request" or not is_near(self.text, governor.char_end, start):
            return False
        self._sharpen(governor, start, end)
        self.governor = None
        return True

    def _sharpen(self, request: Act, start: int, end: int) -> None:
        if not request.terms[0].startswith(_MILD_REQUESTS):
            terms = (*request.terms, self.folded[start:end])
            self._exchange(request, request._replace(polarity=-1, terms=terms, rule="hostile_request"))

    def _tell(self, use: Use, strength: float, start: int, end: int, shape: int) -> None:
        act_id, strength = in_context(use, strength, self.folded, (start, end), shape, self.contexts)
        if act_id == NO_ACT:
            return
        if not use.judges:
            if (self.governor is not None or self.opened is not None) and self._swallow(act_id, strength, start, end):
                return
            if self.ending is not None and strength >= _HINTED_STRENGTH and self._stop(act_id, start, end):
                return
            if self.found and self._let(act_id, start, end):
                return
            self.governor = self.opened = None
        polarity = self.words.polarity[act_id] if use.polarity is None else use.polarity
        terms: tuple[str, ...] = (self.folded[start:end],)
        negator = self._negated_from(start)
        if negator is not None:
            told = Act(act_id, polarity, False, start, end, terms, strength, "stated", shape, use.governs, use.judges)
            self._turn(negator, told)
            return
        rule = "stated"
        performer = self.performer
        if performer is not None and self._is_performed(act_id, use, strength, shape, performer[1], start):
            terms = (self.folded[performer[0] : performer[1]], *terms)
            strength, rule, start = strength + _PERFORMED_GAIN, "performed", performer[0]
            self._take_back(start)
            self.performer = None
        hedge = self.hedge
        if hedge is not None and not use.judges and is_near(self.text, hedge[1], start):
            terms = (self.folded[hedge[0] : hedge[1]], *terms)
            if act_id in _FORCEFUL or self.folded.startswith(_SUING, start):
                act_id, polarity, rule = "threaten", -1, "possible_force"
            else:
                polarity, rule = 0, "hedged"
        act = Act(act_id, polarity, False, start, end, terms, strength, rule, shape, use.governs, use.judges)
        self.found.append(act)
        if use.governs:
            self.governor = act

    def _is_performed(self, act_id: str, use: Use, strength: float, shape: int, end: int, start: int) -> bool:
        """Whether an act is a noun in the object of a verb that does what its noun says."""
        return (
            (shape == NOUN or (shape == AS_WRITTEN and act_id not in _OF_OPINION))
            and not use.judges
            and _HINTED_STRENGTH <= strength <= _NAMED_STRENGTH
            and is_near(self.text, end, start)
            and _NOT_ITS_OBJECT.search(self.folded, end, start) is None
        )

    def _swallow(self, act_id: str, strength: float, start: int, end: int) -> bool:
        """Whether an act stands in the object of a governing word, or of a refusal that is negated."""
        polarity = self.words.polarity.get(act_id, 0)
        opened = self.opened
        if opened is not None and is_near(self.text, opened.char_end, start):
            if polarity > 0:
                terms = (*opened.terms, self.folded[start:end])
                told = opened._replace(act_id=act_id, char_end=end, terms=terms, rule="negated_refusal")
                self._exchange(opened, told)
            self.opened = None
            return True
        governor = self.governor
        if governor is None or not is_near(self.text, governor.char_end, start):
            return False
        if governor.act_id == "reject" and self.folded.startswith(_RULE_OUT, start):  # "refuses to rule out"
            terms = (*governor.terms, self.folded[start:end])
            self.opened = governor._replace(
                act_id="agree", polarity=1, is_negated=True, char_end=end, terms=terms, rule="negated_refusal"
            )
            self._exchange(governor, self.opened)
        elif governor.act_id == "request" and polarity < 0 and strength >= _HOSTILE.get(act_id, BODY_THRESHOLD):
            self._sharpen(governor, start, end)
        self.governor = None
        return True

    def _exchange(self, old: Act, new: Act) -> None:
        """Put an act in the place of one that was found before it; judging words may stand between."""
        for place in range(len(self.found) - 1, -1, -1):
            if self.found[place] is old:
                self.found[place] = new
                break

    def _stop(self, act_id: str, start: int, end: int) -> bool:
        """Whether an act is what a word of stopping stops, or, negated, keeps."""
        if (
            self.ending is None
            or self.folded.startswith("no ", start)
            or not is_near(self.text, self.ending[1], start, commas=1)
        ):
            return False
        first, last, is_negated = self.ending
        self.ending = None
        self._take_back(first)
        terms = (self.folded[first:last], self.folded[start:end])
        polarity = self.words.polarity[act_id]
        if is_negated:
            self.found.append(Act(act_id, polarity, True, first, end, terms, _ENDED_STRENGTH, "kept"))
        else:
            act_id = "concede" if polarity < 0 else "reject"
            polarity = self.words.polarity[act_id]
            self.found.append(Act(act_id, polarity, False, first, end, terms, _ENDED_STRENGTH, "ended"))
        return True

    def _let(self, act_id: str, start: int, end: int) -> bool:
        """Whether the act before lets an act of force happen, or vows it."""
        before = self.found[-1]
        polarity = self.words.polarity[act_id]
        if polarity >= 0 or before.rule != "stated" or not is_near(self.text, before.char_end, start):
            return False
        if before.terms[0].startswith(_LETTING):
            act_id, polarity, rule = "concede", 1, "let"
        elif before.terms[0].startswith(_VOWING) and act_id in _OF_FORCE:
            act_id, rule = "threaten", "vowed"
        else:
            return False
        terms = (*before.terms, self.folded[start:end])
        self.found[-1] = before._replace(
            act_id=act_id, polarity=polarity, char_end=end, terms=terms, strength=_ENDED_STRENGTH, rule=rule
        )
        return True

    def _turn(self, negator: tuple[int, int, int], told: Act) -> None:
        """Tell what a negation makes of an act."""
        first, last, kind = negator
        strength = max(told.strength, self._take_back(first))
        if told.judges and told.act_id == "support":  # "is no hero"
            turned = "accuse"
        else:
            turned = (self.words.when_refused if kind == REFUSES else self.words.when_denied)[told.act_id]
        is_open = told.act_id == "reject" and self.folded.startswith(_RULE_OUT, told.char_start)
        if is_open:  # "has not ruled out" opens as much as "will not rule out"
            turned = "agree"
        is_condition = self.hedge is not None and is_near(self.text, self.hedge[1], first)  # "if it is not passed"
        if turned == NO_ACT or is_condition:
            return
        is_denied = kind == DENIES and self.words.polarity[told.act_id] < 0
        act = told._replace(
            act_id=turned,
            polarity=self.words.polarity[turned],
            is_negated=True,
            char_start=first,
            terms=(self.folded[first:last], *told.terms),
            strength=strength,
            rule="denied" if is_denied else "negated",
            governs=False,
        )
        self.found.append(act)
        if told.act_id == "reject":
            self.opened = act
        elif told.governs:
            self.governor = act
