"""Certificates for tests, made by OpenSSL's command: trusted by a test's own authority, and of every bad kind."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_CONFIG = """
[req]
distinguished_name = name
[name]
[ca]
default_ca = house
[house]
database = {folder}/index.txt
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
"""


class Authority:
    """An authority of the tests' own, in a folder."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("openssl is not installed")
        self._folder = folder
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01\n")
        (folder / "ca.cnf").write_text(_CONFIG.format(folder=folder))
        self._openssl(
            *"req -x509 -config ca.cnf -extensions authority -newkey ec -pkeyopt".split(),
            *"ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=Prøve-CA".split(),
        )
        self.file = folder / "ca.pem"

    def certificate(
        self,
        name: str = "IP:127.0.0.1,DNS:localhost",
        start: str = "20200101000000Z",
        end: str = "20491231235959Z",
    ) -> Path:
        """A file with a certificate for these names, and its key."""
        made = self._folder / f"{abs(hash((name, start, end)))}"
        self._openssl(
            *"req -new -config ca.cnf -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=x".split(),
            *f"-addext subjectAltName={name} -keyout {made}.key -out {made}.csr".split(),
        )
        self._openssl(
            *f"ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -startdate {start} -enddate {end}".split(),
            *f"-in {made}.csr -out {made}.crt -notext".split(),
        )
        whole = made.with_suffix(".pem")
        whole.write_bytes(made.with_suffix(".crt").read_bytes() + made.with_suffix(".key").read_bytes())
        return whole

    def self_signed(self) -> Path:
        """A file with a certificate that nobody but itself vouches for."""
        self._openssl(
            *"req -x509 -config ca.cnf -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30".split(),
            *"-subj /CN=x -addext subjectAltName=IP:127.0.0.1 -keyout self.key -out self.crt".split(),
        )
        whole = self._folder / "self.pem"
        whole.write_bytes((self._folder / "self.crt").read_bytes() + (self._folder / "self.key").read_bytes())
        return whole

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self._folder, check=True, capture_output=True)
