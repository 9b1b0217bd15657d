"""A source document becomes an article: its text, blocks, credits, outlet, date and language."""
