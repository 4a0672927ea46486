// Small cards of bars: one chart a card, one region a bar.
const SVG = "http://www.w3.org/2000/svg";
const WIDE = 64;
const HIGH = 20;

// How wide a name is in the page's own letters, in ems of its size: guessed by the letter, Guangdong broke before its g.
const ruler = document.createElement("canvas").getContext("2d");
const ems = (name, family) => {
  ruler.font = `100px ${family}`;
  return ruler.measureText(name).width / 100 + 0.2;
};

// The course of a row's figure: a line for each run, open where a year is missing, and a point where a run is one figure.
function course(runs) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "mini-course");
  drawn.setAttribute("viewBox", `-3 -3 ${WIDE + 6} ${HIGH + 6}`);
  drawn.setAttribute("aria-hidden", "true");
  for (const run of runs) {
    const at = run.map(([across, up]) => [across * WIDE, (1 - up) * HIGH]);
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", at.map((each) => each.join(",")).join(" "));
    const end = document.createElementNS(SVG, "circle");
    const [x, y] = at[at.length - 1];
    for (const [name, value] of [["cx", x], ["cy", y], ["r", 2]]) end.setAttribute(name, value);
    drawn.append(line, end);
  }
  return drawn;
}

export default function (component) {
  const { parentElement, data } = component;
  const link = links(component);

  const row = (card, bar) => {
    const line = link(`mini-row ${bar.grade}`, "", { ...bar, indicator: card.indicator });
    line.title = bar.hint;
    const track = element("span", "mini-track");
    if (bar.course?.length) track.append(course(bar.course));
    if (bar.share != null) {
      const fill = element("span", "mini-fill");
      fill.style.setProperty("--share", bar.share);
      track.append(fill);
    }
    track.append(element("span", "mini-value", bar.label));
    if (bar.mark) track.append(element("span", "mini-mark", bar.mark));
    if (bar.note) track.append(element("span", "mini-note", bar.note));
    const name = element("span", "mini-name", bar.name || bar.quote);
    if (!bar.name) name.lang = "zh"; // the report's own words
    line.append(name, track);
    return line;
  };

  const rows = (card, bar) => {
    if (!bar.others) return [row(card, bar)];
    const fold = element("details", "mini-more");
    fold.open = Boolean(bar.unfolded);
    fold.append(element("summary", "", bar.folded), ...bar.others.map((other) => row(card, other)));
    return [row(card, bar), fold];
  };

  const family = getComputedStyle(parentElement).fontFamily;
  let root = parentElement.querySelector(".cards");
  if (!root) {
    root = element("div", "cards");
    parentElement.append(root);
  }
  root.className = `cards ${data.size}`;
  root.replaceChildren(
    ...data.cards.map((card) => {
      const box = element("section", "card mini");
      box.style.setProperty("--name", `${Math.min(8.3, Math.max(3.6, ...card.rows.map((bar) => ems(bar.name || "", family))))}em`);
      const head = element(`h${data.level ?? 3}`, "mini-title");
      head.append(card.href ? link("", card.title, card) : document.createTextNode(card.title));
      if (card.unit) head.append(element("span", "mini-unit", card.unit));
      box.append(head, ...card.rows.flatMap((bar) => rows(card, bar)));
      if (card.absent) box.append(element("p", "mini-absent", card.absent));
      return box;
    }),
  );
}
