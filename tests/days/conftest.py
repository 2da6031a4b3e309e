"""Days at the console are stories that wait: a test of them may be a coroutine."""

from tests.console.screens.conftest import pytest_pyfunc_call as pytest_pyfunc_call
