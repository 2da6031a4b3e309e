from random import Random

import pytest

from hub_console.record import MistypedRecoveryKey
from hub_console.record.recovery import (
    GROUPS,
    SYMBOLS,
    groups_of,
    looks_like_recovery_key,
    must_be_typed_back,
    new_recovery_key,
    recovery_bytes,
    sound_groups,
)

KEYS = [new_recovery_key(Random(seed).randbytes) for seed in range(40)]
KEY = KEYS[0]


def told(typed: str) -> str:
    with pytest.raises(MistypedRecoveryKey) as refusal:
        recovery_bytes(typed)
    return str(refusal.value)


def wrong_groups(typed: str) -> list[int]:
    return [number for number, sound in enumerate(sound_groups(typed), 1) if not sound]


def with_group(key: str, number: int, group: str) -> str:
    groups = key.split("-")
    return "-".join((*groups[: number - 1], group, *groups[number:]))


def test_a_recovery_key_is_written_in_seven_groups() -> None:
    nothing = new_recovery_key(lambda count: bytes(count))

    assert nothing == "0000G-00005-0000N-0000A-0000T-0000F-00W"
    assert [len(group) for group in KEY.split("-")] == [5, 5, 5, 5, 5, 5, 3]


@pytest.mark.parametrize("secret", [bytes(16), b"\xff" * 16, *(k.encode()[:16] for k in KEYS)])
def test_what_is_written_down_gives_the_secret_back(secret: bytes) -> None:
    assert recovery_bytes(new_recovery_key(lambda _count: secret)) == secret


def test_how_it_is_typed_does_not_matter() -> None:
    secret = recovery_bytes(KEY)
    key = new_recovery_key(lambda count: bytes(count))
    many_ones = new_recovery_key(lambda count: b"\x08\x42\x10\x84\x21" * 3 + b"\x08")

    assert recovery_bytes(KEY.lower()) == secret
    assert recovery_bytes(KEY.replace("-", "")) == secret
    assert recovery_bytes(f"  {KEY.replace('-', ' – ')}\n") == secret
    assert recovery_bytes(key.replace("0", "o")) == bytes(16)
    assert recovery_bytes(many_ones.replace("1", "l")) == recovery_bytes(
        many_ones.replace("1", "I")
    )


def test_every_single_wrong_character_is_found_and_its_group_named() -> None:
    for place, right in enumerate(KEY):
        if right == "-":
            continue
        number = KEY[:place].count("-") + 1
        for wrong in SYMBOLS.replace(right, ""):
            sentence = told(KEY[:place] + wrong + KEY[place + 1 :])
            assert sentence == (
                f"Group {number} of the recovery key is mistyped. Compare with the paper."
            )


def test_two_characters_of_a_group_in_each_others_place_are_found() -> None:
    for key in KEYS:
        for number, group in enumerate(key.split("-"), 1):
            for first, second in ((0, 1), (1, 2), (0, 2)):
                letters = list(group)
                letters[first], letters[second] = letters[second], letters[first]
                swapped = "".join(letters)
                assert swapped == group or wrong_groups(with_group(key, number, swapped)) == [
                    number
                ]


def test_two_groups_in_each_others_place_are_both_named() -> None:
    groups = KEY.split("-")
    groups[1], groups[4] = groups[4], groups[1]

    assert told("-".join(groups)) == (
        "Groups 2 and 5 of the recovery key are mistyped. Compare with the paper."
    )


def test_a_character_that_no_recovery_key_has_is_named_by_its_group() -> None:
    assert wrong_groups(with_group(KEY, 3, "ABU$D")) == [3]


def test_a_character_left_out_or_typed_twice_is_looked_for_where_it_happened() -> None:
    second = KEY.split("-")[1]

    assert told(with_group(KEY, 2, second[1:])) == (
        "The recovery key is too short by one character. Look in group 2 or just before it,"
        " and compare with the paper."
    )
    assert told(with_group(KEY, 2, second[0] + second)) == (
        "The recovery key is too long by one character. Look in group 2 or just before it,"
        " and compare with the paper."
    )
    assert "too short by 3 characters. Look at its end" in told(KEY[:-4])
    assert "too long by 4 characters. Look at its end" in told(KEY + "7777")


def test_a_group_is_judged_only_when_it_is_finished() -> None:
    first, second = KEY.split("-")[:2]
    other = "7" if second[-1] != "7" else "8"

    assert wrong_groups(f"{first}-{second[:-1]}") == []
    assert wrong_groups(f"{first}-{second[:-1]}{other}") == [2]
    assert groups_of(f"{first}{second[:-1]}".lower()) == (first, second[:-1])


def test_a_passphrase_is_not_taken_for_a_recovery_key() -> None:
    for passphrase in (
        "correct horse",
        "copper kettle on tuesday",
        "4 white crabs sing at 5 o'clock",
    ):
        assert not looks_like_recovery_key(passphrase)
    for typed in (KEY, KEY.lower(), KEY.replace("-", ""), KEY[:-2], with_group(KEY, 4, "7777")):
        assert looks_like_recovery_key(typed)


def test_most_other_mistakes_in_a_group_are_found() -> None:
    random = Random(3)
    missed = 0
    for _ in range(3200):
        group = "".join(random.choices(SYMBOLS, k=5))
        missed += not wrong_groups(with_group(KEY, random.randint(1, GROUPS - 1), group))

    assert missed < 150  # one in 32 would be 100


def test_typed_back_another_key_is_refused_by_the_groups_that_differ() -> None:
    must_be_typed_back(KEY.lower().replace("-", " "), KEY)
    with pytest.raises(MistypedRecoveryKey, match="Groups 1, 2, 3, 4, 5, 6 and 7 of the"):
        must_be_typed_back(KEYS[1], KEY)
    with pytest.raises(MistypedRecoveryKey, match="Group 3 of the"):
        must_be_typed_back(with_group(KEY, 3, KEYS[1].split("-")[2]), KEY)
    with pytest.raises(MistypedRecoveryKey, match="too short"):
        must_be_typed_back(KEY[:-1], KEY)
