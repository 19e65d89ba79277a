"""A stand-in for the simulated API: TLS or plain by the first byte, one answer for everything, never one for `/hang`."""

from __future__ import annotations

import socket
import socketserver
import ssl
import sys
import threading
import time


class Handler(socketserver.BaseRequestHandler):
    context: ssl.SSLContext

    def handle(self) -> None:
        connection: socket.socket = self.request
        if connection.recv(1, socket.MSG_PEEK) == b"\x16":
            try:
                connection = self.context.wrap_socket(connection, server_side=True)
            except OSError:
                return
        waiting = b""
        while data := connection.recv(65536):
            waiting += data
            while b"\r\n\r\n" in waiting:
                head, _, waiting = waiting.partition(b"\r\n\r\n")
                if b"/hang" in head.split(b"\r\n")[0]:
                    time.sleep(60)
                body = b'{"ok": true}'
                answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                connection.sendall(answer % (len(body), body))


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def main(certificate: str) -> None:
    Handler.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    Handler.context.load_cert_chain(certificate)
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_address[1], flush=True)
        sys.stdin.read()  # until the tests end


if __name__ == "__main__":
    main(sys.argv[1])
