"""Everybody and everything that an article names, quoted or not: people, organizations, places."""

from transforms.annotations.names.naming import NAME_RUNS, article_names

__all__ = ["NAME_RUNS", "article_names"]
