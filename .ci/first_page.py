"""Look at the first page of a running dashboard as its first visitor does: python .ci/first_page.py URL"""

import shutil
import sys

from playwright.sync_api import expect, sync_playwright

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main(url: str) -> None:
    """Fails unless the page settles without an error and shows a region of the seeds and a headline indicator."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        for locale, words in (("zh-CN", ("双辽", "培训")), ("en-GB", ("Shuangliao", "Party members"))):
            page = browser.new_page(locale=locale)
            page.goto(url)
            app = page.get_by_test_id("stApp")
            expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
            for word in words:
                expect(page.get_by_text(word).first).to_be_attached(timeout=30_000)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            print(f"{locale}: {page.title()!r} shows {', '.join(words)}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
