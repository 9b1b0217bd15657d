"""Cleaning of page dumps (``raw_text``): roles for every line, by layout and repetition rather than by site."""

from transforms.documents.dumps.reading import read_dump
from transforms.documents.dumps.recurring import count_lines, document_lines, learn_recurring, line_hash

__all__ = ["count_lines", "document_lines", "learn_recurring", "line_hash", "read_dump"]
