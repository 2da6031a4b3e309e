"""The statements that every write is made of, each built once: building costs more than running."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, Delete, Insert, Table, Update, bindparam, delete, insert, update

Row: TypeAlias = Mapping[str, Any]

_NEW, _OF = "new_", "of_"


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows."""
    if rows:
        connection.execute(_insertion(table), rows)


def remove(connection: Connection, table: Table, keys: Sequence[Row]) -> None:
    """Delete the rows that have any of some primary keys."""
    if keys:
        names = _key_of(table)
        named = [{_OF + name: key[name] for name in names} for key in keys]
        connection.execute(_deletion(table), named)


def alter(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Set some columns of rows, each named by its primary key."""
    if rows:
        names = _key_of(table)
        named = [
            {_OF + name: row[name] for name in names} | {_NEW + name: row[name] for name in columns}
            for row in rows
        ]
        connection.execute(_alteration(table, columns), named)


@cache
def _key_of(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


@cache
def _insertion(table: Table) -> Insert:
    return insert(table)


@cache
def _deletion(table: Table) -> Delete:
    return delete(table).where(*(table.c[name] == bindparam(_OF + name) for name in _key_of(table)))


@cache
def _alteration(table: Table, columns: tuple[str, ...]) -> Update:
    which = [table.c[name] == bindparam(_OF + name) for name in _key_of(table)]
    return update(table).where(*which).values({name: bindparam(_NEW + name) for name in columns})
