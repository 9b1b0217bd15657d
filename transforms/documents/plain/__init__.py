"""Clean texts: no line is dropped, each gets its role."""

from transforms.documents.plain.marking import mark_text

__all__ = ["mark_text"]
