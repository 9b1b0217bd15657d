"""What is stored: every table and column, declared once."""
