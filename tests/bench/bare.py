"""The yardsticks: the smallest Textual apps that do what the console is measured at."""

import sys

from textual.app import App, ComposeResult

COLUMNS, ROWS = 5, 60


class Bare(App[None]):
    """Paints one label."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Label

        yield Label("Bare")


class BareTable(App[None]):
    """Shows a table, whose cursor the arrow keys move."""

    def compose(self) -> ComposeResult:
        from textual.widgets import DataTable

        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        from textual.widgets import DataTable

        table = self.query_one(DataTable)
        table.add_columns(*(f"column {number}" for number in range(COLUMNS)))
        for row in range(ROWS):
            table.add_row(*(f"cell {row}.{number}" for number in range(COLUMNS)))
        table.focus()


if __name__ == "__main__":
    {"label": Bare, "table": BareTable}[sys.argv[1]]().run()
