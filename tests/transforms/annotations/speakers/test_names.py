import pytest

from transforms.annotations.speakers.names import read_run, run_pattern


@pytest.mark.parametrize(
    ("run", "kind", "name", "gender"),
    [
        ("Rear Adm. Ann Fox", "person", "Ann Fox", "f"),
        ("Mr Harrow", "person", "Harrow", "m"),
        ("Ms. Harrow", "person", "Harrow", "f"),
        ("Secretary of State Paul Harrow", "person", "Paul Harrow", "m"),
        ("Secretary of Interior Ann Fox", "person", "Ann Fox", "f"),
        ("Minister of Works Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Minister for Works Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Secretary of the Interior Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Minister for Climate Change and the Environment Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Minister for Agriculture, Food and the Marine Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Shadow Minister for Roads and Ports Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Permanent Secretary for Mental Health Ilsa Varn", "person", "Ilsa Varn", ""),
        ("Minister for Works", "office", "Minister_for_Works", ""),
        ("Director of Elections Mara Quill", "person", "Mara Quill", "f"),
        ("Commissioner of Public Safety Tom Fox", "person", "Tom Fox", "m"),
        ("Senate Majority Leader Ann B. Fox", "person", "Ann B. Fox", "f"),
        ("Nuri al-Harbani", "person", "Nuri al-Harbani", "m"),
        ("Luiz da Costa", "person", "Luiz da Costa", "m"),
        ("Mark van der Tarkell", "person", "Mark van der Tarkell", "m"),
        ("Juan de los Costas", "person", "Juan de los Costas", "m"),
        ("Crown Prince Hassan bin Tarek al-Harbani", "person", "Hassan bin Tarek al-Harbani", "m"),
        ("Zia ul-Tarkell", "person", "Zia ul-Tarkell", "m"),
        ("Sheikh Hassan ash-Tarkell", "person", "Hassan ash-Tarkell", "m"),
        ("Ayatollah Ali Tarkani", "person", "Ali Tarkani", "m"),
        ("Taoiseach Liam Fox", "person", "Liam Fox", "m"),
        ("Tánaiste Liam Fox", "person", "Liam Fox", "m"),
        ("Chancellor Anna Fox", "person", "Anna Fox", "f"),
        ("First Minister Anna Fox", "person", "Anna Fox", "f"),
        ("MP Anna Fox", "person", "Anna Fox", "f"),
        ("His Holiness Pope Linus", "person", "Linus", "m"),
        ("U.N. Secretary-General Ann Fox", "person", "Ann Fox", "f"),
        ("Moon Tae-jin", "person", "Moon Tae-jin", ""),
        ("Park Geun-sik", "person", "Park Geun-sik", ""),
        ("J. Ann Fox", "person", "J. Ann Fox", "f"),
        ("Council Member Ann Fox", "person", "Ann Fox", "f"),
        ("Senate President Pro Tempore Ann Fox", "person", "Ann Fox", "f"),
        ("Zorvan Economics", "thing", "Zorvan Economics", ""),
        ("Paul Harrow Jr.", "person", "Paul Harrow Jr.", "m"),
        ("But Paul Harrow", "person", "Paul Harrow", "m"),
        ("Mayor Ann Guardian", "person", "Ann Guardian", "f"),
        ("ANN FOX", "person", "Ann Fox", "f"),
        ("Ann May", "person", "Ann May", "f"),
        ("Mrs May", "person", "May", "f"),
        ("Mayor Zorv May", "person", "Zorv May", ""),
        ("GOVERNOR ZORVAN TARKELL", "person", "Zorvan Tarkell", ""),
        ("REP. ZORVAN TARKELL", "person", "Zorvan Tarkell", ""),
        ("Mr. Justice", "person", "Justice", "m"),
        ("Eastholm County Clerk Ann Fox", "person", "Ann Fox", "f"),
        ("Republican Party", "thing", "Republican Party", ""),
        ("Harrow", "single", "Harrow", ""),
        ("Zorvan Tarkell", "weak", "Zorvan Tarkell", ""),
        ("Attorney General", "office", "Attorney General", ""),
        ("Northmark University", "thing", "Northmark University", ""),
        ("New York Times", "thing", "New York Times", ""),
        ("South Korea", "thing", "South Korea", ""),
    ],
)
def test_reads_a_run(run: str, kind: str, name: str, gender: str) -> None:
    read = read_run(run)
    assert (read.kind, read.name, read.gender) == (kind, name, gender)


def test_a_headline_is_no_name() -> None:
    assert not read_run("Mayor Harrow Has Never Loved Northmark").kind


@pytest.mark.parametrize("run", ["But", "The", "Monday", "He"])
def test_function_words_are_no_name(run: str) -> None:
    assert not read_run(run).kind


def test_runs_keep_titles_particles_and_initials_together_and_stop_at_possessives() -> None:
    text = "Harrow's aide met Gov. Ann B. Fox, Nuri al-Harbani and Jan van der Velt Jr. in the U.S. on Monday."
    runs = [match.group() for match in run_pattern().finditer(text)]
    assert runs[:5] == ["Harrow", "Gov. Ann B. Fox", "Nuri al-Harbani", "Jan van der Velt Jr.", "U.S."]
    assert [match.group() for match in run_pattern().finditer("SEN. ANN FOX: No.")] == ["SEN. ANN FOX", "No"]


def test_a_text_without_spaces_is_read_in_linear_time() -> None:
    assert [len(match.group()) for match in run_pattern().finditer("A" * 300_000)] == [300_000]
