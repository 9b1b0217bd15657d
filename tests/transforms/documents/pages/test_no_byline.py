"""Pages that nobody signed, with everything on them that reads like a signature: nobody is invented."""

import pytest
from lxml.html import document_fromstring

from transforms.documents.pages.metadata import read_metadata

_STORY = (
    "<p>The council of Nettleby has shelved its plan for a second bridge, after two years of talks about money.</p>"
    "<p>Engineers had asked for another survey of the river bed, which would have cost more than the bridge.</p>"
)


def _people(*, head: str = "", above: str = "", below: str = "", linked: str = "") -> tuple[str, ...]:
    script = f'<script type="application/ld+json">{linked}</script>' if linked else ""
    html = (
        f'<html lang="en"><head><title>Bridge plan shelved | Nettleby Echo</title>{head}{script}</head><body>'
        f'<header><a href="/">Nettleby Echo</a></header><main><article><h1>Bridge plan shelved</h1>{above}'
        f'<div class="article-body">{_STORY}</div>{below}</article></main></body></html>'
    )
    return read_metadata(document_fromstring(html), url="https://nettlebyecho.example/bridge").authors.people


@pytest.mark.parametrize(
    "above",
    [
        '<p class="standfirst">By the numbers: what the bridge would have cost</p>',
        '<h2 class="byline">By the Numbers</h2>',
        '<p class="article-byline">By 2030 the Old Town will need it</p>',
        '<p class="byline">By Order Of The Council</p>',
        '<p class="byline">By Popular Demand</p>',
        '<p class="author">By Staff Reporter</p>',
        '<p class="author">Nettleby Echo Newsroom</p>',
        '<p class="byline">By our Science Correspondent</p>',
        '<p class="byline">By The Nettleby Echo</p>',
        '<p class="byline">Special to the Nettleby Echo</p>',
        '<p class="byline">Updated by Orla Penhallow</p>',
        '<p class="byline">Edited by Orla Penhallow</p>',
        '<p class="byline">Photographs by Orla Penhallow</p>',
        '<p class="byline">Developed by Orla Penhallow</p>',
        '<p class="byline">Translated by Orla Penhallow</p>',
        '<figure><img src="x"><figcaption class="byline">By Orla Penhallow</figcaption></figure>',
        '<div class="image-credit author">Orla Penhallow</div>',
        '<div class="podcast-host-card"><span class="author">Orla Penhallow</span></div>',
        '<div class="audio-player"><span class="author">Read by Orla Penhallow</span></div>',
        '<p class="byline">Hosted by Orla Penhallow</p>',
        '<p class="byline">With Orla Penhallow and Tobias Wrenfield in the studio</p>',
        '<span class="author">Creative Commons License</span>',
        '<span class="author">Press Release</span>',
        '<span class="author">Guest Contributor</span>',
        '<span class="author">North Riding Police</span>',
        '<span class="author">Polizei Nettelbeck</span>',
        '<span class="author">Ayuntamiento de Nettelosa</span>',
        '<span class="author">Redacción Digital</span>',
        '<span class="author">La Rédaction</span>',
        '<span class="author">Agenzia Stampa Locale</span>',
        '<span class="author">وكالة أنباء النهر</span>',
        '<span class="author">نهر نيوز</span>',
        '<span class="author">خبرگزاری رود</span>',
        '<span class="author">नदी न्यूज़ ब्यूरो</span>',
        '<span class="author">מערכת הנהר</span>',
        '<span class="author">Новости Реки</span>',
        '<span class="author">Редакция Сайта</span>',
        '<span class="author">Follow Us</span>',
        '<span class="author">View Profile</span>',
        '<p class="byline">3 Min Read</p>',
    ],
)
def test_above_the_story(above: str) -> None:
    assert _people(above=above) == ()


@pytest.mark.parametrize(
    "below",
    [
        '<div class="comments"><div class="comment-author">Orla Penhallow</div><p>Shame on them.</p></div>',
        '<ol id="comments"><li><cite class="fn author">Orla Penhallow</cite> says: shame</li></ol>',
        '<div class="related"><div class="card"><h3>R</h3><span class="byline">By Orla Penhallow</span></div></div>',
        '<ul class="teasers"><li class="teaser"><h3>River rises</h3><p class="author">Orla Penhallow</p></li></ul>',
        '<div class="newsletter-signup"><div class="author-box">The Tide, written by Orla Penhallow</div></div>',
        '<div class="newsletter"><span class="author-name">Orla Penhallow</span> picks the best of the week</div>',
        '<aside><span class="byline">By Orla Penhallow</span></aside>',
        '<footer><span class="author">Site by Orla Penhallow</span></footer>',
        '<div class="most-read"><a rel="author" href="/authors/orla">Orla Penhallow</a></div>',
        '<div class="recommended-video"><span class="author">Orla Penhallow</span></div>',
        '<blockquote class="twitter-tweet"><p>Shame</p>- <span class="author">Orla Penhallow</span></blockquote>',
        '<div class="book-promo"><span class="author">Orla Penhallow</span>: The River, 300 pages</div>',
        '<div class="episode-list"><p class="host">Your hosts: <a href="/team/orla">Orla Penhallow</a></p></div>',
        "<p>By Orla Penhallow's own account, the bridge was never needed.</p>",
    ],
)
def test_below_the_story(below: str) -> None:
    assert _people(below=below) == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Nettleby Echo (www.nettlebyecho.example)">',
        '<meta name="author" content="The Nettleby Echo Team">',
        '<meta name="author" content="Developed By Orla Penhallow">',
        '<meta name="author" content="https://social.example/OrlaPenhallow">',
        '<meta name="author" content="نهر نيوز">',
        '<meta name="author" content="خبرگزاری رود | آخرین اخبار جهان">',
        '<meta name="author" content="Web Master">',
        '<meta property="og:site_name" content="नदी संवाद"><meta name="author" content="नदी संवाद">',
        '<meta name="twitter:creator" content="@orlapenhallow">',
    ],
)
def test_in_the_head(head: str) -> None:
    assert _people(head=head) == ()


@pytest.mark.parametrize(
    "author",
    [
        '{"@type": "Organization", "name": "Orla Penhallow"}',
        '{"@type": "Person", "name": "Nettleby Echo"}',
        '{"@type": "Person", "name": "Polizei Nettelbeck"}',
        '{"@type": "Person", "name": "Nettleby Fire Department"}',
        '{"@type": "Person", "name": "Press Association"}',
        '{"@type": "Person", "name": "Contributing Writer"}',
        '{"@type": "Person", "name": "川報ニュース編集部"}',
    ],
)
def test_in_linked_data(author: str) -> None:
    assert _people(linked=f'{{"@type": "NewsArticle", "headline": "Bridge plan shelved", "author": {author}}}') == ()
