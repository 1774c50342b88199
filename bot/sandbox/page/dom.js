// The few lines with which every element of the page is built: text is always a text node, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. `on…` keys of `props` are listeners, `data` its dataset, all others attributes; false and absent ones are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/** One of the icons drawn in index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export const $ = (id) => document.getElementById(id);

let toastTimer;

/** A passing word under the header, where it hides no button. */
export function toast(text, milliseconds = 3500) {
  const box = $("toast");
  // Shown anew each time: that lifts it above a dialog opened since.
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
  box.textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.hidePopover(), milliseconds);
}

/** A word that waits for OK, as a bot's `show_alert` does. */
export function alertBox(text) {
  $("alert-text").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser did not allow copying");
  }
}
