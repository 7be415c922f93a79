"""A mail server on loopback that takes whatever comes, so that tests send through real sockets."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Taker(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 ready")
        lines: list[str] = []
        is_data = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if is_data:
                if line == ".":
                    self.server.taken.append("\n".join(lines))
                    is_data = False
                    self.say("250 taken")
                lines.append(line)
            elif line.upper().startswith("DATA"):
                is_data, lines = True, []
                self.say("354 go on")
            elif line.upper().startswith("EHLO"):
                self.say("250-here")
                self.say("250 AUTH PLAIN")
            elif line.upper().startswith("AUTH"):
                self.server.logins.append(line.split()[-1])
                self.say("235 in")
            elif line.upper().startswith("RCPT") and self.server.refuses:
                self.say("550 no such user")
            elif line.upper().startswith("QUIT"):
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(*, refuses: bool = False) -> Iterator[socketserver.ThreadingTCPServer]:
    """`server.taken` holds the mails, `server.logins` the base64 of what was used to log in; one that `refuses` knows
    no addressee."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Taker) as server:
        server.taken, server.logins, server.refuses = [], [], refuses
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
