"""The sections of a story's page: one module a question, rows in, what a template shows out."""
