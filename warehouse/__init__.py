"""What is stored and how it is published: schema, sources, Parquet, DuckDB, checks."""
