"""Headless Chromium, driven over its own protocol: no driver to install, nothing that leaves the machine."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
]
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
# What a keyboard stops at: one button of a group of radio buttons, and whatever is scrolled sideways.
REACHED = """
    window.met = new Set();
    document.addEventListener("focusin", event => met.add(event.target.name || event.target));
    window.shown = element => element.checkVisibility({ visibilityProperty: true });
    window.said = element => element.outerHTML.slice(0, 160);
    window.stops = () => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
        .filter(element => shown(element) && element.tabIndex >= 0);
    window.wide = () => [...document.querySelectorAll("body *")].filter(element =>
        shown(element) && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth);
    window.unreached = () => [...stops(), ...wide().filter(element => !element.querySelector("a[href]"))]
        .filter(element => !met.has(element.name || element)).map(element => "never reached: " + said(element));
    window.unnamed = () => stops().filter(element => !(element.ariaLabel || element.title || element.textContent.trim()
        || element.labels?.[0]?.textContent)).map(element => "has no name: " + said(element));
    window.unseen = element => {
        if (element === document.body) return "";
        const ring = [element, element.labels?.[0], element.labels && element.nextElementSibling].filter(Boolean);
        const box = ring.map(part => part.getBoundingClientRect()).find(box => box.width && box.height) || new DOMRect(-1, -1);
        if (!ring.some(part => getComputedStyle(part).outlineStyle !== "none")) return "shows no focus: " + said(element);
        return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth ? "" : "is out of sight: " + said(element);
    };
"""


def chromium() -> str | None:
    """The browser on this machine, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )


class Tab:
    """One page: what it requested and complained of, and what it says when asked."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.number = socket, 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self.socket.recv(timeout=30))
            if told.get("id") == self.number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']['message']}")
                return told["result"]
            self._note(told)

    def open(self, page: Path, width: int = 1280, height: int = 900) -> float:
        """Opens a file and waits until it is loaded; the seconds that took, by the page's own clock."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.call("Page.navigate", url=page.as_uri())
        deadline = time.monotonic() + 30
        while self.ask("document.readyState") != "complete" or self.ask("location.href") != page.as_uri():
            assert time.monotonic() < deadline, f"{page} did not load"
            time.sleep(0.05)
        return float(self.ask("performance.getEntriesByType('navigation')[0].loadEventEnd")) / 1000

    def ask(self, script: str) -> Any:
        """The value of an expression in the page."""
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=KEYS[key],
                **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}),
            )

    def type(self, words: str) -> None:
        self.call("Input.insertText", text=words)

    def until(self, script: str) -> Any:
        """The value of an expression as soon as it is one: pages move, and search, for a moment."""
        deadline = time.monotonic() + 20
        while not (value := self.ask(script)):
            assert time.monotonic() < deadline, f"never so: {script}"
            time.sleep(0.05)
        return value

    def colours(self, scheme: str = "light") -> None:
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def outside(self) -> list[str]:
        """What the pages asked of any host since this was last asked, and what they complained of."""
        told = [r for r in self.requests if not r.startswith(("file:", "data:"))] + self.complaints
        self.requests.clear()
        self.complaints.clear()
        return told

    def faults(self) -> list[str]:
        """What of the page a person without a mouse cannot reach, see or name, Tab by Tab; [] where all is well."""
        self.ask(REACHED)
        stops = self.ask("unreached().length")
        unseen = []
        for _ in range(stops + 20):
            self.press("Tab")
            if fault := self.ask("unseen(document.activeElement)"):
                unseen.append(fault)
        return self.ask("unreached()") + self.ask("unnamed()") + unseen

    def screenshot(self, path: Path) -> None:
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def _note(self, told: dict[str, Any]) -> None:
        if told.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["params"]["request"]["url"])
        if told.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(told["params"]))
        if told.get("method") == "Log.entryAdded" and told["params"]["entry"]["level"] in (
            "error",
            "warning",
        ):
            self.complaints.append(told["params"]["entry"]["text"])


@contextmanager
def tab() -> Iterator[Tab]:
    """A page of a browser of our own, closed at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [str(chromium()), *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            told = Path(profile) / "DevToolsActivePort"
            deadline = time.monotonic() + 60
            while not told.exists() or not told.read_text().strip():
                assert process.poll() is None, "the browser ended"
                assert time.monotonic() < deadline, "the browser did not start within 60 s"
                time.sleep(0.1)
            port = told.read_text().splitlines()[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
                target = next(t for t in json.load(answer) if t["type"] == "page")
            with connect(target["webSocketDebuggerUrl"], max_size=None) as socket:
                yield Tab(socket)
        finally:
            process.terminate()
            process.wait(timeout=20)
