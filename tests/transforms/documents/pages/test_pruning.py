from lxml.html import HtmlElement, document_fromstring

from transforms.documents.pages.pruning import gather_body, prune_page

_PROSE = "The mill at Orrin Bridge grinds flour for eleven bakeries again, the miller said on Friday. "


def _pruned(body: str) -> HtmlElement:
    tree = document_fromstring(f"<html><body><h1>The mill grinds again</h1>{body}</body></html>")
    prune_page(tree)
    return tree


def _gathered(body: str) -> str:
    return " ".join(gather_body(_pruned(body)).text_content().split())


def _story(mark: str, count: int = 5) -> str:
    return f"<p>{mark} {_PROSE * 2}</p>" * count


def test_furniture_goes_by_its_name() -> None:
    text = _pruned(f"<div class='story'>{_story('keep')}</div><div class='RelatedStories'>drop</div>").text_content()
    assert "keep" in text
    assert "drop" not in text


def test_furniture_that_holds_the_story_stays() -> None:
    assert "keep" in _pruned(f"<div class='sidebar layout'>{_story('keep')}</div>").text_content()


def test_furniture_around_the_headline_stays() -> None:
    tree = document_fromstring(f"<html><body><div class='promo'><h1>Title</h1></div>{_story('keep')}</body></html>")
    prune_page(tree)
    assert "Title" in tree.text_content()


def test_long_comments_beside_a_known_body_go() -> None:
    body = f"<div class='article-body'>{_story('keep')}</div><div class='comments'>{_story('drop', 40)}</div>"
    assert "drop" not in _pruned(body).text_content()


def test_cards_go() -> None:
    body = f"{_story('keep')}<a href='/x'><h3>Other</h3><p>drop {_PROSE}</p></a>"
    assert "drop" not in _pruned(body).text_content()


def test_boxes_that_link_twice_to_another_page_go() -> None:
    link = "<a href='/county/other-story-4711'>{}</a>"
    box = f"<div>{link.format('<img>')}<h2>{link.format('Drop this')}</h2><p>drop {_PROSE}</p></div>"
    paid = "<a rel='sponsored' href='https://shop.example/mill-4711'>{}</a>"
    product = f"<div>{paid.format('<img>')}<h2>{paid.format('A mill to buy')}</h2><p>kept {_PROSE}</p></div>"
    own = f"<div><h2>{link.format('Keep this')}</h2><p>kept {_PROSE}</p></div>"
    text = _pruned(f"<div>{_story('keep')}{box}{box}{product}{own}</div>").text_content()
    assert "rop" not in text
    assert "Keep this" in text
    assert "A mill to buy" in text


def test_links_around_headings_of_other_stories_go() -> None:
    body = f"{_story('keep')}<a href='/x'><h3>Drop this teaser</h3></a><a href='/own#part'><h3>Own part</h3></a>"
    text = _pruned(body).text_content()
    assert "Drop" not in text
    assert "Own part" in text


def test_posts_that_the_story_quotes_stay() -> None:
    post = f"<div class='social-embed'><blockquote class='twitter-tweet'><p>keep {_PROSE}</p></blockquote></div>"
    assert "keep" in _gathered(f"<div class='article-body'>{_story('story')}{post}</div>")


def test_a_post_and_its_signature_are_one_paragraph() -> None:
    post = (
        "<blockquote class='twitter-tweet'><p>It stood <a href='/x'>an hour</a></p>&mdash; Vera Stone (@verastone) "
        "<a href='/y'>March 10, 2025</a></blockquote>"
    )
    paragraphs = _gathered(f"<div class='article-body'>{_story('story')}{post}</div>")
    assert "It stood an hour — Vera Stone (@verastone) March 10, 2025" in paragraphs


def test_parts_of_a_body_are_joined_without_what_stands_between() -> None:
    part = "<div class='grid body__text {}'>{}</div>"
    text = _gathered(part.format("first", _story("one")) + "<p>between</p>" + part.format("second", _story("two")))
    assert "one" in text
    assert "two" in text
    assert "between" not in text


def test_crossheads_between_the_parts_of_a_body_stay() -> None:
    part = "<section class='article-body'>{}</section>"
    text = _gathered(
        part.format(_story("one"))
        + "<h3>First crosshead</h3><div>between</div>"
        + part.format("<h3>Second crosshead</h3>")
        + part.format(_story("two"))
    )
    assert text.index("one") < text.index("First crosshead") < text.index("Second crosshead") < text.index("two")
    assert "between" not in text


def test_a_body_broken_by_line_breaks_is_found() -> None:
    text = _gathered(f"<div class='x1'>{(_PROSE + '<br><br>') * 9}</div><div><p>aside {_PROSE}</p></div>")
    assert "mill" in text
    assert "aside" not in text


def test_an_appended_article_is_another() -> None:
    article = "<article><div class='article-body'>{}</div></article>"
    text = _gathered(article.format(_story("first")) + article.format(_story("second", 9)))
    assert "first" in text
    assert "second" not in text


def test_a_body_without_a_telling_name_is_found_by_its_paragraphs() -> None:
    text = _gathered(
        f"<div class='x1'><div class='x2'>{_story('story', 9)}</div><div><p>aside {_PROSE}</p></div></div>"
    )
    assert "story" in text
    assert "aside" not in text


def test_chunks_with_headings_between_them_stay_together() -> None:
    chunk = "<div class='sc-1 {}'>{}</div>"
    body = (
        chunk.format("a", _story("one")) + "<div class='sc-2'><h2>Between</h2></div>" + chunk.format("b", _story("two"))
    )
    text = _gathered(f"<section>{body}</section>")
    assert "one" in text
    assert "Between" in text
    assert "two" in text


def test_a_story_set_into_an_aside_with_its_headline_is_the_story() -> None:
    notice = (
        "<div class='notice-box' role='dialog'><p>We and our partners store drop cookies on your device.</p></div>" * 4
    )
    story = f"<aside class='column-main'><h1>The mill grinds again</h1>{_story('keep')}</aside>"
    tree = document_fromstring(f"<html><body>{notice}<div>{story}</div></body></html>")
    prune_page(tree)
    text = gather_body(tree).text_content()
    assert "keep" in text
    assert "drop" not in text


def test_an_aside_that_holds_most_of_the_prose_is_the_story() -> None:
    notice = "<div class='notice-box' role='dialog'><p>We and our partners store drop cookies on your device.</p></div>"
    story = f"<h1>The mill grinds again</h1><aside class='column'>{_story('keep', 9)}</aside>"
    tree = document_fromstring(f"<html><body>{notice}<article> </article>{story}</body></html>")
    prune_page(tree)
    text = gather_body(tree).text_content()
    assert "keep" in text
    assert "drop" not in text


def test_an_aside_beside_the_story_goes_whatever_it_holds() -> None:
    aside = "<aside><h3>More from the mill</h3><p>drop Bread is dearer again, bakers along the river said.</p></aside>"
    text = _gathered(f"<div class='article-body'>{_story('keep')}</div>{aside}")
    assert "keep" in text
    assert "drop" not in text
