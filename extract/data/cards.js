// Small cards of bars: one chart a card, one region a bar.
export default function (component) {
  const { parentElement, data } = component;
  const link = links(component);

  const row = (card, bar) => {
    const line = link(`mini-row ${bar.grade}`, "", { ...bar, indicator: card.indicator });
    line.title = bar.hint;
    const track = element("span", "mini-track");
    if (bar.share !== null) {
      const fill = element("span", "mini-fill");
      fill.style.setProperty("--share", bar.share);
      track.append(fill);
    }
    track.append(element("span", "mini-value", bar.label));
    if (bar.mark) track.append(element("span", "mini-mark", bar.mark));
    if (bar.note) track.append(element("span", "mini-note", bar.note));
    line.append(element("span", "mini-name", bar.name), track);
    return line;
  };

  let root = parentElement.querySelector(".cards");
  if (!root) {
    root = element("div", "cards");
    parentElement.append(root);
  }
  root.className = `cards ${data.size}`;
  root.replaceChildren(
    ...data.cards.map((card) => {
      const box = element("section", "card mini");
      const head = element("h3", "mini-title");
      head.append(card.href ? link("", card.title, card) : document.createTextNode(card.title));
      if (card.unit) head.append(element("span", "mini-unit", card.unit));
      box.append(head, ...card.rows.map((bar) => row(card, bar)));
      if (card.absent) box.append(element("p", "mini-absent", card.absent));
      return box;
    }),
  );
}
