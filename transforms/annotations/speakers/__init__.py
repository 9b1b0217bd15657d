"""Speakers inside an article: from a quote's mention to the name that the article gives it."""

from transforms.annotations.speakers.resolve import SPEAKER_COLUMNS, resolve_speakers

__all__ = ["SPEAKER_COLUMNS", "resolve_speakers"]
