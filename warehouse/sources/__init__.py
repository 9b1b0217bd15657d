"""Reading: from folders, globs, files and URLs to a stream of documents and rejects, one record at a time."""

from warehouse.sources.files import SPECIAL, SourceError, SourceFile, find_available, find_files, locate
from warehouse.sources.manifest import Manifest, manifest_among, read_manifest
from warehouse.sources.names import FieldNames
from warehouse.sources.outages import UNAVAILABLE, Patience
from warehouse.sources.reading import UNREADABLE, read_file
from warehouse.sources.records import Document, Limits, Record, Reject, Skip

__all__ = [
    "SPECIAL",
    "UNAVAILABLE",
    "UNREADABLE",
    "Document",
    "FieldNames",
    "Limits",
    "Manifest",
    "Patience",
    "Record",
    "Reject",
    "Skip",
    "SourceError",
    "SourceFile",
    "find_available",
    "find_files",
    "locate",
    "manifest_among",
    "read_file",
    "read_manifest",
]
