"""Windows of browsers that playwright does not drive as installed: Firefox by Marionette, WebKit by WebDriver."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

PATIENCE = 120  # seconds, beside other work
MINI = "webkit2gtk-4.1/MiniBrowser"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def waited(does):
    """Return what something returns once it no longer fails to connect."""
    late = time.monotonic() + PATIENCE
    while True:
        try:
            return does()
        except OSError:
            if time.monotonic() > late:
                raise
            time.sleep(0.3)


class Window:
    """A page in a window: scripts run in it, and are waited for."""

    def until(self, condition):
        late = time.monotonic() + PATIENCE
        while not self.run(f"return {condition}"):
            assert time.monotonic() < late, condition
            time.sleep(0.2)

    def close(self):
        for process in self.processes:
            process.terminate()
            process.wait()


def started(command, **environment):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=os.environ | environment, **quiet)


class Firefox(Window):
    """Firefox, headless: a number, a colon and JSON, there and back."""

    def __init__(self, folder):
        port = free_port()
        (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
        command = ["firefox", "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
        self.processes = [started(command, HOME=str(folder), MOZ_DISABLE_CONTENT_SANDBOX="1")]
        self.line = waited(lambda: socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)).makefile("rwb")
        self.asked, _ = 0, self.heard()
        self.ask("WebDriver:NewSession")

    @staticmethod
    def there():
        return shutil.which("firefox") is not None

    def heard(self):
        size = b""
        while not size.endswith(b":"):
            size += self.line.read(1)
        return json.loads(self.line.read(int(size[:-1])))

    def ask(self, command, **given):
        self.asked += 1
        text = json.dumps([0, self.asked, command, given]).encode()
        self.line.write(b"%d:" % len(text) + text)
        self.line.flush()
        _, _, wrong, found = self.heard()
        assert wrong is None, wrong
        return found

    def open(self, file):
        self.ask("WebDriver:Navigate", url=file.as_uri())

    def run(self, script):
        return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]


def mini_browser():
    """Return WebKitGTK's small browser, or None."""
    return next(Path("/usr/lib").glob(f"*/{MINI}"), None)


class WebKit(Window):
    """WebKit as GTK has it, on a screen that nobody sees."""

    def __init__(self, _):
        screen, port = f":{free_port() % 10_000 + 100}", free_port()
        self.processes = [started(["Xvfb", screen, "-screen", "0", "1280x1024x24"])]
        self.processes.insert(0, started(["WebKitWebDriver", f"--port={port}"], DISPLAY=screen, GDK_BACKEND="x11"))
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(mini_browser()), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.address += "/" + waited(lambda: self.ask("", wanted))["sessionId"]

    @staticmethod
    def there():
        return bool(shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and mini_browser())

    def ask(self, path, body):
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def open(self, file):
        self.ask("/url", {"url": file.as_uri()})

    def run(self, script):
        return self.ask("/execute/sync", {"script": script, "args": []})
