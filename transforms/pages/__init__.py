"""Web pages to text, blocks and metadata."""

from transforms.pages.decoding import DecodedPage, decode_page, read_page
from transforms.pages.errors import PAGE_REASONS, PageError
from transforms.pages.extraction import extract_page

__all__ = ["PAGE_REASONS", "DecodedPage", "PageError", "decode_page", "extract_page", "read_page"]
