// What the parts with links to figures share, set before their own scripts. All text arrives as data and is set as text.
const element = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

// Makes links that tell the server what was clicked, and stay addresses for a click that asks for a new tab.
const links = ({ setTriggerValue }) => (name, text, target) => {
  const made = element("a", name, text);
  made.href = target.href;
  made.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab opens the address itself
    event.preventDefault();
    setTriggerValue("open", { indicator: target.indicator, fact: target.fact || "" });
  };
  return made;
};
