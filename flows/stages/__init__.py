"""The stages of a run, a module each: plain functions over paths."""
