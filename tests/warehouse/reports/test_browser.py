"""Pages in a browser: nothing is asked of any network, nothing fails, everybody gets to everything."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

WIDTHS = (390, 1440)  # CSS pixels: a phone, a desk


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page; when the test is over, it has asked for itself alone and nothing failed."""
    asked: list[str] = []
    failed: list[str] = []
    tabs: list[Any] = []

    def open_(file: Path, **how: Any) -> Any:
        tab = browser.new_page(**{"viewport": {"width": 1440, "height": 900}, **how})
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: failed.append(message.text))
        tab.on("pageerror", lambda error: failed.append(str(error)))
        tab.on("dialog", lambda dialog: failed.append(dialog.message))
        tab.goto(file.as_uri())
        tabs.append(tab)
        return tab

    yield open_
    for tab in tabs:
        tab.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert len(asked) == len(tabs)
    assert failed == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(opened: Callable[..., Any], story_page: Path, pages: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for file in (story_page, pages / "index.html"):
        tab = opened(file, viewport={"width": width, "height": 900}, color_scheme=scheme)
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found = Axe().run(tab).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_mark_opens_its_sentence_and_gives_the_focus_back(opened: Callable[..., Any], story_page: Path) -> None:
    tab = opened(story_page)
    link = tab.locator("#speakers a[data-mark]").first
    link.focus()
    tab.keyboard.press("Enter")
    dialog = tab.locator("dialog[open]")
    assert dialog.locator("li.asked").count() == 1
    assert "; rule " in dialog.locator("li.asked").inner_text()
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0
    assert link.evaluate("(each) => each === document.activeElement")
    tab.keyboard.press("Enter")
    dialog.locator("a").click()
    assert tab.url.endswith(link.get_attribute("href"))
    assert tab.locator(":target").is_visible()


def test_the_keyboard_gets_to_the_content_first(opened: Callable[..., Any], story_page: Path) -> None:
    tab = opened(story_page)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "To the content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_without_script_marks_lead_down_the_page(opened: Callable[..., Any], story_page: Path) -> None:
    tab = opened(story_page, java_script_enabled=False)
    link = tab.locator("#first-quoted a[data-mark]").last
    link.click()
    target = tab.locator(link.get_attribute("href"))
    assert target.is_visible()


def test_a_page_prints(opened: Callable[..., Any], story_page: Path) -> None:
    tab = opened(story_page, color_scheme="dark")
    printed = tab.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page/") >= 2 or len(printed) > 50_000
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_index_finds_stories(opened: Callable[..., Any], pages: Path) -> None:
    tab = opened(pages / "index.html")
    everything = tab.locator(".stories > li")
    count = everything.count()
    tab.fill("input[name=search]", "STORM coast")
    assert tab.locator(".stories > li:visible").count() == 1
    assert tab.inner_text("#shown") == f"1 of {count} shown"
    tab.click("button[type=reset]")
    tab.wait_for_function(f"document.querySelector('#shown').textContent === '{count} of {count} shown'")
    tab.select_option("select[name=outlet]", "Voice of the Strait")
    assert 0 < tab.locator(".stories > li:visible").count() < count
    tab.select_option("select[name=outlet]", "")
    tab.fill("input[name=from]", "2025-03-14")
    assert tab.locator(".stories > li:visible").count() == 2


def test_articles_that_mean_harm_do_none(opened: Callable[..., Any], hostile: Path) -> None:
    (story,) = hostile.glob("sto_*.html")
    for file in (story, hostile / "index.html"):
        tab = opened(file)
        assert tab.title() != "harmed"
        link = tab.locator("a[data-mark]").first
        if link.count():
            link.click()
            assert tab.locator("dialog[open] li.asked").count() == 1
