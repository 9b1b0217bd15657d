"""Prefect flows and tasks, settings and the command line: when, and with what."""
