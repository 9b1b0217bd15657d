import pytest

from transforms.documents.bylines import opens_byline, people_from_byline


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("By Mara Ellison and Tom Q. Okafor, Staff Writers", ("Mara Ellison", "Tom Q. Okafor")),
        ("BY PIET O'BRIEN and ADA MCKAY", ("Piet O'Brien", "Ada McKay")),
        ("Von Anna Müller und Karl-Heinz Schmidt in Berlin", ("Anna Müller", "Karl-Heinz Schmidt")),
        ("Por Inés Calder y Rocas", ("Inés Calder y Rocas",)),
        ("By Mara Ellison, New York", ("Mara Ellison",)),
        ("Mohammed bin Salim al-Rashid", ("Mohammed bin Salim al-Rashid",)),
        ("Jean-Luc d'Aubigny", ("Jean-Luc d'Aubigny",)),
        ("J.R. Okafor (Coast News)", ("J.R. Okafor",)),
        ("Mara Ellison | The Quay", ("Mara Ellison",)),
        ("Mara EllisonPolitical Editor", ("Mara Ellison",)),
        ("Mara Ellison Parliamentary Correspondent", ("Mara Ellison",)),
        ("Mara Ellison The Quay Press", ("Mara Ellison",)),
        ("Mara Ellison for The Quay", ("Mara Ellison",)),
        ("Mara Ellison7 hours ago", ("Mara Ellison",)),
        ("Mara ELLISON", ("Mara Ellison",)),
        ("Ines Kalder Landespolitische Korrespondentin", ("Ines Kalder",)),
        ("Dr. Mara Ellison, PhD", ("Dr. Mara Ellison",)),
        ("Mr Tom Okafor Jr., Ada Quill", ("Tom Okafor Jr", "Ada Quill")),
        ("Mara Ellison, mara ellison", ("Mara Ellison",)),
        ("Mara Ellison Mara Ellison", ("Mara Ellison",)),
        ("记者 王小明", ("王小明",)),
        ("Mara Ellison, Special to The Quay", ("Mara Ellison",)),
        ("Mara Ellison, Contributor", ("Mara Ellison",)),
        ("Mara Ellison, Deputy Political Editor", ("Mara Ellison",)),
        ("Mara Ellison Senior Reporter", ("Mara Ellison",)),
        ("By Mara Ellison & Tom Okafor", ("Mara Ellison", "Tom Okafor")),
        ("Par Mara Ellison et Tom Okafor", ("Mara Ellison", "Tom Okafor")),
        ("Por Mara Ellison y Tom Okafor", ("Mara Ellison", "Tom Okafor")),
        ("Av Mara Ellison och Tom Okafor", ("Mara Ellison", "Tom Okafor")),
        ("Door Mara Ellison en Tom Okafor", ("Mara Ellison", "Tom Okafor")),
        ("Mara Ellison, Tom Okafor and Ada Quill in Quayside", ("Mara Ellison", "Tom Okafor", "Ada Quill")),
        ("By Mara Ellison with Tom Okafor", ("Mara Ellison", "Tom Okafor")),
        ("By MARA ELLISON, ASSOCIATED PRESS", ("Mara Ellison",)),
        ("Mara Ellison for Reuters", ("Mara Ellison",)),
        ("Mrs. Mara Ellison", ("Mara Ellison",)),
        ("Tekst: Mara Ellison Foto: Tom Okafor", ("Mara Ellison",)),
        ("Mara Ellison, Photos by Tom Okafor", ("Mara Ellison",)),
        ("Kim Jong-min", ("Kim Jong-min",)),
        ("Mara Ellison Updated May 3", ("Mara Ellison",)),
        ("By Violet Law", ("Violet Law",)),
        ("Julian West, Science Editor", ("Julian West",)),
        ("김철수 기자", ("김철수",)),
    ],
)
def test_finds_the_people(text: str, people: tuple[str, ...]) -> None:
    assert people_from_byline(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Associated Press",
        "Staff reporter",
        "Quay Newsroom",
        "Photo by Mara Ellison",
        "Edited by Mara Ellison",
        "Coast Weather",
        "Hong Kong",
        "pk/ov (CNA, Quay)",
        "mara ellison",
        "Mara",
        "Ein Zentrum der Proteste",
        "Published June 3, 2031",
        "https://example.org/mara-ellison",
        "Updated by Mara Ellison",
        "Special to The Quay",
        "Contributor",
        "Key West",
        "Quay Fire Department",
        "Nordsee Polizei",
        "Lokalredaktion Emsland",
        "Kreispolizei Nettelbeck",
        "PTI Quayside",
        "Sankt Gallen",
        "Quay Conteúdo",
        "User Generated",
        "Harbour Rescue Team",
        "Criminal Law",
        "وكالة النهر",
        "Медийная Служба",
        "Redakcja Sportowa",
        "A very long text " * 40,
        ", ".join(f"Name{chr(97 + n)} Other" for n in range(26)),
    ],
)
def test_invents_nobody(text: str) -> None:
    assert people_from_byline(text) == ()


def test_an_outlet_is_nobody() -> None:
    assert people_from_byline("Harbour Nine") == ("Harbour Nine",)
    assert people_from_byline("Harbour Nine", outlet_names=("HARBOUR NINE",)) == ()


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("By ABBY GOODWIN, TYLER G. JONES and ANN K. FOX", ("Abby Goodwin", "Tyler G. Jones", "Ann K. Fox")),
        ("By J. R. R. HOLM", ("J. R. R. Holm",)),
        ("By MARY McDONALD", ("Mary McDonald",)),
        ("By ANN K. FOX AP", ("Ann K. Fox",)),
        ("Posted on March 11th, 2025 by Jo Bell", ("Jo Bell",)),
        ("11 March 2025 | By Jo Bell", ("Jo Bell",)),
        ("Published March 11, 2025, by Jo Bell and Ann K. Fox", ("Jo Bell", "Ann K. Fox")),
    ],
)
def test_initials_and_dates_around_names(byline: str, people: tuple[str, ...]) -> None:
    assert people_from_byline(byline) == people


def test_alone_a_name_without_capitals_needs_a_sign() -> None:
    assert people_from_byline("محمد علي") == ("محمد علي",)
    assert people_from_byline("محمد علي", alone=True) == ()


def test_tells_how_a_byline_opens() -> None:
    assert opens_byline("By Mara Ellison")
    assert opens_byline("Text: Mara Ellison")
    assert not opens_byline("Photo by Mara Ellison")
    assert not opens_byline("Byron Ellison")
