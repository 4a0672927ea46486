// The coverage matrix: indicators down, regions across, a link in each cell that has a figure. Arrow keys move
// between the cells.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function move(event) {
  const step = STEPS[event.key];
  const cell = event.target.closest("td, th");
  if (!step || !cell) return;
  event.preventDefault();
  const rows = [...cell.closest("table").rows];
  let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  for (;;) {
    row += step[0];
    column += step[1];
    if (row < 0 || row >= rows.length || column < 0 || column >= rows[0].cells.length) return;
    const target = rows[row].cells[column]?.querySelector("a");
    if (target) return target.focus();
  }
}

export default function (component) {
  const { parentElement, data } = component;
  const link = links(component);

  const table = element("table", "matrix");
  const caption = element("caption", "hidden", data.caption);
  const head = element("tr");
  head.append(element("th", "corner", data.corner));
  for (const column of data.columns) {
    const cell = element("th", "region");
    cell.scope = "col";
    cell.append(element("span", "", column.name), element("small", "", column.note));
    head.append(cell);
  }
  const last = element("th", "verdict", data.verdict);
  last.title = data.verdict_hint;
  head.append(last);
  const thead = element("thead");
  thead.append(head);
  table.append(caption, thead);

  for (const group of data.groups) {
    const body = element("tbody");
    const title = element("tr", "group");
    const name = element("th", "", group.name);
    name.colSpan = data.columns.length + 2;
    name.scope = "rowgroup";
    title.append(name);
    body.append(title);
    for (const indicator of group.rows) {
      const line = element("tr");
      const label = element("th", "indicator");
      label.scope = "row";
      label.append(link("", indicator.name, indicator), element("small", "", indicator.unit));
      line.append(label);
      for (const figure of indicator.cells) {
        const cell = element("td", figure ? figure.grade : "missing");
        if (figure) {
          const made = link("", figure.label, { ...figure, indicator: indicator.indicator });
          made.title = figure.hint;
          if (figure.more) made.append(element("sup", "", figure.more));
          cell.append(made);
        } else {
          const none = element("span", "", "·");
          none.title = data.missing;
          none.setAttribute("aria-label", data.missing);
          cell.append(none);
        }
        line.append(cell);
      }
      line.append(element("td", `verdict ${indicator.verdict_grade}`, indicator.verdict));
      body.append(line);
    }
    table.append(body);
  }
  table.onkeydown = move;

  let root = parentElement.querySelector(".matrix-frame");
  if (!root) {
    root = element("div", "matrix-frame");
    root.tabIndex = -1;
    parentElement.append(root);
  }
  root.replaceChildren(table);
}
