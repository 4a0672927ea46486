// Dots by level: a lane a level on one axis, each dot a link with its region and figure beside it. Labels find their lines
// when the width is known, and again when it changes.
const LINE = 22; // pixels that a line of dots is high

export default function (component) {
  const { parentElement, data } = component;
  const link = links(component);

  const place = (lane) => {
    const wide = lane.clientWidth;
    const taken = [];
    for (const dot of lane.querySelectorAll(".dot-figure")) {
      const x = Number(dot.dataset.share) * wide;
      const long = dot.lastChild.offsetWidth + 16;
      const left = x + long > wide && x > long;
      dot.classList.toggle("turned", left);
      const [start, end] = left ? [x - long, x + 9] : [x - 9, x + long];
      let line = taken.findIndex((spans) => spans.every(([a, b]) => end <= a || start >= b));
      if (line < 0) line = taken.push([]) - 1;
      taken[line].push([start, end]);
      dot.style.top = `${line * LINE}px`;
    }
    lane.style.height = `${Math.max(1, taken.length) * LINE}px`;
  };

  const figure = (each) => {
    const dot = link(`dot-figure ${each.grade}${each.opened ? " opened" : ""}`, "", each);
    dot.dataset.share = each.share;
    dot.style.left = `${each.share * 100}%`;
    dot.title = each.hint;
    dot.setAttribute("aria-label", [each.name, each.figure, each.beside, "·", each.hint].filter(Boolean).join(" ")); // what is seen, then what it means
    if (each.opened) dot.setAttribute("aria-current", "true");
    const words = element("span", "dot-words");
    words.append(element("span", "", each.name), " ", element("b", "", each.figure));
    if (each.beside) words.append(" ", element("small", "", each.beside));
    dot.append(element("i", ""), words);
    return dot;
  };

  const marks = (name) => {
    const axis = element("div", name);
    axis.append(
      ...data.ticks.map((tick) => {
        const mark = element("span", "", name === "dot-axis" ? tick.text : "");
        mark.style.left = `${tick.share * 100}%`;
        return mark;
      }),
    );
    return axis;
  };

  let root = parentElement.querySelector(".dot-chart");
  if (!root) {
    root = element("div", "dot-chart");
    parentElement.append(root);
  }
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", data.alt);
  const lanes = data.lanes.map((each) => {
    const lane = element("div", "dot-lane");
    lane.append(marks("dot-lines"), ...each.dots.map(figure));
    return { head: element(`h${data.heading}`, "dot-level", each.level), lane };
  });
  root.replaceChildren(
    marks("dot-axis"),
    ...lanes.flatMap(({ head, lane }) => [head, lane]),
    element("p", "dot-unit", data.unit),
  );
  const all = () => lanes.forEach(({ lane }) => place(lane));
  const watch = new ResizeObserver(all);
  watch.observe(root);
  all();
  return () => watch.disconnect();
}
