"""What the commands say of themselves."""

import click
import pytest
from click.testing import CliRunner

from hub_console.cli import hub_console

GROUPS = ((), ("agenda",), ("roster",), ("station",), ("report",), ("keys",), ("conflicts",))


@pytest.mark.parametrize("group", GROUPS)
def test_each_command_of_a_list_is_told_in_a_line_that_is_not_cut(group: tuple[str, ...]) -> None:
    # 78 of the 80 columns: click leaves two of them free.
    told = CliRunner().invoke(hub_console, [*group, "--help"], terminal_width=78).stdout

    listed = told.partition("Commands:")[2].splitlines()
    assert listed
    assert [line for line in listed if line.endswith("...")] == []


def test_every_list_is_looked_at() -> None:
    context = click.Context(hub_console)
    found = {
        name
        for name in hub_console.list_commands(context)
        if isinstance(hub_console.get_command(context, name), click.Group)
    }

    assert found == {name for names in GROUPS for name in names}
