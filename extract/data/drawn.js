// Tells the server once that the chart above stands, so that what takes long to load follows it instead of delaying it.
const PATIENCE = 5000; // milliseconds after which the rest is asked for without a chart
const CHART = ".js-plotly-plot .main-svg, .tile-squares, .dot-lane";

export default function (component) {
  const { setTriggerValue } = component;
  const begun = performance.now();
  const page = location.pathname;
  let timer;
  const look = () => {
    if (location.pathname !== page) return; // the reader went back: a word from here would lead to this page again
    if (document.querySelector(CHART) || performance.now() - begun > PATIENCE)
      setTriggerValue("drawn", true);
    else timer = setTimeout(look, 30);
  };
  look();
  return () => clearTimeout(timer);
}
