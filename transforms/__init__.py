"""What the data becomes: pure functions, frame in, frame out. No I/O beyond bundled word lists, no Prefect, no DuckDB."""
