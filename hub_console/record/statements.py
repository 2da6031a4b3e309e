"""The statements that every write is made of: each is compiled once, and the driver runs it.

SQLAlchemy writes them but does not run them: its way around a statement takes several times as
long as SQLite takes for the statement. A statement that is run here is built once too, as one of
its module's constants: what is compiled is kept for good.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    update,
)
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

Row: TypeAlias = Mapping[str, Any]
Statement: TypeAlias = (
    Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Insert | Update | Delete
)

_NO_VALUES: Row = {}


def mostly(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition that most rows meet, such as whose table they are of.

    SQLite, which does not count them, would as soon search by it as by the other condition.
    """
    return func.likely(condition)


def found(
    connection: Connection, statement: Statement, values: Row = _NO_VALUES
) -> list[tuple[Any, ...]]:
    """The rows, as SQLite holds them, that a statement finds with values for its parameters."""
    text, held = _compiled(statement)
    return list(_driver(connection).execute(text, {**held, **values}))


def each(
    connection: Connection, statement: Statement, values: Row = _NO_VALUES
) -> Iterator[tuple[Any, ...]]:
    """The same, row by row, for what is too much to hold at once."""
    text, held = _compiled(statement)
    yield from _driver(connection).execute(text, {**held, **values})


def run(connection: Connection, statement: Statement, rows: Sequence[Row]) -> None:
    """Run a statement once for each row of values for its parameters."""
    if rows:
        text, held = _compiled(statement)
        full = [{**held, **row} for row in rows] if held else rows
        _driver(connection).executemany(text, full)


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows."""
    run(connection, _insertion(table), rows)


def put_all(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert whole rows, their values in the order of the table's columns; twice as fast."""
    if rows:
        _driver(connection).executemany(_whole_insertion(table), rows)


def remove(connection: Connection, table: Table, keys: Sequence[Row]) -> None:
    """Delete the rows that have any of some primary keys."""
    run(connection, _deletion(table), keys)


def alter(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Set some columns of rows, each named by its primary key."""
    run(connection, _alteration(table, columns), rows)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


@cache
def _compiled(statement: Statement) -> tuple[str, Row]:
    """A statement's text, and the values that it holds itself; it is kept for good."""
    compiled = statement.compile(dialect=SQLiteDialect_pysqlite(paramstyle="named"))
    held = {name: bind.value for bind, name in compiled.bind_names.items() if not bind.required}
    return str(compiled), held


@cache
def _insertion(table: Table) -> Insert:
    return insert(table)


@cache
def _whole_insertion(table: Table) -> str:
    return str(insert(table).compile(dialect=SQLiteDialect_pysqlite(paramstyle="qmark")))


@cache
def _deletion(table: Table) -> Delete:
    return delete(table).where(*_of_key(table))


@cache
def _alteration(table: Table, columns: tuple[str, ...]) -> Update:
    statement = update(table).where(*_of_key(table))
    return statement.values({name: bindparam(name) for name in columns})


def _of_key(table: Table) -> list[ColumnElement[bool]]:
    return [column == bindparam(column.name) for column in table.primary_key]
