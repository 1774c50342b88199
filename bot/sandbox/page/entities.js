// Text with Bot API entities to DOM nodes. Offsets count UTF-16 units, as JavaScript's own strings do.

import { copy, h } from "./dom.js";
import { dateTime, fullOf } from "./time.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|mailto|tel):/i;

/** A link that cannot run script, or null. Bots may leave the scheme out. */
export function safeLink(address) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return SAFE.test(full) ? full : null;
}

const link = (address, inner) => {
  const href = safeLink(address);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, inner) : h("span", {}, inner);
};

const pressable = (press) => ({
  role: "button",
  tabindex: 0,
  onclick: press,
  onkeydown: (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      press(event);
    }
  },
});

function spoiler(inner) {
  const element = h("span", {
    class: "spoiler",
    "aria-label": "Hidden text, press to show",
    ...pressable(() => {
      element.classList.add("open");
      for (const name of ["role", "tabindex", "aria-label"]) element.removeAttribute(name);
    }),
  }, h("span", {}, inner));
  return element;
}

function expandable(inner) {
  const toggle = h("button", { class: "expand", type: "button", "aria-expanded": "false", "aria-label": "Show all" });
  const quote = h("blockquote", { class: "expandable", dir: "auto" }, h("div", {}, inner), toggle);
  toggle.addEventListener("click", () => toggle.setAttribute("aria-expanded", quote.classList.toggle("open")));
  return quote;
}

const RENDER = {
  bold: (inner) => h("b", {}, inner),
  italic: (inner) => h("i", {}, inner),
  underline: (inner) => h("u", {}, inner),
  strikethrough: (inner) => h("s", {}, inner),
  spoiler,
  code: (inner, _, text) => h("code", { title: "Press to copy", ...pressable(() => copy(text)) }, inner),
  pre: (inner, entity, text) =>
    h("pre", { data: entity.language ? { language: entity.language } : {}, title: "Press to copy", ...pressable(() => copy(text)) }, inner),
  blockquote: (inner) => h("blockquote", { dir: "auto" }, inner),
  expandable_blockquote: expandable,
  text_link: (inner, entity) => link(entity.url, inner),
  url: (inner, _, text) => link(text, inner),
  email: (inner, _, text) => link(`mailto:${text}`, inner),
  phone_number: (inner, _, text) => link(`tel:${text.replace(/[^+\d]/g, "")}`, inner),
  bot_command: (inner, _, text) => h("button", { class: "command", type: "button", data: { command: text } }, inner),
  date_time: (inner, entity, text) =>
    h("time", { datetime: new Date(entity.unix_time * 1000).toISOString(), title: fullOf(entity.unix_time) },
      entity.date_time_format ? dateTime(entity.unix_time, entity.date_time_format, text) : inner),
};
for (const type of ["mention", "text_mention", "hashtag", "cashtag"]) RENDER[type] = (inner) => h("span", { class: "mention" }, inner);

/** Nodes of `text`. Entities may nest; one that crosses another's end is cut in two there. */
export function richText(text, entities = []) {
  const ordered = entities
    .map((entity) => ({ entity, from: entity.offset, to: Math.min(entity.offset + entity.length, text.length) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return within(text, 0, text.length, ordered);
}

function within(text, from, to, spans) {
  const nodes = [];
  let at = from;
  while (spans.length) {
    const span = spans.shift();
    const inner = spans.filter((other) => other.from < span.to);
    const rest = spans.filter((other) => other.from >= span.to);
    const cut = inner.filter((other) => other.to > span.to).map((other) => ({ ...other, from: span.to }));
    nodes.push(text.slice(at, span.from), element(text, span, inner));
    // A block ends its own line; the line feed after it would add an empty one.
    at = BLOCKS.has(span.entity.type) && text[span.to] === "\n" ? span.to + 1 : span.to;
    spans = [...cut, ...rest].sort((a, b) => a.from - b.from || b.to - a.to);
  }
  nodes.push(text.slice(at, to));
  return nodes;
}

function element(text, span, inner) {
  const clipped = inner.map((other) => ({ ...other, to: Math.min(other.to, span.to) }));
  const nodes = within(text, span.from, span.to, clipped);
  const render = RENDER[span.entity.type];
  return render ? render(nodes, span.entity, text.slice(span.from, span.to)) : nodes;
}
