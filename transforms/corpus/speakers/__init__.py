"""One speaker across articles: names are joined, namesakes stay apart."""

from transforms.corpus.speakers.identity import link_speakers

__all__ = ["link_speakers"]
