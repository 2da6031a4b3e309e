"""Which combinations of age band, sex and risk factor few situations of the table share."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select

from hub_console.meeting.change import DETAIL
from hub_console.meeting.rarity import FEWEST, Combination
from hub_console.record import schema

_SITUATION, _MEMBER = schema.TABLES["situation"].c, schema.member.c
_OF_THESE = select(_SITUATION.id).where(
    _SITUATION.age_band == bindparam("age_band"), _SITUATION.sex == bindparam("sex")
)
_RARE = (
    select(_MEMBER.key, func.count())
    .where(_MEMBER.record.in_(_OF_THESE), _MEMBER.kind == DETAIL, _MEMBER.field == "risk_factors")
    .group_by(_MEMBER.key)
    .having(func.count() < FEWEST)
)


def read_rare(connection: Connection, age_band: str, sex: str) -> Mapping[Combination, int]:
    """How many situations of the record share each rare combination of an age band and a sex.

    Situations whose detail is erased no longer count.
    """
    rows = connection.execute(_RARE, {"age_band": age_band, "sex": sex})
    return {Combination(age_band, sex, code): count for code, count in rows}
