// A map of squares, one a province: links to the figures, and beside them the classes.
export default function (component) {
  const { parentElement, data } = component;
  const link = links(component);

  const square = (tile) => {
    const look = `tile-square ${tile.grade}${tile.opened ? " opened" : ""}`;
    const box = tile.fact ? link(look, "", tile) : element("span", look);
    box.title = tile.hint;
    box.setAttribute("aria-label", [tile.name, tile.figure, "·", tile.hint].filter(Boolean).join(" ")); // what is seen, then what it means
    if (tile.opened) box.setAttribute("aria-current", "true");
    box.style.gridArea = `${tile.line + 1} / ${tile.column + 1}`;
    if (tile.shade !== null) {
      box.style.setProperty("--shade", `var(--shade-${tile.shade})`);
      box.style.setProperty("--on", `var(--on-shade-${tile.shade})`);
    }
    box.append(element("span", "tile-name", tile.name), " ", element("span", "tile-figure", tile.figure));
    return box;
  };

  const band = (each) => {
    const line = element("li", "");
    const box = element("i", "");
    box.style.background = `var(--shade-${each.shade})`;
    line.append(box, element("span", "", each.words), element("small", "", each.count));
    return line;
  };

  let root = parentElement.querySelector(".tile-map");
  if (!root) {
    root = element("div", "tile-map");
    parentElement.append(root);
  }
  const map = element("div", "tile-squares");
  map.setAttribute("role", "group");
  map.setAttribute("aria-label", data.alt);
  map.style.setProperty("--columns", data.columns);
  map.append(...data.tiles.map(square));
  const legend = element("div", "tile-legend");
  const bands = element("ul", "");
  bands.append(...data.bands.map(band));
  legend.append(element("strong", "", data.unit), bands);
  root.replaceChildren(...(data.bands.length ? [legend] : []), map);
}
