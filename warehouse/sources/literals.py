"""Lists and objects that a table holds as text: what data frames write where a field of the API was nested."""

import ast
from typing import Any, Final

import orjson

_MOST: Final = 1_000_000  # characters; Python's reader of literals takes hundreds of bytes for each


def literal(text: str) -> Any:
    """The list or object that a text is, as JSON or as Python writes it; the text itself where it is neither."""
    if text[:1] not in {"[", "{"} or text[-1:] not in {"]", "}"} or len(text) > _MOST:
        return text
    for read in (orjson.loads, ast.literal_eval):
        try:
            found: Any = read(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):  # orjson's errors are ValueErrors
            continue
        return found if isinstance(found, list | dict) else text
    return text
