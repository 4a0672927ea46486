// A press for a file. Each run of a page offers its files anew, by what stands in its fields, and takes back those of the run
// before. So a press waits until the page has answered what was chosen before it; one that still came too early is made again,
// once, when the page stands. If that fails too, it is said in the page's language.
const FILE = '[data-testid="stDownloadButton"] button';
const FAILED = '[data-testid="stDownloadButtonError"]';
const STANDS = '[data-testid=stApp][data-test-script-state="notRunning"]';
const ONCE = 20000; // milliseconds in which a second failure of one button is no accident
const BEGINS = 1000; // milliseconds in which a run that a choice asks for has begun

const again = new WeakMap(); // of each button, when it was pressed again
const file = { words: {} };
const chosen = { at: -BEGINS }; // when something was, that no run has taken up yet

const answered = () => document.querySelector(STANDS) && performance.now() - chosen.at > BEGINS;

function present(button) {
  if (button.isConnected) return button;
  const key = [...(button.closest('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  return key && document.querySelector(`.${CSS.escape(key)} button`);
}

function onceMore(button) {
  const there = present(button);
  if (!answered() || there?.disabled) setTimeout(() => onceMore(button), 50);
  else there?.click();
}

function choose(event) {
  if (event.key !== "Tab" && !event.target.closest?.(FILE)) chosen.at = performance.now();
}

function press(event) {
  const button = event.target.closest?.(FILE);
  if (!button || answered()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  onceMore(button);
}

function hear() {
  if (!document.querySelector(STANDS)) chosen.at = -BEGINS;
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

addEventListener("click", press, true);
for (const kind of ["click", "change", "keydown"]) addEventListener(kind, choose, true);
new MutationObserver(hear).observe(document.body, {
  childList: true,
  subtree: true,
  attributeFilter: ["data-test-script-state"],
});
