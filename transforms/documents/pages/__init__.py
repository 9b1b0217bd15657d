"""Web pages to text, blocks and metadata."""

from transforms.documents.pages.errors import PAGE_REASONS, PageError
from transforms.documents.pages.extraction import extract_page

__all__ = ["PAGE_REASONS", "PageError", "extract_page"]
