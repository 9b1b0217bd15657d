"""Read a speaker mention as a noun phrase: pronoun, name or description, and what of it is the head.

"Pentagon spokesman Rear Adm. Ann Fox" and "the governor of Northmark, Ann Fox," name Ann Fox; "a spokesman for Ann
Fox", "Fox's lawyer" and "Fox aides" do not. The reading does not depend on the article, so it is made once per wording.
"""

import functools
import re
from typing import Final, final

from ahocorasick_rs import AhoCorasick

from transforms.speakers.lexicon import Alias, Noun, Place, fold, lexicon
from transforms.speakers.names import NameRun, known_runs, read_run, run_pattern, surname_key

_OWNING: Final = ("'s", "’s", "s'", "s’")
_STRIP: Final = " \t\n\u00a0,.;:\"“”‘'’`—–-()[]"
_STRIP_BUT_STOP: Final = _STRIP.replace(".", "")
_NO_ALIAS: Final = Alias("", "", "", "", "")
_NO_PLACE: Final = Place("", "", "")
_DETERMINERS: Final = frozenset({"the", "a", "an", "this", "that", "these", "those", "one", "some", "another", "its"})
_NOT_GOVERNING: Final = frozenset({"the", "a", "an", "his", "her", "their", "its", "and", "or", "as", "than"})
_INDEFINITE: Final = frozenset(
    {
        "a",
        "an",
        "one",
        "another",
        "some",
        "two",
        "three",
        "four",
        "five",
        "several",
        "many",
        "most",
        "few",
        "other",
        "no",
    }
)
_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_CUT: Final = re.compile(
    r",|\s[(–—-]|--|\s(?:who|which|that|whose|whom|where|of|in|at|from|for|with|to|on|by|near|about|against|familiar|close|briefed|"
    r"speaking|working|involved|including|like|such|under|opposed|loyal|outside|inside|during|after|before|between|among|across|"
    r"representing|backing|supporting|calling|because|as|said|told|has|have|had|was|were|is|are|we|he|she|they|traveling|released|"
    r"published|conducted|issued|obtained|posted|written|signed|sent|led|based|interviewed|surveyed|polled|quoted|cited|out|now|then|here)\b"
)
_OF: Final = re.compile(r"\s(?:of|in|out of)\s(?:the |those |these |his |her |their |its |our )?")
_WORD: Final = re.compile(r"[\w’'.&/-]+")
_PLURAL_ENDING: Final = re.compile(r"(?<![sui])s$|(?:men|women|people|police)$")
_HUMAN_ENDING: Final = re.compile(r"(?:er|or|ist|ian|(?<!m)ent|ant|man|woman|person|eur|ee)$")
_ADDED: Final = re.compile(r"\s(?:(?:of|in|and|who|which|that|at|from|for|on|magazine|newspaper|news)\b|[(–—-])")
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]\.)*\b[A-Z]$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr)$")
_AND_NAME: Final = re.compile(r"(?:, [A-Z][\w.’' -]+)*,? (?:and|&) (?=[A-Z])")
_AND_COMMON: Final = re.compile(r",? (?:and|or) [a-z]")  # "Federal and state officials"
_VERBAL: Final = re.compile(r"(?:ed|es|ing)$")
# after the name that is the head: an added phrase, or a verb that the mention took along
_AFTER_HEAD: Final = re.compile(
    r" (?:of|in|who|and|from|at|for|on|is|was|has|had|himself|herself|itself|said|says|told|wrote|went|took|made|put|"
    r"came|gave|held|sought|spoke|won|would|will|could|may|might|can|did|does|when|as|to|with|also|[a-z]+ed)\b"
)
_AGE: Final = re.compile(r"\d{1,2}-year-old")


@final
class Mention:
    """A mention, read.

    ``form`` is pronoun, name, nominal or empty. ``run`` is the name that is the head, or the only name inside a
    nominal; ``description`` the words beside the name; ``head`` the folded head noun; ``noun`` what it says.
    ``value`` is the pronoun's value (m, f, plural, thing, first, first_plural, relative).
    """

    __slots__ = (
        "description",
        "form",
        "head",
        "is_definite",
        "is_indefinite",
        "is_plural",
        "noun",
        "owner",
        "run",
        "run_text",
        "value",
        "wording",
    )

    def __init__(
        self,
        form: str,
        wording: str,
        *,
        value: str = "",
        run: NameRun | None = None,
        run_text: str = "",
        description: str = "",
        head: str = "",
        noun: Noun | None = None,
        is_plural: bool = False,
        is_definite: bool = False,
        is_indefinite: bool = False,
        owner: str = "",
    ) -> None:
        self.form = form
        self.wording = wording
        self.value = value
        self.run = run
        self.run_text = run_text
        self.description = description
        self.head = head
        self.noun = noun
        self.is_plural = is_plural
        self.is_definite = is_definite
        self.is_indefinite = is_indefinite
        self.owner = owner

    @property
    def noun_is_known(self) -> bool:
        """Whether the head noun is one of the lists'."""
        return self.noun is not None and self.head in lexicon().nouns


_READ: Final[dict[str, Mention]] = {}
_CACHE_SIZE: Final = 65536  # mentions kept in memory: they repeat within and across articles


def _noun(head: str) -> Noun | None:
    nouns = lexicon().nouns
    found = nouns.get(head)
    if found is None and "-" in head:
        found = nouns.get(head.rsplit("-", 1)[1])
    if found is None:
        title = lexicon().titles.get(head)
        if title is not None and title.kind in ("office", "rank", "job"):
            found = Noun("person", title.gender, title.affiliation_class, title.role)
    return found


def read_mention(text: str) -> Mention:
    """Read the mention, once; the form is empty where there is nothing to read."""
    found = _READ.get(text)
    if found is None:
        if len(_READ) >= _CACHE_SIZE:
            _READ.clear()
        found = _READ[text] = _read(text)
    return found


def _read(text: str) -> Mention:
    words = lexicon()
    wording = " ".join(text.split()).strip(_STRIP)
    if not wording:
        return Mention("", "")
    if text.rstrip(_STRIP_BUT_STOP)[-1:] == "." and _ABBREVIATED.search(wording):
        wording += "."
    wording = wording.removesuffix("'s").removesuffix("’s")
    lowered = wording.lower()
    value = words.pronouns.get(lowered)
    if value is not None and (wording not in ("US", "Us", "IT") or len(wording) == 1):
        return Mention("pronoun", wording, value=value)
    run = known_runs().get(wording)
    if (
        run is not None
        and run.kind == "person"
        and not _offices().find_matches_as_indexes(lowered)
        and wording not in words.aliases
    ):  # a person's name and nothing else
        return Mention("name", wording, run=run, run_text=run.name, description=run.title.strip(" ,;:()–—-"))
    first_word, _, after = wording.partition(" ")
    determiner = first_word.lower()
    owner = determiner if determiner in _POSSESSIVES and after else ""
    is_definite, is_indefinite = determiner == "the" or determiner in ("this", "that"), determiner in _INDEFINITE
    body = after if owner or (determiner in _DETERMINERS and after) else wording
    if body in words.aliases or body in words.places:
        named = NameRun("single" if " " not in body else "thing", body.split(), "", surname_key(body.split()[-1]))
        if (
            words.aliases.get(body, _NO_ALIAS).kind != "collective"
            and words.places.get(body, _NO_PLACE).form_kind != "people"
        ):
            return Mention("name", wording, run=named, run_text=body, is_definite=is_definite)
    # an office with a preposition inside reads as one word
    masked = body
    low_body = body.lower()
    for office in words.offices_of if _offices().find_matches_as_indexes(low_body) else ():
        at = low_body.find(office)
        if at >= 0:
            masked = masked[:at] + masked[at : at + len(office)].lower().replace(" ", "_") + masked[at + len(office) :]
    runs = [
        (match.start(), match.end(), run)
        for match in run_pattern().finditer(masked)
        if (run := read_run(match.group())).kind
    ]
    if runs and runs[0][2].kind == "single" and masked.startswith("Will ") and " " in masked[: runs[0][1]]:
        start, end, run = runs[0]
        runs[0] = (start, end, NameRun("person", ["Will", *run.tokens], "will", run.last, run.suffix, "m"))
    for index, (start, end, run) in enumerate(runs):
        if run.kind in ("office", "thing") and not (run.kind == "thing" and start == 0):
            continue
        rest = masked[end:]
        if index == 0 and run.kind == "thing" and _joins_title(masked, runs):
            continue
        is_joined = index == 1 and _joins_title(masked, runs)
        if not is_joined and not _is_head(masked, start, rest, run, is_indefinite=is_indefinite):
            continue
        if start == 0 and run.kind in ("single", "thing") and determiner == "the":
            break
        if run.kind != "person" and (_group_noun(run) is not None or (start and fold(run.tokens[-1]) in words.nouns)):
            break
        if start == 0 and run.kind == "thing":
            break
        description = f"{masked[:start]} {run.title} {rest}".replace("_", " ").strip(" ,;:()–—-")
        is_plural = run.kind != "thing" and _AND_NAME.match(rest) is not None
        return Mention(
            "name",
            wording,
            run=run,
            run_text=run.name,
            description=description,
            is_plural=is_plural,
            is_definite=is_definite,
        )
    if runs and runs[0][0] == 0 and _ends_name(masked[runs[0][1] :]):
        run = runs[0][2]
        noun = _group_noun(run)
        if noun is None and run.kind != "office":
            return Mention(
                "name",
                wording,
                run=run,
                run_text=masked[: runs[0][1]],
                description=masked[runs[0][1] :].strip(" ,;:()–—-"),
                is_definite=is_definite,
            )
    return _nominal(
        wording,
        masked.replace("_", " ") if masked.count("_") == 0 else masked,
        is_definite=is_definite,
        is_indefinite=is_indefinite,
        owner=owner,
    )


def _joins_title(body: str, runs: list[tuple[int, int, NameRun]]) -> bool:
    """Whether "and" joins an institution's name before a title: "House Ways and Means Committee Chairman Ann Fox"."""
    if len(runs) < 2 or runs[1][2].kind != "person" or not runs[1][2].title:
        return False
    return runs[0][0] == 0 and body[runs[0][1] : runs[1][0]] in (" and ", " & ")


@functools.cache
def _offices() -> AhoCorasick:
    """All offices with a space inside, sought at once: few mentions hold one."""
    return AhoCorasick(lexicon().offices_of)


@functools.cache
def _anonymous_marks() -> AhoCorasick:
    return AhoCorasick(lexicon().anonymous_marks)


@functools.cache
def _governing() -> re.Pattern[str]:
    """A preposition before the name: the name is not the head."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(lexicon().prepositions - _NOT_GOVERNING))})(?!\w)")


def _group_noun(run: NameRun) -> Noun | None:
    """The noun that a capitalised run ends in ("the Kentucky Republican", "House Democrats"), if it is one."""
    last = fold(run.tokens[-1]).strip(".")
    noun = lexicon().nouns.get(last)
    if noun is None or run.kind == "person" or " ".join(run.tokens) in lexicon().aliases:
        return None
    if noun.kind in ("organization", "document") and (run.kind != "single" or noun.kind == "organization"):
        return None
    return noun


def _ends_name(rest: str) -> bool:
    """Whether a name at the start of a mention ends its head: nothing, a mark or an added phrase follows."""
    if rest.startswith(("'", "’")):
        return False
    return not rest or not rest[0].isspace() or _ADDED.match(rest) is not None


def _is_head(body: str, start: int, rest: str, run: NameRun, *, is_indefinite: bool) -> bool:
    """Whether the name at ``start`` is what the noun phrase is about."""
    if rest.startswith(("'", "’")) and rest[1:2] in ("s", " ", ""):
        return False
    if rest[:1] == " " and re.match(r" [a-z_]", rest) and not _AFTER_HEAD.match(rest):
        return False
    if start == 0:
        return run.kind != "single" or not _AND_COMMON.match(rest)
    before = body[:start].rstrip()
    if before.endswith(","):
        if run.kind not in ("person", "weak", "single") or " ".join(run.tokens) in lexicon().places:
            return False
        if run.kind == "single" and run.tokens[0] in lexicon().aliases:
            return False
        head = body[:start].split(",", 1)[0]
        return _head_kind(head) in ("person", "anonymous") and not re.match(r"\s(?:and|or)\b|,? (?:and|or)\b", rest)
    last_word = _WORD.findall(before)[-1:] or [""]
    word = last_word[0].lower()
    if word in lexicon().prepositions or not (last_word[0][:1].islower() or last_word[0].endswith(_OWNING)):
        return False
    if last_word[0].endswith(_OWNING):
        return run.kind == "person" and bool(run.first) and not re.match(r" [a-z]", rest)
    governed = _governing().search(before)
    if governed and (is_indefinite or not _noun(word) or run.kind == "single"):
        return False
    return not (governed and "," not in before)


def _head_kind(head: str) -> str:
    noun = _head(head)[1]
    return noun.kind if noun else ""


def _head(body: str) -> tuple[str, Noun | None]:
    """The folded head noun of a noun phrase without determiner, and what it says."""
    words = lexicon()
    core = body
    for _ in range(3):  # "one of dozens of the officials": three countings are enough
        cut = _CUT.search(core)
        first = core[: cut.start()] if cut else core
        tokens = _WORD.findall(first)
        if not tokens:
            return "", None
        last = fold(tokens[-1]).rstrip(".")
        if cut and (last in words.quantity_nouns or last.rstrip("s") in words.quantity_nouns or last[0].isdigit()):
            of = _OF.match(core, cut.start())
            if of and core[of.end() :]:
                inner = core[of.end() :]
                inner_head, inner_noun = _head(inner) if inner else ("", None)
                if inner_noun is not None:
                    return inner_head, inner_noun
        if last.endswith("'s"):
            last = last[:-2]
        elif last.endswith("'"):
            last = last[:-1]
        if "_" in last:
            last = last.replace("_", " ")
            return last, words.nouns.get(last) or words.nouns.get(last.split(" ", 1)[0]) or Noun(
                "person", "", "government", "decision_maker"
            )
        if len(tokens) > 1:
            pair = f"{fold(tokens[-2])} {last}"
            if pair in words.nouns:
                return pair, words.nouns[pair]
        return last, _noun(last)
    return "", None


def _nominal(
    wording: str, body: str, *, is_definite: bool = False, is_indefinite: bool = False, owner: str = ""
) -> Mention:
    head, noun = _head(body)
    if noun is None and head.endswith("ed") and body.endswith(" " + head):
        # "an official raised": a verb that the mention took along
        shorter = _head(body[: -len(head) - 1])
        if shorter[1] is not None and shorter[1].kind in ("person", "anonymous", "collective"):
            cut = -len(head) - 1
            wording, body, (head, noun) = wording[:cut], body[:cut], shorter
    is_plural = (
        bool(_PLURAL_ENDING.search(head))
        if noun is None
        else noun.kind == "collective" or (noun.kind == "anonymous" and head.endswith(("s", "men", "people")))
    )
    if noun is None and head:
        if is_plural:
            noun = Noun("collective", "", "", "participant")
        elif _AGE.search(head) or (_HUMAN_ENDING.search(head) and head not in lexicon().things):
            noun = Noun("person", "", "", "participant")
        else:
            noun = Noun("document", "", "", "")
    if (
        noun is not None
        and noun.kind in ("person", "collective")
        and _anonymous_marks().find_matches_as_indexes(wording.lower())
    ):
        noun = noun._replace(kind="anonymous")
    if noun is None or (noun.kind == "person" and head not in lexicon().nouns and "-" not in head):
        # "Fox stormed": a verb that the mention took along
        match = run_pattern().match(body)
        run = read_run(match.group()) if match else None
        if match and run is not None and run.kind in ("person", "single", "weak") and _VERBAL.search(head):
            rest = body[match.end() :]
            if rest[:1] == " " and " " not in rest[1:]:
                return Mention(
                    "name", wording[: len(wording) - len(rest)], run=run, run_text=run.name, description=run.title
                )
    return Mention(
        "nominal",
        wording,
        head=head,
        noun=noun,
        is_plural=is_plural,
        is_definite=is_definite,
        is_indefinite=is_indefinite,
        owner=owner,
        description=body.replace("_", " "),
    )
