"""One speaker across articles: names are joined, namesakes stay apart."""

from transforms.corpus.speakers.identity import Linked, link_speakers

__all__ = ["Linked", "link_speakers"]
