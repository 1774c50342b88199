// The list of messages: order, day words, and scrolling that follows the talk but never fights the reader.

import { bubble, refresh } from "./bubble.js";
import { $, h } from "./dom.js";
import { dayKey, dayOf } from "./time.js";

const NEAR = 60; // pixels from the end that still count as "at the end"

export class Log {
  #scroller = $("log");
  #list = $("messages");
  #down = $("down");
  #elements = new Map();
  #names = {};
  #atEnd = true;
  #lastTop = 0;
  #unread = 0;

  constructor() {
    this.#scroller.addEventListener("scroll", () => this.#watch(), { passive: true });
    this.#down.addEventListener("click", () => this.toEnd());
    const keep = new ResizeObserver(() => this.#atEnd && this.toEnd("instant"));
    keep.observe(this.#list);
    keep.observe(this.#scroller);
  }

  get empty() {
    return this.#elements.size === 0;
  }

  find(id) {
    return this.#elements.get(Number(id));
  }

  get lastEditable() {
    return [...this.#elements.values()].reverse().find((element) => element.editableText);
  }

  /** All messages of a chat anew; what is already right stays as it is, so a reload does not flicker. */
  load(messages, names, fresh) {
    this.#scroller.setAttribute("aria-busy", "true");
    if (fresh) this.#clear();
    this.#names = names;
    const ids = new Set(messages.map((message) => message.message_id));
    for (const id of this.#elements.keys()) if (!ids.has(id)) this.#drop(id);
    for (const message of messages) this.#put(message);
    this.#arrange();
    this.#scroller.removeAttribute("aria-busy");
    if (fresh) this.toEnd("instant");
  }

  show(message) {
    const known = this.find(message.message_id);
    const element = this.#put(message);
    this.#arrange();
    if (known) return;
    element.classList.add("new");
    if (this.#atEnd || element.dataset.from === "me") this.#reveal(element);
    else this.#count(this.#unread + 1);
  }

  edit(message) {
    const known = this.find(message.message_id);
    const element = this.#put(message);
    this.#arrange();
    if (!known) return;
    element.classList.remove("changed");
    void element.offsetWidth; // restarts the highlight when edits follow each other
    element.classList.add("changed");
  }

  remove(id) {
    this.#drop(id);
    this.#arrange();
  }

  toEnd(behavior = "smooth") {
    this.#atEnd = true;
    this.#count(0);
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior });
  }

  #put(message) {
    const mine = message.from?.id === message.chat.id;
    const known = this.find(message.message_id);
    if (known) {
      refresh(known, message, mine);
      return known;
    }
    const element = bubble(message, mine, this.#names);
    element.date = message.date;
    this.#elements.set(message.message_id, element);
    let before = this.#list.lastElementChild;
    while (before && !(Number(before.dataset.messageId) < message.message_id)) before = before.previousElementSibling;
    if (before) before.after(element);
    else this.#list.prepend(element);
    return element;
  }

  #drop(id) {
    this.find(id)?.remove();
    this.#elements.delete(Number(id));
  }

  #clear() {
    this.#elements.clear();
    this.#list.replaceChildren();
    this.#count(0);
  }

  #arrange() {
    let before = null;
    for (const element of this.#list.querySelectorAll(".message")) {
      const newDay = !before || dayKey(before.date) !== dayKey(element.date);
      this.#separate(element, newDay && dayOf(element.date));
      element.classList.toggle("follows", !newDay && before.dataset.from === element.dataset.from);
      before = element;
    }
    if (this.#list.lastElementChild?.matches(".day")) this.#list.lastElementChild.remove();
  }

  // Days that are right already stay: taking them out and in again would be read aloud as news.
  #separate(element, words) {
    let above = element.previousElementSibling;
    while (above?.matches(".day") && above.textContent !== words) {
      above.remove();
      above = element.previousElementSibling;
    }
    if (words && !above?.matches(".day")) element.before(h("li", { class: "day" }, h("span", {}, words)));
  }

  #reveal(element) {
    // The start of a long message is what there is to read first.
    const tall = element.offsetHeight > this.#scroller.clientHeight - NEAR;
    if (!tall) return this.toEnd();
    this.#atEnd = false;
    element.scrollIntoView({ block: "start", behavior: "smooth" });
  }

  #watch() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const gap = scrollHeight - clientHeight - scrollTop;
    // A smooth scroll towards the end passes far from it: only moving up means that someone reads.
    if (scrollTop < this.#lastTop - 1) this.#atEnd = false;
    if (gap < NEAR) this.#atEnd = true;
    this.#lastTop = scrollTop;
    if (this.#atEnd) this.#count(0);
    this.#down.classList.toggle("shown", gap > clientHeight / 2 || this.#unread > 0);
  }

  #count(unread) {
    this.#unread = unread;
    this.#down.dataset.unread = unread || "";
    this.#down.classList.toggle("shown", unread > 0);
    this.#down.setAttribute("aria-label", unread ? `${unread} new, go to the end` : "Go to the end");
  }
}
