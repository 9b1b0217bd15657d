"""Rows of many articles become rows across articles: copies, speakers."""
