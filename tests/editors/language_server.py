"""The language server that editors run for YAML, installed and spoken to (LSP 3.17 over stdio)."""

import json
import os
import queue
import re
import shutil
import subprocess
from pathlib import Path
from threading import Thread
from typing import Any, Self

from attrs import define, field, frozen

PACKAGE = "yaml-language-server@1.25.0"
"""The one that the VS Code extension "YAML" has; a later one wants a later node."""

LONGEST = 30  # seconds for one answer


class NotInstalled(Exception):  # noqa: N818  # a reason to skip, not an error of ours
    """Why there is no language server here."""


def installed() -> list[str]:
    """The command that starts the server, installed once into the user's cache; NotInstalled."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotInstalled("node and npm are not installed")
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = caches / "clausewise" / PACKAGE
    server = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not server.exists():
        folder.mkdir(parents=True, exist_ok=True)
        call = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", PACKAGE]
        try:
            ended = subprocess.run(call, capture_output=True, text=True, timeout=90, check=False)
        except subprocess.TimeoutExpired:
            raise NotInstalled("the npm registry does not answer") from None
        if ended.returncode or not server.exists():
            raise NotInstalled(f"npm could not install {PACKAGE}: {ended.stderr.strip()[-300:]}")
    return [node, str(server), "--stdio"]


@frozen
class Offer:
    """One completion: what is shown, what is put in, and what is said of it."""

    label: str
    text: str
    about: str


@define
class Editor:
    """A file open in an editor: what is underlined, what is offered at a place, what a word means."""

    server: subprocess.Popen[bytes]
    answers: queue.Queue[Any] = field(factory=queue.Queue)
    asked: int = 0
    told: dict[str, list[Any]] = field(factory=dict)
    opened: int = 0

    @classmethod
    def started(cls, command: list[str], folder: Path) -> Self:
        editor = cls(
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
            )
        )
        Thread(target=editor._listen, daemon=True).start()
        editor.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "capabilities": {
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": True}},
                        "hover": {"contentFormat": ["markdown", "plaintext"]},
                    }
                },
            },
        )
        editor.say("initialized", {})
        # Nothing of the net: the schemas are those beside the files.
        store = {"enable": False}
        settings = {
            "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": store}
        }
        editor.say("workspace/didChangeConfiguration", {"settings": settings})
        return editor

    def closed(self) -> None:
        self.ask("shutdown", None)
        self.say("exit", None)
        self.server.wait(LONGEST)

    def underlined(self, path: Path, text: str) -> list[str]:
        """What is said of the text, each with its line: `3: Property whem is not allowed.`"""
        told = self.told_of(self.show(path, text))
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in told]

    def offered(self, path: Path, text: str) -> dict[str, Offer]:
        """The completions where `¦` stands in the text, by what is shown."""
        found = self._at_mark("textDocument/completion", path, text)
        items = found["items"] if isinstance(found, dict) else found
        return {one["label"]: _offer(one) for one in items}

    def meaning(self, path: Path, text: str) -> str:
        """What is shown when one points at the place of `¦`."""
        found = self._at_mark("textDocument/hover", path, text)
        return str(found["contents"]["value"]) if found else ""

    def _at_mark(self, method: str, path: Path, text: str) -> Any:
        before, _, after = text.partition("¦")
        uri = self.show(path, before + after)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position})

    # The protocol

    def show(self, path: Path, text: str) -> str:
        """Opens a file with this text beside `path`, named like it but anew, so that what is said of
        one text is never taken for what is said of another; its URI."""
        self.opened += 1
        uri = path.with_name(f"{self.opened}-{path.name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.say("textDocument/didOpen", {"textDocument": document})
        return uri

    def told_of(self, uri: str) -> list[Any]:
        """The diagnostics of the file, when they have come."""
        while uri not in self.told:
            self._take(self.answers.get(timeout=LONGEST))
        return self.told[uri]

    def ask(self, method: str, params: Any) -> Any:
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self.answers.get(timeout=LONGEST)
            if message.get("id") == self.asked and "method" not in message:
                if "error" in message:
                    raise AssertionError(message["error"])
                return message["result"]
            self._take(message)

    def say(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _take(self, message: Any) -> None:
        """What the server says or asks of its own accord."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            items = (message.get("params") or {}).get("items", [])
            result = [None] * len(items) if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": result})

    def _send(self, message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self.server.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def _listen(self) -> None:
        stream = self.server.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) or not length:
                if not line and stream.closed:
                    return
                found = re.fullmatch(rb"(?i)content-length: *(\d+)", line)
                if found:
                    length = int(found[1])
                elif not line:
                    return
            self.answers.put(json.loads(stream.read(length)))


def _offer(item: Any) -> Offer:
    about = item.get("documentation") or ""
    text = item.get("textEdit", {}).get("newText") or item.get("insertText") or item["label"]
    return Offer(item["label"], text, about["value"] if isinstance(about, dict) else about)
