"""`Network`: an opened network whose methods are the verbs, for Python callers.

The command line is built on it::

    from asknet import Network

    with Network("network.db") as network:
        network.add("Nan Okafor", skills=["crochet:expert"], place="Hobart")
        for match in network.ask("crochet pattern").matches:
            print(match.contact.name, match.score)
"""

from __future__ import annotations

from asknet.network.contacts import ContactVerbs
from asknet.network.keeping import KeepingVerbs
from asknet.network.problems import ProblemVerbs
from asknet.network.record import RecordVerbs
from asknet.network.safety import SafetyVerbs


class Network(ContactVerbs, ProblemVerbs, RecordVerbs, KeepingVerbs, SafetyVerbs):
    """Your network in the file at `path` (by default where the command line keeps it).

    Nothing is created before something is written. `today` and `now` (ISO 8601)
    stand for the clock. Every method may raise `asknet.errors.AsknetError`:
    `StoreError` when the file cannot be used, `NothingFoundError` and
    `AmbiguousNameError` for names, `UsageError` for bad values.
    """
