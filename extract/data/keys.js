// Presses the buttons of a page by single keys: each key names the button's Streamlit key. Not while a field is typed
// in, with a modifier, when a key is held down, or before the page has taken the press before.
const BUSY = '[data-testid=stApp][data-test-script-state="running"]';
const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]';

export default function (component) {
  const { parentElement, data } = component;
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (event.key === "Enter" && event.target.matches?.("input") && !event.target.closest('[data-testid="stForm"]'))
      setTimeout(() => event.target.blur()); // what was typed is entered: the keys press buttons again
    if (event.target.closest?.(FIELDS) || document.querySelector(BUSY)) return;
    const name = data.keys[event.key.toLowerCase()];
    const button = name && document.querySelector(`.st-key-${CSS.escape(name)} button:not([disabled])`);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  document.addEventListener("keydown", press);
  parentElement.dataset.keys = Object.values(data.keys).join(" "); // which buttons the keys press now
  return () => document.removeEventListener("keydown", press);
}
