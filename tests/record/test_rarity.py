from pathlib import Path

from hub_console.meeting.acts import discussion, planning
from hub_console.meeting.rarity import Combination
from tests.record.keeping import KeptRoom, a_kept_table


def a_girl(kept: KeptRoom, *codes: str) -> None:
    """One more situation about a girl from 12 to 17."""
    kept.with_new_situation("SD", type="person", sex="F", age_band="12-17", risk_factors=codes)


def rare(kept: KeptRoom, age_band: str = "12-17", sex: str = "F") -> dict[str, int]:
    found = kept.record.rare_combinations(age_band, sex)
    assert all(one[:2] == (age_band, sex) for one in found)
    return {one.code: count for one, count in found.items()}


def test_what_fewer_than_five_share_is_rare_over_the_whole_record(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    for _ in range(4):
        a_girl(kept, "msa", "hna")
    a_girl(kept, "msa", "mrw")
    kept.with_new_situation("SD", type="person", sex="M", age_band="12-17", risk_factors=("msa",))

    assert rare(kept) == {"hna": 4, "mrw": 1}
    assert rare(kept, sex="M") == {"msa": 1}
    assert kept.record.rare_combinations("12-17", "M") == {Combination("12-17", "M", "msa"): 1}
    assert rare(kept, age_band="60+") == {}


def test_what_was_erased_no_longer_counts(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    a_girl(kept, "mrw")
    a_girl(kept, "mrw")
    kept.begun().do(discussion.reject, "single-agency").do(planning.close_meeting)

    assert rare(kept) == {"mrw": 1}
