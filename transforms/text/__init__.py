"""Words and their forms, whatever they stand in: no module here knows an article."""
