// The way by keyboard through what Streamlit draws: a menu that keys opened has the focus and gives it back, a page that keys
// led to begins at its own part and not behind what is gone, and what is said to screen readers alone is in the page's language.
const RUNNING = '[data-testid=stApp][data-test-script-state="running"]';
const OPENER = '[data-testid="stPopoverButton"]';
const MENU = '[data-testid="stPopoverBody"]';
const SKIP = '[data-testid="stSkipToContent"]';
const STOPS = 'a[href], button:not([disabled]), input:not([disabled]), textarea, summary, [tabindex="0"]';
const PATIENCE = 5000; // milliseconds that a menu or a page may take to come
const HELP = "Help for ";

const now = { page: null, byKeys: false, words: {} };

const stops = (part) => [...part.querySelectorAll(STOPS)].filter((each) => each.tabIndex >= 0 && each.offsetParent);

function when(found, then, begun = performance.now()) {
  const each = found();
  if (each) then(each);
  else if (performance.now() - begun < PATIENCE) setTimeout(() => when(found, then, begun), 30);
}

// The first stop of the menu that a button opened: one that is on its way out may still stand beside it.
function opened(opener) {
  const own = (menu) => opener.textContent.includes(menu.getAttribute("aria-label") ?? "");
  const menu = [...document.querySelectorAll(MENU)].find(own);
  return menu && stops(menu)[0];
}

function pressed(event) {
  now.byKeys = true;
  const opener = event.target.closest?.(OPENER);
  if (opener && (event.key === "Enter" || event.key === " ") && opener.getAttribute("aria-expanded") !== "true")
    when(
      () => opened(opener),
      (first) => first.focus(),
    );
  const menu = event.key === "Tab" && event.target.closest?.(MENU);
  if (!menu) return;
  const own = stops(menu);
  if (event.target !== (event.shiftKey ? own[0] : own[own.length - 1])) return;
  const from = document.querySelector(`${OPENER}[aria-expanded="true"]`);
  if (!from) return;
  event.preventDefault(); // a menu stands at the end of the document: the next stop is that of the button that opened it
  from.focus();
}

function translate() {
  const skip = document.querySelector(SKIP)?.firstChild;
  if (skip && skip.nodeValue !== now.words.skip) skip.nodeValue = now.words.skip;
  for (const each of document.querySelectorAll(`[aria-label^="${HELP}"]`)) {
    const said = now.words.help.replace("{name}", each.getAttribute("aria-label").slice(HELP.length));
    if (said !== each.getAttribute("aria-label")) each.setAttribute("aria-label", said);
  }
}

function arrive(page) {
  const came = now.page !== null && now.page !== page && now.byKeys;
  now.page = page;
  if (!came) return;
  when(
    () => !document.querySelector(RUNNING),
    () => {
      if (document.activeElement === document.body) document.getElementById("stMain")?.focus({ preventScroll: true });
    },
  );
}

document.addEventListener("keydown", pressed, true);
document.addEventListener("pointerdown", () => (now.byKeys = false), true);
new MutationObserver(() => translate()).observe(document.body, { childList: true, subtree: true });

export default function (component) {
  const { data } = component;
  now.words = file.words = data.words;
  translate();
  arrive(data.page);
}
