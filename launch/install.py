"""From a fresh checkout to a runnable one: packages, browser bundles, message catalogues.

A finished step carries a stamp, a hash of all it read; a later start does only what changed since.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .places import PYTHON, ROOT, VENV, Stop, call, say

OLDEST_NODE = 20
COMPILE = """
import polib, sys
for path in sys.argv[1:]:
    polib.pofile(path).save_as_mofile(path.removesuffix("po") + "mo")
"""


def install(requirements: str = "requirements.txt") -> None:
    make_venv()
    keep_caches_writable()
    install_packages(requirements)
    build_assets()
    compile_catalogues()


def digest(*tops: Path) -> str:
    """One hash over files and whole folders, names included."""
    total = hashlib.sha256()
    for top in tops:
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@contextmanager
def step(label: str, stamp: Path, *inputs: Path, makes: Path | None = None) -> Iterator[bool]:
    """Yields whether the step is due; its stamp is written only after it succeeded."""
    wanted = digest(*inputs)
    due = not stamp.exists() or stamp.read_text() != wanted or not (makes or stamp).exists()
    if due:
        say(f"- {label}")
    yield due
    if due:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)


def works(*command: object) -> bool:
    try:
        return subprocess.run([str(word) for word in command], capture_output=True).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    if works(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        return
    try:
        import ensurepip  # noqa: F401  (Debian and Ubuntu ship Python without it)
        import venv
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            f"This Python cannot make virtual environments; on Debian or Ubuntu: "
            f"apt-get install python{version}-venv"
        ) from None
    say("- virtual environment .venv")
    venv.create(VENV, clear=True, with_pip=True, symlinks=True)


def keep_caches_writable() -> None:
    """Service accounts often have no home folder; pip, uv and npm then keep their downloads in .venv."""
    if not os.access(Path.home(), os.W_OK):
        for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache"):
            os.environ.setdefault(name, str(VENV / ".cache" / name))


def install_packages(requirements: str) -> None:
    """Every file is checked against its hash; by uv (six times faster), else by pip.

    uv does not read pip's configuration, so where only pip knows a mirror, pip does the work.
    """
    lock = ROOT / requirements
    with step(f"packages of {requirements}", VENV / ".stamps" / requirements, lock) as due:
        if not due:
            return
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
        wanted = ["install", "--quiet", "--require-hashes", "-r"]
        if not works(*pip, "--version"):
            call(PYTHON, "-m", "ensurepip", what="installing pip", quiet=True)
        uv = VENV / "bin" / "uv"
        if not works(uv, "--version"):
            call(*pip, *wanted, ROOT / "requirements-bootstrap.txt", what="installing uv")
        fast = [str(uv), "pip", *wanted, str(lock), "--python", str(PYTHON)]
        if subprocess.run(fast, cwd=ROOT).returncode:
            say("  uv did not succeed; pip takes over")
            call(*pip, *wanted, lock, what=f"installing {requirements}")


def node_environment() -> dict[str, str]:
    """The machine's own Node.js where it is new enough, else one from PyPI inside .venv."""
    node = shutil.which("node") if shutil.which("npm") else None
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    major = version.strip().lstrip("v").split(".")[0]
    if major.isdigit() and int(major) >= OLDEST_NODE:
        return dict(os.environ)
    install_packages("requirements-node.txt")
    return {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def build_assets() -> None:
    modules, built = ROOT / "node_modules", ROOT / "static" / "build"
    packages = [ROOT / "package.json", ROOT / "package-lock.json"]
    with step("browser packages", modules / ".crm-stamp", *packages) as due:
        if due:  # no package may run a script while it is installed
            npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            npm += ["--no-update-notifier", "--loglevel=error"]
            call(*npm, what="npm ci", quiet=True, env=node_environment())
    inputs = [*packages, ROOT / "frontend"]
    with step("browser bundles", built / ".crm-stamp", *inputs, makes=built / "app.js") as due:
        if due:
            npm = ["npm", "run", "--silent", "build"]
            call(*npm, what="npm run build", quiet=True, env=node_environment())


def compile_catalogues() -> None:
    """Message catalogues, by polib because msgfmt is not on every machine."""
    due = []
    for source in sorted(ROOT.glob("locale*/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            due.append(str(source))
    if due:
        say("- message catalogues")
        call(PYTHON, "-c", COMPILE, *due, what="compiling the message catalogues")
