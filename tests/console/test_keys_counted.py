"""The budgets of the keys, counted by a driver that presses them."""

from collections.abc import Mapping

from hub_console.meeting.values import picked
from hub_console.vocabulary import PICKER, CodedList, load_vocabulary, search
from tests.desks import Fingers

CODES = [e.code for e in load_vocabulary().entries(CodedList.RISK_FACTORS)]


def test_rejecting_takes_two_keys(fingers: Fingers) -> None:
    assert fingers.press("x 4") == 2
    situation = fingers.table.situation_of(fingers.table.agenda[5])
    assert situation is not None
    assert (situation.grouping, situation.reason) == ("rejected", "options-not-exhausted")
    assert not situation.risk_factors
    assert situation.lead is None


def test_an_outcome_takes_two_keys(fingers: Fingers) -> None:
    assert fingers.press("o i") == 2
    situation = fingers.table.live_situation
    assert situation is not None
    assert situation.outcome == "intervention"


def test_a_lead_takes_three_keys(fingers: Fingers) -> None:
    assert fingers.press("l mh") == 3
    situation = fingers.table.live_situation
    assert situation is not None
    assert situation.lead == "MH"
    assert "MH" not in situation.assisting


def test_an_arrival_takes_three_keys_and_is_late_with_the_minute(fingers: Fingers) -> None:
    assert fingers.press("t tr") == 3
    agency = fingers.table.agency("TR")
    assert agency is not None
    seat = fingers.table.seat(agency)
    assert seat.presence == "late"
    assert seat.since == fingers.desk.clock.now()


def test_every_factor_is_reached_by_its_code_in_three_keys(fingers: Fingers) -> None:
    _drop_all(fingers)
    fingers.press("r")
    for code in CODES:
        assert fingers.press(code) == 3
    situation = fingers.table.live_situation
    assert situation is not None
    assert picked(situation.risk_factors) == tuple(CODES)


def test_every_factor_is_reached_by_words_in_six_keys(fingers: Fingers) -> None:
    reached = 0
    for code in CODES:
        _drop_all(fingers)
        keys = _words_for(code, fingers.desk.frequency)
        fingers.press("r")
        assert fingers.press(keys) <= 6, (code, keys)
        fingers.press("Esc")
        situation = fingers.table.live_situation
        assert situation is not None
        reached += set(situation.risk_factors) == {code}
    assert reached == 105


def test_a_whole_opened_record_takes_at_most_56_keys(fingers: Fingers) -> None:
    fingers.press("n")
    fingers.count = 0
    fingers.press("m t p  m s f  m b 3")
    fingers.press("r msa hna mhs npa drp mrw Esc")
    fingers.press("y i pd sd cf hc Esc  l hc  a mh ys ad Esc  o i")
    situation = fingers.table.live_situation
    assert situation is not None
    assert (situation.type, situation.sex, situation.age_band) == ("person", "F", "12-17")
    assert set(situation.risk_factors) == {"msa", "hna", "mhs", "npa", "drp", "mrw"}
    assert set(situation.involved) == {"PD", "SD", "CF", "HC"}
    assert situation.lead == "HC"
    assert set(situation.assisting) == {"MH", "YS", "AD"}
    assert situation.outcome == "intervention"
    assert fingers.count <= 56
    thinking = 14
    assert fingers.count * 0.28 + thinking * 1.35 <= 50


def _drop_all(fingers: Fingers) -> None:
    situation = fingers.table.live_situation
    assert situation is not None
    fingers.press("r")
    for code in (*situation.risk_factors, *situation.flags, *situation.protective_factors):
        fingers.press(code)
    fingers.press("Esc")


def _words_for(code: str, frequency: Mapping[str, int]) -> str:
    """The shortest beginnings of a factor's own words that put it among the first nine."""
    vocabulary = load_vocabulary()
    entry = vocabulary.require(code)
    picker = vocabulary.entries(*PICKER)
    words = entry.title.lower().replace("·", " ").replace("/", " ").replace(",", " ").split()
    tries = [w[:n] for n in range(2, 6) for w in words]
    tries += [
        f"{a[:n]} {b[:m]}"
        for n in (2, 3)
        for m in (1, 2)
        if n + m <= 4
        for a in words
        for b in words
        if a is not b
    ]
    for typed in sorted(tries, key=len):
        found = [e.code for e in search(picker, typed, frequency)[:9]]
        if code in found and vocabulary.find(typed[:3].strip()) is None:
            return " ".join([*(" Space ".join(typed.split())).split(), str(found.index(code) + 1)])
    raise AssertionError(f"no words reach {code}")
