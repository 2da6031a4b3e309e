"""The numbers of situations, apart where two stations gave the same one.

The situation that was presented first keeps the number, and the others have a letter behind it:
``2026-124``, ``2026-124b``. Which is first follows from what they are, so that it is the same on
every station that holds them, in whichever order they came.
"""

from collections.abc import Collection, Mapping
from string import ascii_lowercase

from sqlalchemy import ColumnElement, Connection, and_, func, select, tuple_

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.statements import mostly

_SITUATION = schema.TABLES["situation"]
_EARLIER = _SITUATION.alias("earlier")

_CHUNK = 5_000


def _counted_before() -> ColumnElement[int]:
    ours, earlier = _SITUATION.c, _EARLIER.c
    goes_before = tuple_(func.coalesce(earlier.presented, ""), earlier.id) < tuple_(
        func.coalesce(ours.presented, ""), ours.id
    )
    same = and_(mostly(earlier.home == ours.home), earlier.number == ours.number)
    return (
        select(func.count())
        .select_from(_EARLIER)
        .where(same, goes_before)
        .correlate(_SITUATION)
        .scalar_subquery()
    )


_before = _counted_before()
"""How many situations of the table have the number and go before."""

_NUMBERED = select(_SITUATION.c.id, _SITUATION.c.number, _before).where(
    _SITUATION.c.number.is_not(None)
)


def numbers_of(
    connection: Connection, situations: Collection[Id] | None = None
) -> Mapping[Id, str]:
    """The numbers, as they are shown, of some situations or of all; none for those without."""
    if situations is None:
        return {Id(row[0]): shown(*row[1:]) for row in connection.execute(_NUMBERED)}
    wanted, numbers = sorted(situations), dict[Id, str]()
    for start in range(0, len(wanted), _CHUNK):
        some = _NUMBERED.where(_SITUATION.c.id.in_(wanted[start : start + _CHUNK]))
        numbers |= {Id(row[0]): shown(*row[1:]) for row in connection.execute(some)}
    return numbers


def numbers_about(connection: Connection, records: Collection[Id]) -> Mapping[Id, str]:
    """The number of the situation that each of some records is, or is about."""
    numbers = dict(numbers_of(connection, records))
    wanted = sorted(records)
    for kind in ("item", "note", "report-back"):
        column = schema.TABLES[kind].c
        for start in range(0, len(wanted), _CHUNK):
            query = select(column.id, column.situation).where(
                column.id.in_(wanted[start : start + _CHUNK]), column.situation.is_not(None)
            )
            of = {Id(row[0]): Id(row[1]) for row in connection.execute(query)}
            theirs = numbers_of(connection, set(of.values()))
            numbers |= {
                id_: theirs[situation] for id_, situation in of.items() if situation in theirs
            }
    return numbers


def numbered(home: Id, number: str) -> ColumnElement[bool]:
    """What picks the situation of a table that has a number as it is shown."""
    given, before = _parted(number)
    column = _SITUATION.c
    return and_(mostly(column.home == home), column.number == given, _before == before)


def shown(number: str, before: int) -> str:
    """A number that so many others have too."""
    letters = ""
    while before:
        before, letter = divmod(before, len(ascii_lowercase))
        letters = ascii_lowercase[letter] + letters
    return number + letters


def _parted(number: str) -> tuple[str, int]:
    given = number.rstrip(ascii_lowercase)
    before = 0
    for letter in number[len(given) :]:
        before = before * len(ascii_lowercase) + ascii_lowercase.index(letter)
    return given, before


def given_twice(connection: Connection, home: Id) -> Mapping[str, tuple[Id, ...]]:
    """The situations of a table by each number that more than one of them was given."""
    column = _SITUATION.c
    several = (
        select(column.number)
        .where(column.home == home, column.number.is_not(None))
        .group_by(column.number)
        .having(func.count() > 1)
    )
    order = column.number, func.coalesce(column.presented, ""), column.id
    query = select(column.number, column.id).where(
        mostly(column.home == home), column.number.in_(several)
    )
    found: dict[str, tuple[Id, ...]] = {}
    for number, id_ in connection.execute(query.order_by(*order)):
        found[number] = (*found.get(number, ()), Id(id_))
    return found
