// One Bot API Message as one bubble; an edit replaces only the parts that changed, so a running animation keeps running.

import { h, icon } from "./dom.js";
import { richText, safeLink } from "./entities.js";
import { fileUrl } from "./server.js";
import { fullOf, timeOf } from "./time.js";

/** A new bubble. `mine` tells whose it is; `names` are what a screen reader says before the text. */
export function bubble(message, mine, names) {
  const parts = Object.fromEntries(["quote", "media", "body", "meta", "keys"].map((name) => [name, h("div", { class: name })]));
  const element = h("li", { class: "message", data: { messageId: message.message_id, from: mine ? "me" : "bot" } },
    h("div", { class: "bubble" }, h("span", { class: "sr" }, `${mine ? names.me : names.bot}: `),
      parts.quote, parts.media, parts.body, parts.meta), parts.keys);
  element.parts = parts;
  refresh(element, message, mine);
  return element;
}

/** Brings a bubble in line with its message, whatever it showed before. */
export function refresh(element, message, mine) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const keys = message.reply_markup?.inline_keyboard ?? [];
  const focused = [...element.parts.keys.querySelectorAll(".inline")].indexOf(document.activeElement);
  const [kind, content] = mediaOf(message);

  fill(element.parts.quote, message.reply_to_message?.message_id, () => quote(message.reply_to_message));
  fill(element.parts.media, content && [kind, content], () => [MEDIA[kind](content, message)].flat());
  fill(element.parts.body, text && [text, entities], () => [...richText(text, entities), reserve(message, mine)]);
  fill(element.parts.meta, [message.date, isEdited(message), mine], () => meta(message, mine));
  fill(element.parts.keys, keys.length && keys, () => keys.map(row));

  element.dataset.kind = kind;
  element.classList.toggle("has-keys", keys.length > 0);
  element.classList.toggle("has-text", text !== "");
  element.classList.toggle("text-above", Boolean(message.show_caption_above_media));
  element.editableText = mine && message.text ? message.text : null;
  // A keyboard user who pressed "Done" should find the focus where it was, on the new button.
  if (focused >= 0) element.parts.keys.querySelectorAll(".inline")[focused]?.focus({ preventScroll: true });
}

function fill(part, data, build) {
  const shown = JSON.stringify(data || null);
  if (part.shown === shown) return;
  part.shown = shown;
  part.replaceChildren(...(data ? build() : []));
}

// A bot edits in place as its way of talking; only what people change is marked.
const isEdited = (message) => Boolean(message.edit_date) && !message.from?.is_bot;

function meta(message, mine) {
  return [
    mine && message.text ? h("button", { class: "edit", type: "button", "aria-label": "Edit", data: { edit: message.message_id } }, icon("pencil")) : "",
    isEdited(message) ? h("span", {}, "edited") : "",
    h("time", { datetime: new Date(message.date * 1000).toISOString(), title: fullOf(message.date) }, timeOf(message.date)),
    mine ? icon("ticks") : "",
  ];
}

/** Room at the end of the last line, where the time sits over it. */
function reserve(message, mine) {
  return h("span", { class: "reserve", "aria-hidden": "true" }, (isEdited(message) ? "edited " : "") + timeOf(message.date) + (mine ? "MM" : ""));
}

function quote(message) {
  return [h("b", {}, message.from?.first_name ?? ""), h("span", {}, message.text ?? message.caption ?? KIND_WORDS[mediaOf(message)[0]] ?? "")];
}

// What a message can carry, most particular first: an animation also has a document, a venue also has a location.
const KINDS = ["animation", "photo", "video", "sticker", "voice", "audio", "document", "venue", "location", "contact", "dice", "poll"];
const KIND_WORDS = { photo: "Photo", animation: "GIF", video: "Video", sticker: "Sticker", voice: "Voice message", document: "Document", location: "Location" };

function mediaOf(message) {
  const kind = KINDS.find((name) => message[name]);
  if (kind) return [kind, message[kind]];
  return message.text === undefined ? ["other", {}] : ["text", null];
}

const placeholder = (words) => h("p", { class: "placeholder" }, words);

const MEDIA = {
  photo: (sizes) => picture(sizes.reduce((best, size) => (size.width > best.width ? size : best)), "Picture"),
  animation: moving,
  video: moving,
  document: documentRow,
  audio: documentRow,
  sticker: (sticker) => h("div", { class: "sticker", role: "img", "aria-label": `Sticker ${sticker.emoji ?? ""}` }, sticker.emoji ?? icon("sticker")),
  voice: (voice) => h("div", { class: "voice" }, h("span", { class: "disc" }, icon("play")), icon("wave"), h("span", { class: "sr" }, "Voice message, "),
    h("span", { class: "detail" }, `0:${String(voice.duration ?? 0).padStart(2, "0")}`)),
  location: (place) => [map(), detail(`${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}`)],
  venue: (venue) => [map(), h("b", {}, venue.title), detail(venue.address)],
  contact: (contact) => placeholder(`${contact.first_name} ${contact.phone_number}`),
  dice: (dice) => placeholder(`${dice.emoji} ${dice.value}`),
  poll: (poll) => placeholder(poll.question),
  other: () => placeholder("The sandbox cannot show this kind of message."),
};

const detail = (words) => h("span", { class: "detail" }, words);
const map = () => h("div", { class: "map", role: "img", "aria-label": "Location" }, icon("pin"));

function frame({ width, height }, inner, props = {}) {
  const element = h(props.data ? "button" : "div", { class: "frame", ...props }, inner);
  if (width && height) element.style.aspectRatio = `${width} / ${height}`;
  return element;
}

function picture(file, words) {
  const image = h("img", { src: fileUrl(file.file_id), alt: words, width: file.width, height: file.height, decoding: "async" });
  return frame(file, image, { type: "button", "aria-label": `${words}, press to enlarge`, data: { view: fileUrl(file.file_id) } });
}

function moving(file) {
  if (file.mime_type?.startsWith("image/")) return picture(file, "Animation");
  const video = h("video", { src: fileUrl(file.file_id), width: file.width, height: file.height, loop: true, autoplay: true, playsinline: true, "aria-label": "Animation" });
  // The attribute alone does not mute an element made by script, and only a muted one may start by itself.
  video.muted = true;
  return frame(file, video);
}

function documentRow(file) {
  const name = file.file_name ?? file.title ?? "file";
  return h("a", { class: "file", href: fileUrl(file.file_id), download: name },
    h("span", { class: "disc" }, icon("file")),
    h("span", { class: "file-words" }, h("b", { dir: "auto" }, name), detail(file.file_size ? sizeOf(file.file_size) : "Download")));
}

function sizeOf(bytes) {
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "short", maximumSignificantDigits: 2 }).format(size);
}

const row = (buttons) => h("div", { class: "row" }, buttons.map(inlineButton));

function inlineButton(button) {
  const look = { class: "inline", title: button.text, dir: "auto", data: button.style ? { style: button.style } : {} };
  if (button.callback_data !== undefined) {
    return h("button", { ...look, type: "button", data: { ...look.data, callback: button.callback_data } }, button.text);
  }
  if (button.copy_text) return h("button", { ...look, type: "button", data: { ...look.data, copy: button.copy_text.text } }, button.text, icon("copy"));
  const href = button.url && safeLink(button.url);
  if (href) return h("a", { ...look, href, target: "_blank", rel: "noopener noreferrer" }, button.text, icon("out"));
  return h("button", { ...look, type: "button", data: { ...look.data, elsewhere: "" } }, button.text);
}
