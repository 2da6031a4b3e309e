from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_console.meeting.acts.planning import Draft, Schedule, plan_meeting
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.agenda_file import AgendaFile, read_agenda
from hub_console.meeting.files import FileRefused, Form
from hub_console.meeting.rules import TableRules
from hub_console.vocabulary import load_vocabulary
from tests.builders import TEN, Room, a_table

ROOM = a_table(rules=TableRules(minutes_meeting=90))

AGENDA = """\
[meeting]
date = 2026-11-23
starts = 10:00:00
ends = 11:00:00

[[item]]
kind = "standing"
title = "Opening and roll call"
minutes = 4

[[item]]
kind = "new"
originating = "SD"
minutes = 6
urgent = true
type = "person"
sex = "F"
age_band = "12-17"
risk_factors = ["msa", "hna"]

[[item]]
kind = "report-back"
number = "2026-118"
"""

OPENING = Draft(ItemKind.STANDING, title="Opening and roll call", minutes=4)
NEW = Draft(
    ItemKind.NEW,
    minutes=6,
    urgent=True,
    originating="SD",
    situation={"type": "person", "sex": "F", "age_band": "12-17"},
    picks={"risk_factors": {"msa": 1, "hna": 2}},
)
REPORT = Draft(ItemKind.REPORT_BACK, number="2026-118")


def agenda(data: str | bytes, form: Form = Form.TOML, room: Room = ROOM) -> AgendaFile:
    return read_agenda(data, form, room.table, load_vocabulary())


def refusal(data: str | bytes, form: Form = Form.TOML, room: Room = ROOM) -> str:
    with pytest.raises(FileRefused) as refused:
        agenda(data, form, room)
    return str(refused.value)


def test_an_agenda_as_a_person_would_write_it() -> None:
    hour = Schedule(TEN, TEN + timedelta(hours=1))
    assert agenda(AGENDA) == AgendaFile(hour, (OPENING, NEW, REPORT))
    assert agenda(AGENDA).schedule == hour


def test_an_agenda_from_a_spreadsheet() -> None:
    text = (
        "Kind,Title,Number,Minutes,Urgent,Originating,Type,Sex,Age Band,Risk factors\n"
        "standing,Opening and roll call,,4,,,,,,\n"
        "new,,,6,x,sd,person,f,12-17,msa; hna\n"
        "report-back,,2026-118,,,,,,,\n"
    )
    assert agenda(text, Form.CSV) == AgendaFile(None, (OPENING, NEW, REPORT))
    assert agenda(text.replace("msa; hna", "MSA hna msa"), Form.CSV).drafts[1] == NEW


def test_a_spreadsheet_may_say_when() -> None:
    text = "kind,title,date,starts,ends\nstanding,A,2026-11-23,10:00,11:00\nstanding,B,,,\n"
    assert agenda(text, Form.CSV).schedule == Schedule(TEN, TEN + timedelta(hours=1))
    assert "line 3: A file has one meeting" in refusal(
        text.replace("B,,,", "B,2026-11-24,,"), Form.CSV
    )


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    data = b"\xef\xbb\xbf" + AGENDA.replace("\n", "\r\n").encode()
    assert agenda(data) == agenda(AGENDA)


def test_hours_that_are_left_out_are_the_tables_own() -> None:
    assert agenda("[meeting]\ndate = 2026-11-23\n").schedule == Schedule(
        TEN, TEN + timedelta(minutes=90)
    )
    assert agenda('[meeting]\ndate = "2026-11-23"\nstarts = "9:30"\n').schedule == Schedule(
        TEN - timedelta(minutes=30), TEN + timedelta(minutes=60)
    )


def test_local_hours_become_utc_in_summer_and_winter() -> None:
    for day in ("2026-07-06", "2026-12-07"):
        schedule = agenda(f"[meeting]\ndate = {day}\n").schedule
        assert schedule
        assert schedule.starts.tzinfo is UTC
        assert schedule.starts == datetime.fromisoformat(f"{day}T10:00").astimezone()


def test_it_becomes_a_meeting() -> None:
    read = agenda(AGENDA.partition('[[item]]\nkind = "report-back"')[0])
    assert read.schedule
    room = a_table().do(plan_meeting, read.schedule, read.drafts)
    assert [item.title for item in room.table.agenda] == ["Opening and roll call", ""]
    assert [s.originating for s in room.table.situations.values()] == ["SD"]


ITEM = '[[item]]\nkind = "new"\n'
STANDING = '[[item]]\nkind = "standing"\ntitle = "A"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ITEM + "minutes = 0", "line 3: minutes is “0”; write a whole number from 1 to 240."),
        (ITEM + "minutes = 241", "line 3: minutes is “241”; write a whole number"),
        (ITEM + "minutes = true", "line 3: minutes is “True”; write a whole number"),
        (ITEM + "minutes = 1.5", "line 3: minutes is “1.5”; write a whole number"),
        (ITEM + 'urgent = "soon"', "line 3: urgent is “soon”; write yes or no."),
        ('[[item]]\nkind = "nwe"', "line 2: There is no kind “nwe”; did you mean new?"),
        ("[[item]]\nminutes = 4", "line 1: kind is missing; write it in."),
        (ITEM + 'originating = "QQ"', "line 3: There is no agency “QQ”; correct it."),
        (
            ITEM + 'originating = "Schoools"',
            "line 3: There is no agency “Schoools”; did",
        ),
        (ITEM + 'type = "persn"', "line 3: There is no type “persn”; did you mean person?"),
        (ITEM + 'sex = "Q"', "line 3: There is no sex “Q”; write one of F, M, U, X."),
        (ITEM + 'age_band = "12-18"', "line 3: There is no age band “12-18”; did you mean 12-17?"),
        (ITEM + 'type = "family"\nsex = "F"', "line 4: sex has no place here: only a person has"),
        (ITEM + 'risk_factors = ["mss"]', "line 3: There is no code “mss” in risk_factors; did"),
        (ITEM + 'risk_factors = ["fab"]', "line 3: “fab” belongs under flags; move it there."),
        (ITEM + "risk_factors = [1]", 'line 3: risk_factors must be a list of codes, as in ["msa"'),
        (ITEM + 'risk_factor = ["msa"]', "line 3: “risk_factor” is no column of this file; did"),
        (ITEM + 'name = "John"', "line 3: “name” has no place here: no identity is recorded."),
        (ITEM + "dob = 2010-01-01", "line 3: “dob” has no place here: no identity is recorded."),
        (ITEM + 'home_address = "x"', "line 3: “home_address” has no place here: no identity"),
        (ITEM + "age = 15", "line 3: “age” is no column of this file; did you mean age_band?"),
        (ITEM + 'title = "John"', "line 3: title has no place here: a situation has a number and"),
        (ITEM + 'number = "2026-001"', "line 3: number has no place here: the table gives the"),
        ('[[item]]\nkind = "carried"', "line 1: number is missing; write it in."),
        ('[[item]]\nkind = "carried"\nnumber = "7"', "line 3: number “7” is no situation's; write"),
        (
            '[[item]]\nkind = "report-back"\nnumber = "2026-001"\nsex = "F"',
            "line 4: sex has no place here: the situation is on record already.",
        ),
        (STANDING + 'number = "2026-001"', "line 4: number has no place here: a standing item"),
        (f'[[item]]\nkind = "standing"\ntitle = "{"x" * 61}"', "line 3: title has 61 characters;"),
        ('[[item]]\nkind = "standing"\n', "line 1: title is missing"),
        ("[[items]]\nkind = 1", "line 1: There is no section “items” here; did you mean [[item]]?"),
        ('[item]\nkind = "new"', "line 1: Write [[item]] with two brackets, on a line of its own."),
        ("[[meeting]]\n", "line 1: Write [meeting], once, on a line of its own."),
        ("item = [1]", "line 1: Write [[item]] on a line of its own."),
        ("[meeting]\nstarts = 10:00:00", "line 1: date is missing; write one as in date ="),
        ('[meeting]\ndate = "23.11.2026"', "line 2: date is “23.11.2026”; write a date as in"),
        ('[meeting]\ndate = "2026-11-31"', "line 2: date is “2026-11-31”; write a date as in"),
        ("[meeting]\ndate = 0001-01-01", "line 2: date is “0001-01-01”; write a date as in"),
        (
            "[meeting]\ndate = 2026-11-23\nstarts = 11:00:00\nends = 10:00:00",
            "line 4: The meeting ends before it starts; correct starts or ends.",
        ),
        ('[meeting]\ndate = 2026-11-23\nstarts = "ten"', "line 3: starts is “ten”; write a time"),
        ("[meeting]\nplace = 1\ndate = 2026-11-23", "line 2: “place” is no column of this file;"),
        (ITEM + "minutes = 4\nminutes = 5", "line 4: This is not TOML: Cannot overwrite a value."),
        ("[meeting]\nstarts = 10:00", "line 2: This is not TOML"),
        ("[[item\n", "line 1: This is not TOML"),
        ("x = " + "[" * 3000, "nested too deeply"),
        ("", "The file is empty"),
        (" \n\n", "The file is empty"),
        ("# nothing\n", "The file has no item"),
        ("x = 1\n" + "#" * 10_000, "line 2: The line has more than 4,000 characters; shorten it."),
        (b"[meeting]\ndate = \xff\xfe", "line 2: This is not UTF-8 text; save the file again"),
        (b"[meeting]\nx = \x00", "line 2: This is not a text file"),
        (
            AGENDA.encode("utf-16"),
            "The file is UTF-16 text; save it again with the encoding UTF-8.",
        ),
        (AGENDA.encode("utf-16-le"), "The file is UTF-16 text"),
        (b"#" * (2**20 + 1), "The file is larger than 1 MiB"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str | bytes, said: str) -> None:
    assert said in refusal(text)


def test_the_line_of_the_nth_item_is_found_past_texts_and_comments() -> None:
    text = (
        '# [[item]]\n[[item]] # the first\nkind = "standing"\n'
        "title = '''\n[[item]]\nkind =\n'''\n" + STANDING + 'minutes = "x"\n'
    )
    assert refusal(text) == "line 11: minutes is “x”; write a whole number from 1 to 240."


def test_items_written_in_one_line_are_taken_too() -> None:
    text = (
        'item = [{kind = "standing", title = "A"}, {kind = "standing", title = "B", minutes = 0}]'
    )
    assert refusal(text) == "line 1: minutes is “0”; write a whole number from 1 to 240."
    assert len(agenda(text.replace(", minutes = 0", "")).drafts) == 2


def test_everything_wrong_is_said_in_the_order_of_the_file() -> None:
    said = refusal(ITEM + 'sex = "Q"\n' + "[meeting]\n" + ITEM.replace("new", "nwe"))
    assert [line.partition(":")[0] for line in said.splitlines()] == ["line 3", "line 4", "line 6"]


def test_no_roster_no_originating_agency() -> None:
    text = ITEM + 'originating = "SD"'
    assert refusal(text, room=Room()) == (
        "line 3: No agency is known yet; import the roster first."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind,title\nstanding,"a', "line 2: This is not CSV"),
        ("kind,title\nstanding,a,b\n", "line 2: The line has more cells than there are columns"),
        ("kind,title,kind\nstanding,a,\n", "line 1: The column “kind” is there twice"),
        ('kind,title\nstanding,"a\nb"\nnew,x\n', "line 4: title has no place here"),
        ("kind,dob\nnew,1\nnew,2\n", "line 1: “dob” has no place here: no identity is recorded."),
        ("kind\n", "The file has no item"),
        ("kind,title\nstanding,a\u202eb\n", "line 2: title holds a character that cannot be seen"),
    ],
)
def test_what_is_wrong_with_a_spreadsheet(text: str, said: str) -> None:
    assert said in refusal(text, Form.CSV)


def test_two_hundred_items_and_no_more() -> None:
    assert len(agenda(STANDING * 200).drafts) == 200
    assert "line 601: An agenda has 200 items at most" in refusal(STANDING * 201)


def test_what_is_refused_is_not_repeated_at_length_or_raw() -> None:
    said = refusal(ITEM + r'sex = "\u001b[31m' + "x" * 150 + '"')
    assert "\x1b" not in said
    assert len(refusal(ITEM + f'type = "{"x" * 150}"')) < 200


def test_a_file_of_nothing_but_faults_is_given_up_soon() -> None:
    text = "[[item]]\n" + "\n".join(f"wrong{n} = 1" for n in range(20_000))
    assert refusal(text).endswith("and 90 more")


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)), st.sampled_from(Form))
def test_no_file_crashes(data: bytes | str, form: Form) -> None:
    with suppress(FileRefused):
        agenda(data, form)


@given(st.data())
def test_no_damaged_agenda_crashes(data: st.DataObject) -> None:
    whole = bytearray(AGENDA.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with suppress(FileRefused):
        agenda(bytes(whole))


def test_a_title_that_looks_like_an_identifier_is_refused_by_its_line() -> None:
    text = STANDING + '[[item]]\nkind = "standing"\ntitle = "Visit of Maria Lopez"\n'
    assert refusal(text) == (
        "line 6: “Maria Lopez” in the title looks like a person's name; "
        "take it out, or import with --anyway if it is none."
    )
    read = read_agenda(text, Form.TOML, ROOM.table, load_vocabulary(), anyway=True)
    assert [draft.title for draft in read.drafts] == ["A", "Visit of Maria Lopez"]
