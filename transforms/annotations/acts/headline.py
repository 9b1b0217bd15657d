"""Pick the one act that a headline reports: the strongest, and of those the first, that stands in a main clause.

A headline is read part by part (parts end at colons, question marks, dashes). An act counts less behind a word that
opens a subordinate clause, in an explainer ("How …", "5 things …") and in a question; a past participle counts less
where a later verb is the headline's; a judging word ("a shameful deal") counts more where it is said of somebody, and
everything counts more where the headline calls itself opinion. A word of force in quotation marks that names a remark
or a report ("Pell's 'arson' remark") is no deed.
"""

import re
from typing import Final

from transforms.annotations.acts.act import Act
from transforms.annotations.acts.lexicon import (
    AS_WRITTEN,
    BASE,
    BODY_THRESHOLD,
    ING,
    NOUN,
    PAST,
    THIRD,
    TITLE_THRESHOLD,
)

MAX_TITLE: Final = 500  # characters; a longer "title" is a text, and parts times acts would cost its square

_PART: Final = re.compile(r"(?:[^:;?!—–|.]|\.(?! )|\?(?=\w))+[?!]?|[:;?!—–|.]")
_SUBORDINATE: Final = re.compile(
    r"\b(?:[Aa]fter|[Aa]mid|[Oo]ver|[Dd]espite|[Tt]hat|[Aa]s|[Ss]ince|[Ww]hen|[Ww]hile|[Bb]efore|[Bb]ecause|[Uu]ntil"
    r"|[Ww]ho|[Ww]hich|[Ww]here|[Ww]hose)\b"  # not "WHO"
)
_FRONTED: Final = re.compile(r"\W*(?:After|Amid|Despite|As|Since|When|While|Before|Because|Until|If)\b")
_PHRASE: Final = re.compile(r"\b(?:for|of|in|during|from|about)\b", re.IGNORECASE)
_COPULA: Final = re.compile(r"\b(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Bb]e)\b|['’](?:s|re) ")
_AGENT: Final = re.compile(r" (?:[Bb]y|[Ii]n|[Ff]rom|[Aa]t|[Dd]uring|[Oo]n|[Ff]or|[Ww]ith) ")
_HOW_TO: Final = re.compile(r"^\W*how to\b", re.IGNORECASE)
_EXPLAINER: Final = re.compile(
    r"^\W*(?!(?-i:WHO)\b)(?:how|why|what|who|where|when|here's|inside|meet"
    r"|\d+ (?:\w+ )?(?:things|ways|reasons|facts|takeaways|questions|moments|times|photos|lessons|tips|charts))\b",
    re.IGNORECASE,
)
_OPINION: Final = re.compile(r"^\W*(?:opinion|analysis|editorial|commentary|column)\b", re.IGNORECASE)
_PREDICATED: Final = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|isn't|aren't|seems?|looks?|sounds?|remains?|becomes?|became|become|makes?|how)|'s|'re)"
    r"(?: [\w']+){0,4} ?\Z"
)
_POSSESSED: Final = re.compile(r"(?:'s|s'|\b(?:their|our|his|her|its|your))(?: [\w'.]+){0,2} ?\Z")
_CLAIM: Final = re.compile(
    r"(?::|\b(?:[Ss]ays?|[Cc]laims?|[Tt]ells?|[Aa]lleges?|[Ii]nsists?|[Bb]elieves?|[Tt]hinks?))"
    r" (?!(?:it|he|she|they|we|I)\b)"
)
_FORCEFUL: Final = ("coerce", "sanction")  # of which who says them of others accuses
_SAYS: Final = re.compile(
    r" (?:[Ss]ays?|[Cc]laims?|[Tt]ells?|[Aa]lleges?|[Bb]elieves?|[Tt]hinks?) (?!(?:it|he|she|they|we|I)\b)"
)
_STATED: Final = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(: )")
_SAID: Final = re.compile(r"( (?:[Ss]ays?|[Ss]aid|[Cc]laims?|[Ii]nsists?|[Tt]ells? [A-Z]\w+)|: ['‘\"“]) ?")
_NOT_SO: Final = re.compile(r"\b(not|never|(?:is|are|was|were|did|do|does|has|have|had)n['’]t)\b", re.IGNORECASE)
_REPORT: Final = re.compile(r"[Pp]olice|[Ss]heriff|[Oo]fficials|[Aa]uthorities|[Kk]ill|[Dd]ead|[Dd]ie")
_FORCE: Final = ("assault", "coerce")
_OPENED: Final = re.compile(r"(?:^|[\s(])['‘\"“][^'’\"”]{0,25}\Z")
_MENTIONED: Final = re.compile(  # 'arson' remark, ‘Siege Report’; "claims", "tweets" may be verbs behind a quotation
    r"[^'’\"”‘“]{0,25}['’\"”] (?:comments?|remarks?|claim|joke|slur|jibe|label|analogy|comparison|tweet)\b"
    r"|(?: \w+)? (?:comments?|remarks?|report|memo)['’\"”]",
    re.IGNORECASE,
)
_FINITE: Final = (BASE, THIRD, PAST)  # shapes of a clause's own verb: what follows belongs to another clause
_NOUN_LIKE: Final = (NOUN, AS_WRITTEN, ING)
_PASSIVE: Final = ("been ", "is ", "are ", "was ", "were ")

# what an act's place adds to its strength; a verb has 3, a noun 2, and a headline's act needs 2
_SUBORDINATE_LOSS: Final = 1.1  # after "amid", "who" not even a verb that performs its act is the headline's
_PHRASE_LOSS: Final = 0.9  # a noun after "for", "in", "about" is what something else is about
_EXPLAINER_LOSS: Final = 0.9  # "how", "why": the act is what is explained
_HOW_TO_LOSS: Final = 1.5  # and "how to" is advice
_QUESTION_LOSS: Final = 0.9  # a question whose act is only hinted at reports none
_QUESTION_NOUN_LOSS: Final = 1.5
_OLDER_LOSS: Final = 1.0  # "girls kidnapped in May released"
_OPINION_GAIN: Final = 0.5  # a headline that calls itself opinion mostly takes a stance
_JUDGED_GAIN: Final = 0.5

# what it loses where no other act is there to take its place
_SUBORDINATE_WEAKNESS: Final = 0.5
_PHRASE_WEAKNESS: Final = 0.5
_EXPLAINED_WEAKNESS: Final = 0.5


def headline_act(text: str, folded: str, acts: list[Act]) -> Act | None:
    """The main act of a headline, or None.

    Args:
        text: The headline.
        folded: Its folded copy.
        acts: All acts that were read in it, in order.
    """
    best: Act | None = None
    best_value = 0.0
    is_opinion = calls_itself_opinion(text)
    for part in _PART.finditer(text):
        first, last = part.span()
        inside = [act for act in acts if first <= act.char_start < last and not _is_mentioned(text, act)]
        if not inside:
            continue
        is_question = text[first:last].rstrip().endswith("?")
        loss = _loss_of_part(text[first:last])
        gain = _OPINION_GAIN if is_opinion else 0.0
        for number, act in enumerate(inside):
            strength = act.strength + gain
            place, weakness = _place_of_clause(text, first, inside, number)
            if act.judges:
                strength += _gain_of_judgement(folded[first : act.char_start])
            elif _is_older(text, act, inside[number + 1 :]):
                strength -= _OLDER_LOSS
            if is_question:
                strength -= _QUESTION_NOUN_LOSS if act.shape == NOUN else _QUESTION_LOSS
            value = strength - place - loss[0]
            if strength - weakness - loss[1] >= TITLE_THRESHOLD and value > best_value:
                best, best_value = (act._replace(polarity=0, rule="asked") if is_question else act), value
    if best is None:
        return _contradiction(text)
    if _is_claimed(text, best, is_opinion=is_opinion):
        return best._replace(act_id="accuse", polarity=-1, rule="claimed")
    return best


def calls_itself_opinion(text: str) -> bool:
    """Whether a headline begins with the name of the form: "Opinion: …"."""
    return _OPINION.match(text) is not None


def explains(text: str) -> bool:
    """Whether a headline promises to explain: "How …", "5 things …"."""
    return _EXPLAINER.match(text) is not None


def is_subordinate(text: str, start: int) -> bool:
    """Whether a word that opens a subordinate clause stands before a place."""
    return _SUBORDINATE.search(text, 0, start) is not None


def _is_mentioned(text: str, act: Act) -> bool:
    """Whether a word of force is only quoted, as the name of what was said: "Pell's 'arson' remark"."""
    return (
        act.act_id in _FORCE
        and _MENTIONED.match(text, act.char_end) is not None
        and _OPENED.search(text, 0, act.char_start) is not None
    )


def _contradiction(text: str) -> Act | None:
    """Whose words say only what is not so: "Pell says the dam was never closed", "Pell: Dam was never closed"."""
    said = _SAID.search(text) or (None if calls_itself_opinion(text) else _STATED.match(text))
    if said is None or text.rstrip().endswith("?"):
        return None
    found = _NOT_SO.search(text, said.end())
    if found is None:
        return None
    terms = (said.group(1).lower().strip(), found.group(1).lower())
    return Act("reject", -1, True, found.start(1), found.end(1), terms, TITLE_THRESHOLD, "contradicted")


def _loss_of_part(part: str) -> tuple[float, float]:
    if _EXPLAINER.match(part) is None:
        return 0.0, 0.0
    return (_HOW_TO_LOSS, _HOW_TO_LOSS) if _HOW_TO.match(part) else (_EXPLAINER_LOSS, _EXPLAINED_WEAKNESS)


def _place_of_clause(text: str, first: int, inside: list[Act], number: int) -> tuple[float, float]:
    """What an act loses behind a word that opens a subordinate clause, or, as a noun, behind a preposition."""
    act = inside[number]
    clause = first
    if _FRONTED.match(text, first):  # "After the storm, Pell …": the comma ends the clause
        clause = max(first, text.find(", ", first, act.char_start))
    if number and inside[number - 1].shape in _FINITE:
        clause = max(clause, inside[number - 1].char_end)
    if _SUBORDINATE.search(text, clause, act.char_start):
        return _SUBORDINATE_LOSS, _SUBORDINATE_WEAKNESS
    if act.shape in _NOUN_LIKE:
        phrase = _PHRASE.search(text, first, act.char_start)
        if phrase is not None and _COPULA.search(text, phrase.end(), act.char_start) is None:
            return _PHRASE_LOSS, _PHRASE_WEAKNESS
    return 0.0, 0.0


def _gain_of_judgement(before: str) -> float:
    return _JUDGED_GAIN if _PREDICATED.search(before) or _POSSESSED.search(before) else 0.0


def _is_older(text: str, act: Act, later: list[Act]) -> bool:
    """Whether a past participle tells an older story than a verb behind it."""
    if act.shape != PAST or _AGENT.match(text, act.char_end) is None:
        return False
    return any(
        (other.shape in (PAST, THIRD) or other.terms[0].startswith(_PASSIVE))
        and other.strength >= BODY_THRESHOLD
        and not _SUBORDINATE.search(text, act.char_end, other.char_start)
        for other in later
    )


def _is_claimed(text: str, act: Act, *, is_opinion: bool) -> bool:
    """Whether somebody tells of another's force: who does accuses, and only the police report it."""
    if act.act_id == "assault":
        return act.shape != NOUN and _CLAIM.search(text, 0, act.char_start) is not None and not _REPORT.search(text)
    if act.act_id not in _FORCEFUL or act.rule not in ("stated", "performed"):
        return False
    return is_opinion or (_SAYS.search(text, 0, act.char_start) is not None and not _REPORT.search(text))
