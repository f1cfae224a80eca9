"""Guards that an XML file cannot expand, fetch, or exhaust: each is tried in a process with little memory and time."""

from __future__ import annotations

import http.server
import resource
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

from sna.errors import DataError
from sna.io.formats.gexf import read_gexf
from sna.io.formats.graphml import read_graphml

MEMORY = 1 << 30
SECONDS = 20
BODY = '<graphml><graph edgedefault="directed"><node id="A">&x;</node></graph></graphml>'
READ = """
import sys
from sna.errors import DataError
from sna.io.formats.{name} import read_{name}
try:
    net = read_{name}(open(sys.argv[1], "rb").read(), "net.{name}")
    print(len(net.organisations), "organisations")
except DataError as error:
    print(error)
"""


def laughs() -> str:
    entities = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE graphml [<!ENTITY x0 "ha">{entities}<!ENTITY x "&x11;">]>{BODY}'


HOSTILE = {
    "billion laughs": (laughs(), "E112"),
    "quadratic": (f'<!DOCTYPE graphml [<!ENTITY x "{"a" * 100_000}">]>{BODY.replace("&x;", "&x;" * 100_000)}', "E112"),
    "external": (f'<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/passwd">]>{BODY}', "E112"),
    "parameter": (
        f'<!DOCTYPE graphml [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;<!ENTITY x "y">]>{BODY}',
        "E112",
    ),
    "external DTD": (f'<!DOCTYPE graphml SYSTEM "http://127.0.0.1:9/x.dtd">{BODY}', "E112"),
    "bare DTD": (f"<!DOCTYPE graphml>{BODY}", "E112"),
    "undeclared entity": (BODY, "E113"),
    "deep": ("<graphml>" + "<graph>" * 100_000, "E114"),
    "deep nodes": ('<graphml><graph edgedefault="directed">' + '<node id="A"><graph>' * 100_000, "E114"),
    "long attribute": (f'<graphml><graph id="{"a" * 10_000_000}"/></graphml>', "E114"),
    "long text": (f"<graphml>{'a' * 10_000_000}</graphml>", "E114"),
    "long name": (f"<graphml><{'a' * 10_000_000}/></graphml>", "E113"),
    "never ends": ("<graphml><graph edgedefault='directed'><node id='" + "a" * 10_000_000, "E113"),
    "many attributes": ("<graphml><graph " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/></graphml>", "E105"),
    "unknown encoding": ('<?xml version="1.0" encoding="no-such"?>' + BODY, "E113"),
    "wide encoding": ('<?xml version="1.0" encoding="shift_jis"?>' + BODY, "E113"),
}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(kind, name, tmp_path: Path):
    text, code = HOSTILE[kind]
    path = tmp_path / "net.xml"
    path.write_text(text.replace("graphml", name), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", READ.format(name=name), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=_little,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"{code} net.{name}"), ran.stdout[:300]
    assert all(len(line) < 500 for line in ran.stdout.splitlines())


def _little() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def test_nothing_is_fetched():
    asked = []

    class Heard(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Heard) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_address[1]}/"
        for declared in (
            f'[<!ENTITY x SYSTEM "{where}e">]',
            f'SYSTEM "{where}d"',
            f'[<!ENTITY % p SYSTEM "{where}p">%p;]',
        ):
            data = f"<!DOCTYPE graphml {declared}>{BODY}".encode()
            for reader in (read_graphml, read_gexf):
                with pytest.raises(DataError, match="E112"):
                    reader(data, "net.xml")
        hint = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{where}s {where}s.xsd"'
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{where}i"/>'
        data = f'<graphml {hint}><graph edgedefault="directed"><node id="A">{include}</node></graph></graphml>'.encode()
        assert read_graphml(data, "net.xml").set_aside == {"elements of other programs": 1}
        server.shutdown()
    assert asked == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_a_declared_encoding_is_read(encoding):
    named = encoding.removesuffix("-sig").replace("cp1252", "windows-1252").replace("latin-1", "iso-8859-1")
    body = BODY.replace("A", "Café").replace("&x;", "")
    text = f'<?xml version="1.0" encoding="{named}"?>{body}'
    assert read_graphml(text.encode(encoding), "net.graphml").organisations.cells == (("Café",),)


def test_a_broken_file_is_refused_with_line_and_column():
    with pytest.raises(DataError) as refused:
        read_graphml(b"<graphml>\n<graph>\n</grph></graphml>", "net.graphml")
    [problem] = refused.value.problems
    assert (problem.code, problem.line, problem.column) == ("E113", 3, "3")


def peak(many: int) -> int:
    edges = "".join(f'<node id="n{n}"/>\n<edge source="n{n}" target="n0"/>\n' for n in range(many))
    data = f'<graphml><graph edgedefault="directed">\n{edges}</graph></graphml>'.encode()
    tracemalloc.start()
    try:
        net = read_graphml(data, "net.graphml")
        reached = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (len(net.organisations), len(net.relations[0].ties)) == (many, many)
    return reached


def test_memory_grows_with_the_file_and_not_faster():
    assert peak(8_000) < 5 * peak(2_000)
