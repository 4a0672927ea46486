// Presses the buttons of a page by single keys: each key names the button's Streamlit key. Not while a field is typed
// in, with a modifier, when a key is held down, or before the page has taken the press before.
const BUSY = '[data-testid=stApp][data-test-script-state="running"]';
const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]';

export default function (component) {
  const { data } = component;
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (event.target.closest?.(FIELDS) || document.querySelector(BUSY)) return;
    const name = data.keys[event.key.toLowerCase()];
    const button = name && document.querySelector(`.st-key-${CSS.escape(name)} button:not([disabled])`);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
