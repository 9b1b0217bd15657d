"""Ids: hashes of natural keys, so that the same input gives the same ids on any machine, in any order, in any batch."""

import hashlib


def stable_id(prefix: str, *parts: str) -> str:
    """``prefix`` and 16 hexadecimal digits (64 bits of BLAKE2b) of the parts; parts cannot run into each other."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{prefix}_{digest.hexdigest()}"


def sentence_id(article_id: str, sentence_index: int) -> str:
    """Id of a sentence: readable, sortable within the article, and unique because the article's id is."""
    return f"{article_id}.s{sentence_index:04d}"


def quote_id(article_id: str, quote_index: int) -> str:
    """Id of a quote, made like a sentence's."""
    return f"{article_id}.q{quote_index:04d}"


def text_hash(text: str) -> str:
    """Hash of a text as it is stored, by which two versions are told apart."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
