"""A program that listens on this very machine and keeps what it is sent."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """`answers` are the status codes it gives, the last one for good."""

    def __init__(self, answers: tuple[int, ...] = (200,), *, seconds: float = 0, location: str = "") -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers = list(answers)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
                time.sleep(seconds)
                code = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                self.send_response(code)
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                self.wfile.write(b"so it is")

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/events"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> "Receiver":
        return self

    def __exit__(self, *error: Any) -> None:
        self.server.shutdown()
        self.server.server_close()
