"""Speakers: from a quote's mention to a name in the article, and from names to one speaker across articles."""

from transforms.speakers.identity import link_speakers
from transforms.speakers.resolve import SPEAKER_COLUMNS, resolve_speakers

__all__ = ["SPEAKER_COLUMNS", "link_speakers", "resolve_speakers"]
