"""Who is quoted, across articles."""

from typing import Final

from transforms.vocabulary import AFFILIATION_CLASSES, ALIAS_KINDS, GENDERS, SPEAKER_KINDS, SPEAKER_ROLES
from warehouse.contract.schema import Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "speakers", "one row per speaker across the corpus", "People, offices, organizations and unnamed sources that are quoted.",
        ("speaker_id",), (
            column("speaker_id", "VARCHAR", "The speaker.", example="spk_0b64f0a87c3d21e9", required=True),
            column("name", "VARCHAR", "Name shown.", example="Ana Ruiz", required=True),
            column("kind", "VARCHAR", "What kind of source.", allowed=SPEAKER_KINDS, required=True),
            column("affiliation", "VARCHAR", "Institution."),
            column("affiliation_class", "VARCHAR", "Kind of institution.", allowed=AFFILIATION_CLASSES),
            column("role", "VARCHAR", "Role in which the source mostly speaks.", allowed=SPEAKER_ROLES),
            column("title", "VARCHAR", "Title or description, as it stands most often."),
            column("gender", "VARCHAR", "Gender, where the texts or the name tell.", allowed=GENDERS),
            column("country", "VARCHAR", "Country, ISO 3166-1 alpha-2."),
            column("party", "VARCHAR", "Political party that most articles connect the speaker with.", example="Labour Party"),
        ), "resolve",
    ),
    Table(
        "speaker_aliases", "one row per alias of a speaker", "The forms under which a speaker appears.",
        ("speaker_id", "alias", "alias_kind"), (
            column("speaker_id", "VARCHAR", "The speaker.", required=True),
            column("alias", "VARCHAR", "A form of the name.", example="Ms Ruiz", required=True),
            column("alias_kind", "VARCHAR", "What kind of form; user for one that the run's own list gave.", allowed=ALIAS_KINDS, required=True),
        ), "resolve", (("speaker_id", "speakers", "speaker_id"),),
    ),
)  # fmt: skip
