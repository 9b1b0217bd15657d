"""Pages for people, written from the analyses: a story in every outlet, an index of stories, two groups of outlets."""
