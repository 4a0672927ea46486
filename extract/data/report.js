// A whole report with its figures marked. The text arrives cut into pieces and is set as text.
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let root = parentElement.querySelector(".report");
  if (!root) {
    root = document.createElement("div");
    root.tabIndex = 0;
    parentElement.append(root);
  }
  root.className = data.raw ? "report raw" : "report";
  root.lang = "zh";
  root.setAttribute("aria-label", data.title);
  let chosen = null;
  const piece = ([text, state, hint, fact, href]) => {
    if (!state) return document.createTextNode(text);
    const made = document.createElement(fact ? "a" : "span");
    made.className = state;
    made.textContent = text;
    made.title = hint;
    if (fact) {
      made.href = href;
      made.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab opens the address itself
        event.preventDefault();
        setTriggerValue("open", fact);
      };
    }
    if (fact && fact === data.chosen) {
      made.classList.add("chosen");
      made.setAttribute("aria-current", "true");
      chosen = made;
    }
    return made;
  };
  root.replaceChildren(...data.pieces.map(piece));
  if (chosen && data.chosen !== root.dataset.chosen + "") {
    root.scrollTop = chosen.offsetTop - root.offsetTop - root.clientHeight / 3;
  }
  root.dataset.chosen = data.chosen;
}
