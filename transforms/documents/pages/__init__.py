"""Web pages to text, blocks and metadata."""

from transforms.documents.pages.errors import PageError
from transforms.documents.pages.extraction import extract_page

__all__ = ["PageError", "extract_page"]
