"""Cleaning of page dumps (``raw_text``): roles for every line, by layout and repetition rather than by site."""

from transforms.documents.dumps.cleaning import clean_dump
from transforms.documents.dumps.recurring import count_lines, learn_recurring, line_hash

__all__ = ["clean_dump", "count_lines", "learn_recurring", "line_hash"]
