import pytest

from transforms.documents.given_authors import given_authors


@pytest.mark.parametrize(
    ("text", "people", "others"),
    [
        ("By Mara Ellison, Associated Press", ("Mara Ellison",), ("Associated Press",)),
        ("MARA ELLISON, Associated Press", ("Mara Ellison",), ("Associated Press",)),
        ("Mara Ellison (AP)", ("Mara Ellison",), ("AP",)),
        ("Mara Ellison, AP Science Writer", ("Mara Ellison",), ("AP",)),
        ("Mara Ellison for Reuters", ("Mara Ellison",), ("Reuters",)),
        ("Mara Ellison and Tom Okafor", ("Mara Ellison", "Tom Okafor"), ()),
        ("['Mara Ellison', 'Tom Okafor']", ("Mara Ellison", "Tom Okafor"), ()),
        ('["Mara Ellison", "AFP"]', ("Mara Ellison",), ("AFP",)),
        ('[{"name": "Mara Ellison"}]', ("Mara Ellison",), ()),
        ("Mara Ellison, Political Correspondent", ("Mara Ellison",), ()),
        ("Mara Ellison <mara@quay.example>", ("Mara Ellison",), ()),
        ("Mara Ellison | Reporter | mara@quay.example", ("Mara Ellison",), ()),
        ("Mara Ellison &amp; Tom Okafor", ("Mara Ellison", "Tom Okafor"), ()),
        ("Ellison, Mary; Okafor, Tom", ("Mary Ellison", "Tom Okafor"), ()),
        ("mary ellison", ("Mary Ellison",), ()),
        ("Mara Ellison For The Quay", ("Mara Ellison",), ()),
        ("ADA MCKAY; PIET O'BRIEN; ADA DE VRIES", ("Ada McKay", "Piet O'Brien", "Ada de Vries"), ()),
        ("Ada VON DER HEIDE", ("Ada von der Heide",), ()),
        ("MARY ANN ELLISON", ("Mary Ann Ellison",), ()),
        ("TOM OKAFOR III", ("Tom Okafor III",), ()),
    ],
)
def test_people_are_people_and_agencies_stay_beside_them(
    text: str, people: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert given_authors(text) == ((*people, *others), people)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Staff", ("Staff",)),
        ("By Associated Press", ("Associated Press",)),
        ("Quay staff and wire reports", ("Quay staff", "wire reports")),
        ("The Editorial Board", ("The Editorial Board",)),
        ("mara@quay.example", ()),
        ("https://quay.example/people/mara-ellison", ()),
        ("Photo by Mara Ellison", ()),
        ("nan", ()),
        ("[]", ()),
        ("['']", ()),
    ],
)
def test_what_names_nobody_is_no_person(text: str, names: tuple[str, ...]) -> None:
    assert given_authors(text) == (names, ())


def test_the_outlet_is_no_person() -> None:
    assert given_authors("Mara Ellison; Quay Ellison", outlet="Quay Ellison").people == ("Mara Ellison",)
