"""Fixtures of the tests of the assistant server."""

import os

import pytest

from assistant.sessions import CALLS, Talk


@pytest.fixture
def talk(home, environment):
    return Talk(home, environment)


@pytest.fixture
def call(talk):
    """Make one call in a session of its own and return its result."""

    def one(name, /, *options, **arguments):
        return talk(lambda session: session.call(name, **arguments), *options)

    return one


@pytest.fixture(scope="session")
def example_answers(_demo_file, tmp_path_factory):
    """Return what each tool that reads answers on the example network, and the tools as they are listed."""
    home = tmp_path_factory.mktemp("assistant")
    environment = {
        "HOME": str(home),
        "ASKNET_DB": str(_demo_file),
        "ASKNET_TODAY": "2026-11-20",
        "PATH": os.environ["PATH"],
    }

    async def every(session):
        tools = (await session.client.list_tools()).tools
        return {tool.name: tool for tool in tools}, {name: await session.call(name, **CALLS[name]) for name in CALLS}

    return Talk(home, environment)(every)
