"""When an article was published: dates found in text, given ones, and how exact they are."""

from transforms.documents.dates.finding import date_phrases, find_date, starts_with_month
from transforms.documents.dates.moments import moment, read_given

__all__ = ["date_phrases", "find_date", "moment", "read_given", "starts_with_month"]
