import pytest

from transforms.annotations.speakers.descriptions import read_description


@pytest.mark.parametrize(
    ("text", "affiliation", "affiliation_class", "role"),
    [
        ("White House Press Secretary", "White House", "government", "representative"),
        ("Pentagon press secretary", "Pentagon", "government", "representative"),
        ("former Harrow White House chief of staff", "White House", "government", "decision_maker"),
        ("Deputy National Security Adviser", "", "politics", "participant"),
        ("US Defense Secretary", "", "government", "decision_maker"),
        ("Controversial Maine Gov.", "", "government", "decision_maker"),
        ("House Ways and Means Committee chairman", "House Ways and Means Committee", "politics", "representative"),
        ("president of Harrow Partners", "Harrow Partners", "corporate", "decision_maker"),
        ("president of Zorvan", "Zorvan", "", "decision_maker"),
        ("chief executive officer of Zorvan", "Zorvan", "corporate", "decision_maker"),
        ("special counsel", "", "law", "decision_maker"),
        ("a local hospital official", "", "", "decision_maker"),
        ("Muslim leaders", "", "", "decision_maker"),
    ],
)
def test_institution_class_and_role(text: str, affiliation: str, affiliation_class: str, role: str) -> None:
    read = read_description(text)
    assert (read.affiliation, read.affiliation_class, read.role) == (affiliation, affiliation_class, role)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("a former deputy mayor of Velm", "former deputy mayor of Velm"),
        ("one of the organizers of the march", "organizers of the march"),
        ("Sens.", "Sen."),
        ("with a large group of colleagues", ""),
        ("Deputy Attorney General", "Deputy Attorney General"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert read_description(text).title == title
