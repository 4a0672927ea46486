// A report's raw text in which a reader selects a figure. Positions are counted in characters, not in UTF-16 units.
export default function (component) {
  const { parentElement, data, setStateValue } = component;
  let root = parentElement.querySelector(".report");
  if (!root) {
    root = document.createElement("div");
    root.className = "report raw selectable";
    root.lang = "zh";
    root.tabIndex = 0;
    parentElement.append(root);
  }
  root.setAttribute("aria-label", data.title);
  const drawn = JSON.stringify([data.text.length, data.taken]);
  if (root.dataset.drawn !== drawn) {
    const characters = Array.from(data.text);
    const pieces = [];
    let position = 0;
    for (const [start, end, state] of data.taken) {
      if (start < position) continue;
      pieces.push(document.createTextNode(characters.slice(position, start).join("")));
      const mark = document.createElement("span");
      mark.className = state;
      mark.textContent = characters.slice(start, end).join("");
      pieces.push(mark);
      position = end;
    }
    pieces.push(document.createTextNode(characters.slice(position).join("")));
    root.replaceChildren(...pieces);
    root.dataset.drawn = drawn;
  }
  const tell = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(root);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    const length = Array.from(range.toString()).length;
    if (length) setStateValue("span", [start, start + length]);
  };
  root.onmouseup = tell;
  root.onkeyup = tell;
  root.ontouchend = tell;
}
