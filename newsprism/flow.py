"""The flow for ``prefect deploy`` and workers: ``entrypoint: newsprism.flow.newsprism``."""

from newsprism.rooms import ours_first

with ours_first():
    from flows.pipeline import newsprism

__all__ = ["newsprism"]
