"""Clean texts: no line is dropped, each gets its role."""

from transforms.documents.plain.marking import clean_text

__all__ = ["clean_text"]
