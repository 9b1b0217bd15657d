"""Credits: agencies, images, additional reporting, copyright lines and initials, each with its place in the text.

An agency that the news names is no credit ("told Reuters"). A credit stands where credits stand: in a dateline, on a
line of its own, in brackets after the last sentence, behind a label ("Photo:"), or in one of the set phrases
("contributed to this report"). Every item of a list must be an agency or initials, or the list is none.
"""

from transforms.documents.credits.agencies import Agency, added_agencies, find_agency
from transforms.documents.credits.credit import Credit
from transforms.documents.credits.finding import CREDIT_COLUMNS, credits_of, find_credits, wire_agencies

__all__ = [
    "CREDIT_COLUMNS",
    "Agency",
    "Credit",
    "added_agencies",
    "credits_of",
    "find_agency",
    "find_credits",
    "wire_agencies",
]
