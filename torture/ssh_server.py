"""An SSH server of one's own on the loopback, with its own keys, and what is needed to log in to it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path

PATIENCE = 20.0  # seconds
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
SEPARATE = Path("/run/sshd")  # where a server of root shuts in what it does before a login
CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
SetEnv {environment}
"""


def lacking() -> str:
    """Why there can be no server here; empty where there can."""
    missing = [name for name in ("sshd", "ssh", "ssh-keygen", "tmux") if shutil.which(name, path=SBIN) is None]
    if missing:
        return f"{', '.join(missing)} not found: apt-get install openssh-server openssh-client tmux"
    shell = user().pw_shell
    if Path(shell).name in {"nologin", "false"}:
        return f"who runs the tests can't log in: the shell is {shell}"
    if os.geteuid() == 0 and not SEPARATE.is_dir():
        return f"a server of root needs a folder: mkdir -m 755 {SEPARATE}"
    return ""


def user() -> pwd.struct_passwd:
    return pwd.getpwuid(os.geteuid())


class SshServer:
    """Runs from `with` to its end; `folder` gets its files. Sessions have the variables of `environment`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._folder = folder
        self._environment = " ".join(f'"{name}={value}"' for name, value in environment.items())
        self._port = 0
        for name in ("host", "user"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
            subprocess.run(make, check=True, capture_output=True)

    def __enter__(self) -> SshServer:
        for _ in range(5):  # another program may take the port between asking for one and listening on it
            self._port = free_port()
            if self._listens():
                return self
        raise AssertionError(f"the server does not come up:\n{self._log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)

    def login(self, command: str) -> list[str]:
        """A login with a terminal that runs a command of the shell there."""
        key = (self._folder / "host.pub").read_text(encoding="utf-8")
        known = self._folder / "known_hosts"
        known.write_text(f"[127.0.0.1]:{self._port} {key}", encoding="utf-8")
        options = ("BatchMode=yes", "IdentitiesOnly=yes", "StrictHostKeyChecking=yes", f"UserKnownHostsFile={known}")
        words = ["ssh", "-tt", "-q", "-F", "none", "-i", str(self._folder / "user"), "-p", str(self._port)]
        return [*words, *(f"-o{option}" for option in options), f"{user().pw_name}@127.0.0.1", command]

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _listens(self) -> bool:
        config = self._folder / "config"
        text = CONFIG.format(port=self._port, folder=self._folder, environment=self._environment)
        config.write_text(text, encoding="utf-8")
        sshd = shutil.which("sshd", path=SBIN) or ""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen([sshd, "-D", "-e", "-f", str(config)], stderr=log)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            if b"Server listening" in self._log.read_bytes():
                return True
            time.sleep(0.02)
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
