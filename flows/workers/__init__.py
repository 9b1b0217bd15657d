"""Where chunks are worked on: child processes that can be stopped."""
