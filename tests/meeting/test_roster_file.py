import pytest

from hub_console.meeting.acts.room import set_roster
from hub_console.meeting.files import FileRefused, Form
from hub_console.meeting.roster import Agency
from hub_console.meeting.roster_file import read_roster
from hub_console.vocabulary import load_vocabulary
from tests.builders import Room

POLICE = """\
[[agency]]
tag = "PD"
name = "Police"
sector = "police"
"""


def roster(data: str | bytes, form: Form = Form.TOML) -> tuple[Agency, ...]:
    return read_roster(data, form, load_vocabulary())


def refusal(data: str | bytes, form: Form = Form.TOML) -> str:
    with pytest.raises(FileRefused) as refused:
        roster(data, form)
    return str(refused.value)


def test_a_roster_as_a_person_would_write_it() -> None:
    (police, schools) = roster(
        POLICE + '[[agency]]\ntag = "sd"\nname = "Schools"\nsector = "Education"\n'
        "expected = false\nseats = 2\n"
    )
    assert (police.tag, police.name, police.sector) == ("PD", "Police", "police")
    assert (police.expected, police.seats) == (True, 1)
    assert (schools.tag, schools.sector) == ("SD", "education")
    assert (schools.expected, schools.seats) == (False, 2)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_roster_from_a_spreadsheet(separator: str) -> None:
    rows = (
        ("Tag", "Name", "Sector", "Expected", "Seats"),
        ("PD", '"Police, ""B-2"""', "police", "yes", ""),
        ("", "", "", "", ""),
        ("sd", "Schools", "education", "No", "3"),
    )
    text = "\r\n".join(separator.join(row) for row in rows)
    for data in (text, b"\xef\xbb\xbf" + text.encode()):
        police, schools = roster(data, Form.CSV)
        assert (police.name, police.seats) == ('Police, "B-2"', 1)
        assert (schools.tag, schools.expected, schools.seats) == ("SD", False, 3)


def test_it_goes_to_the_table() -> None:
    room = Room().do(set_roster, roster(POLICE))
    assert [a.tag for a in room.table.roster] == ["PD"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('tag = "P"', "line 2: tag “P” is not two letters or digits; write one like PD."),
        ('tag = "ßß"', "line 2: tag “ßß” is not two letters"),
        ("tag = 12", "line 2: tag must be text; write it between quotes."),
        ('sector = "polise"', "line 4: There is no sector “polise”; did you mean police?"),
        ("sector = 4", "line 4: sector must be text"),
        (f'name = "{"x" * 41}"', "line 3: name has 41 characters; shorten it to 40 at most."),
        ('name = " "', "line 3: name is missing; write it in."),
        (r'name = "Poli\u202Ece"', "line 3: name holds a character that cannot be seen (U+202E)"),
        (r'name = "\u001b[31m"', "line 3: name holds a character that cannot be seen (U+001B)"),
        ("seats = 0", "line 5: seats is “0”; write a whole number from 1 to 60."),
        ('expected = "perhaps"', "line 5: expected is “perhaps”; write yes or no."),
        ('sectr = "x"', "line 5: “sectr” is no column of this file; did you mean sector?"),
        ('phone = "617"', "line 5: “phone” has no place here: no identity is recorded."),
        ('contact_name = "J"', "line 5: “contact_name” has no place here"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(lines: str, said: str) -> None:
    key = lines.partition(" ")[0]
    kept = [line for line in POLICE.splitlines() if not line.startswith(f"{key} ")]
    place = {"tag": 1, "name": 2, "sector": 3}.get(key, 4)
    kept.insert(place, lines)
    assert said in refusal("\n".join(kept))


def test_letters_that_are_there_twice() -> None:
    assert refusal(POLICE + POLICE.replace('"PD"', '"pd"')) == (
        "line 6: PD is there twice; give one of them other letters."
    )


def test_everything_wrong_is_said_at_once_and_ten_of_it_shown() -> None:
    rows = "".join(f"{n:03},Agency,police\n" for n in range(13))
    said = refusal("tag,name,sector\n" + rows, Form.CSV).splitlines()
    assert len(said) == 11
    assert said[0].startswith("line 2: tag “000” is not two letters")
    assert said[-1] == "and 3 more"


def test_a_bad_line_keeps_everything_out() -> None:
    with pytest.raises(FileRefused) as refused:
        roster(POLICE + '[[agency]]\ntag = "S"\n')
    assert [bad.line for bad in refused.value.lines] == [5, 5, 6]


def test_a_hundred_agencies_and_no_more() -> None:
    rows = [f"{n:02},Agency {n},other" for n in range(100)]
    text = "\n".join(["tag,name,sector", *rows])
    assert len(roster(text, Form.CSV)) == 100
    assert "line 102: A roster has 100 agencies at most" in refusal(text + "\nZZ,Z,other", Form.CSV)


def test_an_unknown_column_of_a_spreadsheet_is_said_once() -> None:
    text = "tag,name,sector,e-mail\nPD,Police,police,a@b\nSD,Schools,education,c@d\n"
    assert refusal(text, Form.CSV) == (
        "line 1: “e_mail” has no place here: no identity is recorded. Take it out."
    )
