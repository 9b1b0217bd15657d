import pytest

from transforms.annotations.speakers.mentions import read_mention


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pentagon spokesman Rear Adm. Ann Fox", "Ann Fox"),
        ("US secretary of state Paul Harrow", "Paul Harrow"),
        ("The governor of Northmark, Ann Fox,", "Ann Fox"),
        ("Ann Fox, a spokeswoman for Paul Harrow,", "Ann Fox"),
        ("former President Paul Harrow", "Paul Harrow"),
        ("Harrow campaign manager Ann Fox", "Ann Fox"),
        ("Sen. Paul Harrow (D-Vt.)", "Paul Harrow"),
        ("Paul Harrow of Northmark", "Paul Harrow"),
        ("Openly gay senator Ann Fox", "Ann Fox"),
        ("former Velm Gov. and Northmark Party Chairman Ann Fox", "Ann Fox"),
        ("NTB President and Chief Executive Officer Ann Fox", "Ann Fox"),
        ("soon-to-be Speaker of the House Ann Fox", "Ann Fox"),
        ("Air Force 1st Lt. Ann Fox", "Ann Fox"),
        ("Former Eastholm 49ers quarterback Paul Harrow", "Paul Harrow"),
    ],
)
def test_the_name_is_the_head(text: str, name: str) -> None:
    mention = read_mention(text)
    assert (mention.form, mention.run and mention.run.name) == ("name", name)


@pytest.mark.parametrize(
    ("text", "head", "kind"),
    [
        ("a spokesman for Paul Harrow", "spokesman", "person"),
        ("Harrow’s lawyer", "lawyer", "person"),
        ("Harrow supporters", "supporters", "collective"),
        ("two senior Northmark officials", "officials", "anonymous"),
        ("a person familiar with the matter", "person", "anonymous"),
        ("one of the senators", "senators", "collective"),
        ("56 percent of voters", "voters", "collective"),
        ("a report by the Northmark Institute", "report", "document"),
        ("the Harrow campaign", "campaign", "organization"),
        ("the secretary of state", "secretary of state", "person"),
        ("the Northmark Republican", "republican", "person"),
        ("the 34-year-old", "34-year-old", "person"),
        ("the district attorney", "district attorney", "person"),
        ("the Lund family", "family", "collective"),
        ("a group of church leaders", "church leaders", "collective"),
        ("two law enforcement officials", "enforcement officials", "anonymous"),
        ("several family members", "family members", "collective"),
        ("a former classmate", "classmate", "person"),
        ("the school district", "district", "organization"),
        ("the Velm school system", "school system", "organization"),
        ("the city of Velm", "city", "organization"),
        ("local law enforcement", "law enforcement", "collective"),
        ("a summary of the plan", "summary", "document"),
        ("a declaration filed in a court", "declaration", "document"),
        ("reports emerging in Velm", "reports", "document"),
        ("the ministry struggled", "ministry", "organization"),
        ("six in 10", "six", "collective"),
        ("those present", "present", "collective"),
        ("those surveyed", "surveyed", "collective"),
        ("the press secretary", "press secretary", "person"),
        ("the air conditioning company Zorv Corp.", "corp", "organization"),
        ("lower courts", "courts", "collective"),
    ],
)
def test_the_noun_is_the_head(text: str, head: str, kind: str) -> None:
    mention = read_mention(text)
    assert (mention.form, mention.head, mention.noun and mention.noun.kind) == ("nominal", head, kind)


@pytest.mark.parametrize(
    ("text", "value"), [("He", "m"), ("she", "f"), ("they", "plural"), ("who", "relative"), ("I", "first")]
)
def test_pronouns(text: str, value: str) -> None:
    assert read_mention(text).value == value


def test_both_of_two_are_read_as_two() -> None:
    for wording in ("Neither Ann Fox nor Paul Harrow", "both Ann Fox and Paul Harrow"):
        assert read_mention(wording).wording == "Ann Fox and Paul Harrow"
        assert read_mention(wording).is_plural


def test_nothing_to_read() -> None:
    assert not read_mention(" , ").form


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the harbour master of Dale", "person"),
        ("a midwife at the hospital", "person"),
        ("the prison guards", "collective"),
        ("the coast guard", "organization"),
        ("the national guard", "organization"),
    ],
)
def test_people_by_their_work_and_services_by_their_name(phrase: str, kind: str) -> None:
    noun = read_mention(phrase).noun
    assert noun is not None
    assert noun.kind == kind
