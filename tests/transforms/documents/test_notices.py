"""What sites show instead of an article, and articles about such things."""

import pytest

from transforms.documents.notices import is_notice


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404", "The old address leads nowhere."),
        ("Page not found | Harlow Echo", "Here is what others read today. " * 30),
        ("Error 503: Service Unavailable", "Come back later."),
        ("Just a moment...", "harlow-echo.example checks the connection."),
        ("Harlow Echo", "Checking your browser before accessing harlow-echo.example. Your browser will redirect soon."),
        (None, "Sorry, the page you are looking for could not be found. It may have been moved."),
        (None, "Access Denied. You don't have permission to access this server. Reference #18.2f5b1e"),
        ("Harlow Echo", "This website is currently unavailable in your region for legal reasons."),
        ("Seite nicht gefunden – Inselbote", "Die Seite gibt es nicht mehr."),
    ],
)
def test_notices(title: str | None, body: str) -> None:
    assert is_notice(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Access to the beach denied", "The council closed the beach on Monday."),
        ("404 homes planned at the quay", "The harbour board said that 404 homes would be built."),
        ("Page not found: how a town lost its website", "The town of Dale lost its website on Monday."),
        ("Mayor verifies he is human", "The mayor joked that he had proved he was no machine."),
        ("Power station under repair", "The station is being repaired, the operator said."),
        ("Hackers take council offline", "Visitors read that the page was gone. " + "The council met at nine. " * 50),
    ],
)
def test_articles(title: str | None, body: str) -> None:
    assert not is_notice(title, body)
