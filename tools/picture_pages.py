"""Write the pages of the sample and take the pictures of the docs from them.

usage: python -m tools.picture_pages WAREHOUSE docs/pictures

WAREHOUSE was made by ``newsprism run`` over the bundled sample. Needs a Chromium (apt-get install chromium).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

_STORY: Final = "No negotiations"  # words of the title of the sample's widest story
_WIDTH: Final = 1100  # CSS pixels: five outlets side by side
_SECTIONS: Final = ("headlines", "sentences", "words", "voices", "omissions", "measures")
_HIGHEST: Final = 640  # CSS pixels of a picture: what one takes in without scrolling


def take(warehouse: str, folder: Path) -> None:
    """Write a picture a section of the story's page, and one of the index.

    Args:
        warehouse: The sample's.
        folder: Where to.
    """
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise SystemExit("no Chromium here: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as pages, sync_playwright() as playwright:
        for asked in ("--all", _STORY):
            command = [sys.executable, "-m", "flows.cli", "report", asked, "--warehouse", warehouse, "--out", pages]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own command
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = started.new_page(viewport={"width": _WIDTH, "height": 800}, color_scheme="light")
        tab.goto(Path(said.strip()).as_uri())
        for section in _SECTIONS:
            box = tab.locator(f"#{section}").bounding_box()
            if box is not None:
                clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": min(box["height"], _HIGHEST)}
                tab.screenshot(path=folder / f"{section}.png", clip=clip, full_page=True)
        tab.goto((Path(pages) / "index.html").as_uri())
        tab.screenshot(path=folder / "index.png", clip={"x": 0, "y": 0, "width": _WIDTH, "height": 420})
        started.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    take(sys.argv[1], Path(sys.argv[2]))
