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
  // A table: cells that span rows leave no gap in those below, so a cell that is missing is filled in by an empty one.
  const table = (rows) => {
    const frame = document.createElement("div");
    frame.className = "cells";
    const made = frame.appendChild(document.createElement("table"));
    const taken = new Set();
    rows.forEach((cells, number) => {
      const line = made.insertRow();
      let column = 0;
      const fill = (end) => {
        for (; column < end; column += 1) if (!taken.has(`${number},${column}`)) line.insertCell();
      };
      for (const cell of cells) {
        fill(cell.column);
        const own = line.appendChild(document.createElement(cell.head ? "th" : "td"));
        own.rowSpan = cell.rows;
        own.colSpan = cell.columns;
        own.append(...cell.pieces.map(piece));
        for (let r = 0; r < cell.rows; r += 1) for (let c = 0; c < cell.columns; c += 1) taken.add(`${number + r},${cell.column + c}`);
        column = cell.column + cell.columns;
      }
    });
    return frame;
  };
  root.replaceChildren(...data.pieces.map((each) => (each.table ? table(each.table) : piece(each))));
  if (chosen && data.chosen !== root.dataset.chosen + "") {
    root.scrollTop += chosen.getBoundingClientRect().top - root.getBoundingClientRect().top - root.clientHeight / 3;
  }
  root.dataset.chosen = data.chosen;
}
