"""Outlets: who published an article, named with the evidence that named it."""

from transforms.documents.outlets.identify import OUTLET_COLUMNS, identify_outlets, outlet_rows
from transforms.documents.outlets.registry import (
    Outlet,
    Registry,
    agencies_of,
    bundled_registry,
    extended_registry,
    slug,
)

__all__ = [
    "OUTLET_COLUMNS",
    "Outlet",
    "Registry",
    "agencies_of",
    "bundled_registry",
    "extended_registry",
    "identify_outlets",
    "outlet_rows",
    "slug",
]
