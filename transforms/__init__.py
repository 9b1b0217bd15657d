"""What the data becomes: pure functions, frame in, frame out. No I/O but bundled word lists, no Prefect, no DuckDB."""
