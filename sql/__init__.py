"""Only SQL: macros, views, checks and analyses. This file lets the wheel find them."""
