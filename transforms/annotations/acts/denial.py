"""Whether what was named is denied behind it: talks that are off the table are no talks."""

import re
from typing import Final

_REACH: Final = 100  # characters: a noun phrase, its complement and a first predicate ("was not discussed and is …")
_NOT_SO: Final = (
    r"an? (?:option|possibility)|possible|on the (?:agenda|cards|table)|in the cards|up for (?:debate|discussion)"
    r"|acceptable|planned"
)
_DENIED: Final = re.compile(
    r"[^,;:.!?()\[\]—–]*?\b(?:"
    rf"(?:is|are|was|were|remains?) [\"“]?(?:\w+ly |just |still )?(?:(?:not|never|no longer) (?:{_NOT_SO})"
    r"|off the table|out of the question|impossible|unacceptable)"
    rf"|(?:is|are|was|were)n['’]t (?:{_NOT_SO}))\b"
)
_OTHER_CLAUSE: Final = re.compile(
    r"\b(?:after|although|because|before|but|if|since|that|though|unless|when|where|whether|which|while|who)\b"
)


def is_denied_after(text: str, end: int) -> bool:
    """Whether the clause goes on to say that what was named will not be.

    Args:
        text: The sentence.
        end: Where the words end that name it.
    """
    found = _DENIED.match(text, end, end + _REACH)
    return found is not None and _OTHER_CLAUSE.search(found[0]) is None
