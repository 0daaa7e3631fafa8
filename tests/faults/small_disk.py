"""A file system that is too small: a verb either fits or leaves everything unchanged."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from interrupting import SWEPT, VERBS, Stopped, begin, environment, make_base, rows, sound

STEP = 32 * 1024


def small_disks(step: int = STEP) -> list[tuple[str, str, int, list[str]]]:
    """Run every verb on a tmpfs of every size from one that just holds its files to one that is ample.

    Needs the right to mount; without it nothing is tried.
    """
    if subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode:
        return [("a small tmpfs", "no right to mount here", 0, [])]
    with tempfile.TemporaryDirectory() as top:
        base = Path(top) / "base"
        base.mkdir()
        make_base(base)
        found = []
        for name in SWEPT:
            tried, wrong, fitted = 0, [], 0
            least = _size(begin(base, Path(top) / name, VERBS[name]).parent)
            before = rows(Path(top) / name / "network.db")
            for room in range(0, 3_000_000, step):
                tried += 1
                ran, now, odd = _on_tmpfs(base, Path(top) / f"{name}-{room}", name, least + room)
                done = VERBS[name].done in ran.out or ran.code == 0
                if "Traceback" in ran.err or (ran.code not in (0, 1, 4)):
                    wrong.append(f"{room}: left with {ran.code} {ran.err[-200:]}")
                elif odd or (not done and now != before):
                    wrong.append(f"{room}: {odd or 'some rows changed'}; {ran.err[-200:]}")
                fitted += done
                if fitted > 1:
                    break
            found.append((f"a small tmpfs: {name}", f"mount -t tmpfs, {step // 1024} kB more each time", tried, wrong))
        return found


def _size(folder: Path) -> int:
    return sum(-(-p.stat().st_size // 4096) * 4096 for p in folder.rglob("*") if p.is_file()) + 8 * 4096


def _on_tmpfs(
    base: Path, folder: Path, name: str, size: int
) -> tuple[Stopped, dict[str, list[tuple[object, ...]]], str]:
    """Mount, lay out, run, and copy what is left to where it can be looked at."""
    verb = VERBS[name]
    folder.mkdir()
    begin(base, folder / "begun", verb)
    (folder / "disk").mkdir()
    words = " ".join(f"'{word}'" for word in verb.words)
    script = (
        f"mount -t tmpfs -o size={size} none disk && cp -a begun/. disk/ && cd disk && "
        f"'{sys.executable}' -m asknet {words} >../out 2>../err; echo $? >../code; cd ..; cp -a disk left"
    )
    env = environment(folder / "disk") | {"TMPDIR": str(folder)}
    subprocess.run(
        ["unshare", "-m", "sh", "-c", script], cwd=folder, env=env, check=True, capture_output=True, timeout=60
    )
    ran = Stopped(int((folder / "code").read_text()), (folder / "out").read_text(), (folder / "err").read_text())
    now = rows(folder / "left" / "network.db")
    odd = sound(folder / "left" / "network.db", index=name != "repair" or ran.code == 0)
    shutil.rmtree(folder)
    return ran, now, "; ".join(odd)
