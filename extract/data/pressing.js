// A press for a file. Each run of a page offers its files anew and takes back those of the run before, so that a press in that
// moment fails: it is made again, once, when the page stands. If that fails too, it is said in the page's language.
const FAILED = '[data-testid="stDownloadButtonError"]';
const BUSY = '[data-testid=stApp]:not([data-test-script-state="notRunning"])';
const ONCE = 20000; // milliseconds in which a second failure of one button is no accident

const again = new WeakMap(); // of each button, when it was pressed again
const file = { words: {} };

function onceMore(button) {
  if (document.querySelector(BUSY) || button.disabled) setTimeout(() => onceMore(button), 50);
  else if (button.isConnected) button.click();
}

function hear() {
  for (const failed of document.querySelectorAll(FAILED)) {
    const button = failed.parentElement.querySelector("button");
    if (failed.hidden || failed.textContent === file.words.failed) continue;
    if (performance.now() - (again.get(button) ?? -ONCE) < ONCE) {
      failed.textContent = file.words.failed;
      continue;
    }
    again.set(button, performance.now());
    failed.hidden = true;
    setTimeout(() => onceMore(button), 50);
  }
}

new MutationObserver(hear).observe(document.body, { childList: true, subtree: true });
