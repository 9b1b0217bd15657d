"""Tools for whoever maintains the word lists; not part of the distribution."""
