// Copies the page's address. Where the browser keeps the clipboard from pages (no https), a hidden field does it.
const ICON =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">' +
  '<path d="M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7L12 17.7"/></svg>';

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

export default function (component) {
  const { parentElement, data } = component;
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "copy-link";
    parentElement.append(button);
  }
  const label = document.createElement("span");
  label.textContent = data.label;
  label.setAttribute("aria-live", "polite");
  button.innerHTML = ICON;
  button.append(label);
  button.onclick = async () => {
    const here = new URL(window.location.href);
    here.search = data.query;
    await copy(here.href);
    label.textContent = data.done;
    setTimeout(() => (label.textContent = data.label), 1600);
  };
}
