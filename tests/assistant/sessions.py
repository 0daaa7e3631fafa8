"""Sessions of the SDK's own client with the real program."""

import asyncio
import json
import sys
from pathlib import Path

from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

PATIENCE = 60
READING = ("who_can_help", "contact", "ways_to", "topics", "review", "open_asks")
WRITING = ("log", "close", "add", "draft_message")
SECTIONS = ("who", "know", "help", "experience", "growth", "give", "ties", "gaps", "next")
CALLS = {
    "who_can_help": {"problem": "crochet pattern"}, "contact": {"name": "Nan Okafor"}, "ways_to": {"name": "Theo Brandt"},
    "topics": {"prefix": "br"}, "review": {"section": "help"}, "open_asks": {},
}  # fmt: skip
"""A call of each tool that reads, of the example network."""


class Session:
    """The argument of a scenario: the client, and a short way to call a tool."""

    def __init__(self, client):
        self.client = client

    async def call(self, name, /, **arguments):
        return await self.client.call_tool(name, arguments)

    async def data(self, name, /, **arguments):
        """Call a tool that has to succeed and return its result."""
        result = await self.call(name, **arguments)
        assert not result.is_error, result.content
        return result.structured_content


class Talk:
    """Runs a scenario with its own program; `lines` are what the program wrote to standard error."""

    def __init__(self, home: Path, environment: dict[str, str]):
        self._home, self._environment = home, environment
        self.lines = []

    def __call__(self, scenario, *options, mode="auto"):
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "asknet", "mcp", *options], env=self._environment, cwd=self._home
        )
        said = self._home / "stderr"

        async def session():
            with said.open("w") as errors:
                async with Client(stdio_client(command, errlog=errors), mode=mode) as client:
                    await client.list_tools()  # results are checked against the schemas from here on
                    return await asyncio.wait_for(scenario(Session(client)), PATIENCE)

        try:
            return asyncio.run(session())
        finally:
            self.lines = said.read_text().splitlines()


def texts(value):
    """Yield every text of plain values, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


async def everything(session, names=(), problems=()):
    """Call every tool that reads, for these contacts and problems, and return all that came back as one text."""
    results = [await session.call("review", section=section) for section in SECTIONS]
    results += [await session.call("topics"), await session.call("open_asks")]
    results += [await session.call(tool, name=name) for name in names for tool in ("contact", "ways_to")]
    results += [await session.call("who_can_help", problem=problem, n=20) for problem in problems]
    return json.dumps([result.structured_content for result in results], ensure_ascii=False)
