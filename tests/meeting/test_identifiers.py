"""The identifier guard, measured over labelled texts, and told kind by kind."""

import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from hub_console.meeting.agenda import NOTE_LENGTH
from hub_console.meeting.identifiers import Kind, suspicions, suspicions_at, without
from tests.builders import a_table
from tests.meeting.identifier_texts import Labelled, labelled_texts

TEXTS = labelled_texts()
HELD_OUT = [text for text in TEXTS if text.held_out]


@pytest.mark.parametrize("texts", [TEXTS, HELD_OUT], ids=["all", "held-out"])
def test_few_identifiers_are_missed_and_few_alarms_are_false(texts: Sequence[Labelled]) -> None:
    identifying = [text for text in texts if text.holds]
    innocent = [text for text in texts if not text.holds]
    missed = [text.text for text in identifying if not suspicions(text.text)]
    alarms = [text.text for text in innocent if suspicions(text.text)]

    assert len(texts) >= 300
    assert len(innocent) >= 0.45 * len(texts)
    assert len(missed) <= 0.05 * len(identifying), missed
    assert len(alarms) <= 0.05 * len(innocent), alarms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Maria Lopez called again", "Maria Lopez"),
        ("talked to kevin o'brien at the shelter", "kevin o'brien"),
        ("JAMAL BROWN NEEDS A BED", "JAMAL BROWN"),
        ("Mr. Brown will open the door", "Brown"),
        ("his sister, Shanelle, picks him up", "Shanelle"),
        ('goes by "Smoke" in the park', "Smoke"),
        ("J. Okafor missed two visits", "J. Okafor"),
        ("D.W. ran again", "D.W."),
        ("Grace's mother works nights", "Grace"),
        ("Nguyễn Thị Hoa needs an interpreter", "Nguyễn Thị Hoa"),
        ("the Garcias were evicted", "Garcias"),
        ("Ana de la Cruz asked for food", "Ana de la Cruz"),
    ],
)
def test_names_of_many_origins_are_found_however_they_are_written(text: str, found: str) -> None:
    (suspect,) = suspicions(text)
    assert (text[suspect.start : suspect.end], suspect.kind) == (found, Kind.NAME)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            Kind.BIRTH_DATE,
            ("DOB 3/14/2009", "born March 2011", "turns 16 on May 3", "2009-03-14", "bday 5/3"),
        ),
        (Kind.PHONE, ("(617) 555-0142", "617.555.0142", "cell 555-0142", "+1 416 555 0142")),
        (
            Kind.ADDRESS,
            ("42 warren st", "at 42 Warren Street", "apt 4B", "lives at 15 Elm", "M5V 2T6"),
        ),
        (Kind.E_MAIL, ("kid@example.com", "jay at gmail dot com")),
        (
            Kind.RECORD,
            (
                "MRN 00123456",
                "SSN 123-45-6789",
                "docket 2617CR001234",
                "plate 4KR 921",
                "case # 48213",
                "student id 884213",
                "licence S12345678",
            ),
        ),
    ],
)
def test_what_belongs_to_one_person_is_found(kind: Kind, texts: Sequence[str]) -> None:
    found = {text: [suspect.kind for suspect in suspicions(text)] for text in texts}
    assert found == {text: [kind] for text in texts}


@pytest.mark.parametrize(
    "text",
    [
        "Martha Eliot Health Center and Rosie's Place can see the family",
        "corner of Adams and Gallivan, 911 calls on Dorchester Ave up 12%",
        "situation 2026-123 carried to November 30, 2026 at 10:00",
        "ages 12-17, 3 siblings, 51A filed, Section 35 considered",
        "rent arrears of $4,250, 2 housing court dates in May",
        "Mark the roll; Will call back in 24 to 48 hours; Hope to hear by Friday",
        "call 988, 211 or 1-800-273-8255",
        "100 block of Blue Hill Ave, Route 28 corridor",
        "12-17 F, 18-24 M, grade 10, K-8",
    ],
)
def test_agencies_places_times_and_counts_raise_no_alarm(text: str) -> None:
    assert suspicions(text) == ()


def test_the_agencies_of_a_table_raise_no_alarm_there() -> None:
    assert suspicions("Rana Lopez will follow up")
    assert suspicions("Rana Lopez will follow up", ("Rana Lopez House",)) == ()
    table = a_table(6).table
    agency = table.roster[0]
    assert suspicions_at(table, f"{agency.name} and {agency.tag} will follow up") == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("tell Maria to call", "tell to call"),
        ("Maria called", "called"),
        ("call Maria.", "call."),
        ("Maria's school called", "school called"),
        ("Maria", ""),
    ],
)
def test_what_is_taken_out_leaves_no_gap(text: str, rest: str) -> None:
    (suspect,) = suspicions(text)
    assert without(text, suspect)[0] == rest


def test_it_keeps_up_with_the_fingers() -> None:
    text = ("Health Center has a bed; Maria Lopez called 617-555-0142 from 42 Elm St. " * 9)[
        :NOTE_LENGTH
    ]
    suspicions(text)
    began = time.process_time()
    for _ in range(50):
        suspicions(text)
    assert (time.process_time() - began) / 50 < 0.005


def test_its_lists_are_read_only_when_they_are_wanted() -> None:
    program = (
        "import sys; from hub_console.meeting.identifiers import suspicions;"
        "before = set(sys.modules); suspicions('words');"
        "print(*(m for m in sys.modules if m.startswith('hub_console') and m not in before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "hub_console.meeting.identifiers.names" in done.stdout.split()
