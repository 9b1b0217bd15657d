"""A warehouse on an object store: a working copy on this machine, and the store that it is published to."""
