// The dock at the foot of the chat: text field, commands, attachments and the bot's reply keyboard.

import { $, h, icon, toast } from "./dom.js";
import { Menu } from "./menu.js";

/** `send` is an object of the acts of the person: text, edit, sticker, photo, voice, contact, document, location. */
export class Composer {
  #field = $("composer");
  #commands = [];
  #commandMenu = new Menu($("commands"), $("composer"), $("menu"));
  #attachMenu = new Menu($("attachments"), $("attach"));
  #editing = null;
  #keyboard = null;
  #tucked = false;

  constructor(send, lastEditable) {
    this.send = send;
    this.lastEditable = lastEditable;
    $("dock").addEventListener("submit", (event) => (event.preventDefault(), this.#submit()));
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    $("menu").addEventListener("click", () => this.#offer(this.#commands, !this.#commandMenu.isOpen, true));
    $("attach").addEventListener("click", () => this.#attachMenu.toggle());
    $("attachments").addEventListener("click", ({ target }) => this.#attach(target.closest("button")?.dataset.attach));
    $("file").addEventListener("change", ({ target }) => this.#file(target));
    $("keyboard-toggle").addEventListener("click", () => this.#tuck(!this.#tucked));
    $("cancel-edit").addEventListener("click", () => this.stopEditing());
    this.#typed();
  }

  set commands(commands) {
    this.#commands = commands ?? [];
    $("menu").hidden = this.#commands.length === 0;
  }

  get keyboard() {
    return this.#keyboard;
  }

  set keyboard(markup) {
    this.#keyboard = markup?.keyboard ? markup : null;
    this.#field.placeholder = markup?.input_field_placeholder || "Message";
    $("keyboard-toggle").hidden = !this.#keyboard;
    $("keyboard").replaceChildren(...(this.#keyboard?.keyboard ?? []).map((row) => h("div", { class: "row" }, row.map((key) => this.#replyKey(key)))));
    this.#tuck(false);
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  clear() {
    this.stopEditing();
    this.#write("");
    this.#commandMenu.close();
  }

  edit(id, text) {
    this.#editing = id;
    $("editing").hidden = false;
    this.#write(text);
    this.focus();
  }

  stopEditing() {
    if (this.#editing) this.#write("");
    this.#editing = null;
    $("editing").hidden = true;
  }

  #write(text) {
    this.#field.value = text;
    this.#typed();
  }

  #typed() {
    const text = this.#field.value;
    $("send").disabled = text.trim() === "";
    $("dock").classList.toggle("writing", text !== "");
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    const start = /^\/(\w*)$/.exec(text)?.[1].toLowerCase();
    const matching = start === undefined ? [] : this.#commands.filter(({ command }) => command.startsWith(start));
    this.#offer(matching, matching.length > 0);
  }

  #key(event) {
    const plain = !event.shiftKey && !event.isComposing;
    if (event.key === "Enter" && plain) this.#submit();
    else if (event.key === "Escape") this.#commandMenu.isOpen ? this.#commandMenu.close() : this.stopEditing();
    else if (event.key === "ArrowDown" && this.#commandMenu.isOpen) this.#commandMenu.focus(0);
    else if (event.key === "ArrowUp" && this.#commandMenu.isOpen) this.#commandMenu.focus(-1);
    else if (event.key === "ArrowUp" && !this.#field.value) this.#editLast();
    else return;
    event.preventDefault();
  }

  #editLast() {
    const last = this.lastEditable();
    if (last) this.edit(last.dataset.messageId, last.editableText);
  }

  async #submit() {
    const text = this.#field.value.trim();
    if (!text) return;
    const editing = this.#editing;
    this.clear();
    this.focus();
    const done = editing ? await this.send.edit(editing, text) : await this.send.text(text);
    // What could not be sent comes back, unless something else is being written by now.
    if (done === false && !this.#field.value) this.#write(text);
  }

  #offer(commands, open, focus = false) {
    const choose = ({ command }) => (this.clear(), this.focus(), this.send.text(`/${command}`));
    $("commands").replaceChildren(...commands.map((each) =>
      h("button", { type: "button", role: "menuitem", onclick: () => choose(each) }, h("b", {}, `/${each.command}`), h("span", { dir: "auto" }, each.description))));
    if (!open) return this.#commandMenu.isOpen && this.#commandMenu.close();
    this.#commandMenu.open();
    if (focus) this.#commandMenu.focus(0);
  }

  #attach(kind) {
    if (!kind) return;
    this.#attachMenu.close();
    if (kind === "document") $("file").click();
    else if (kind === "location") this.askLocation();
    else this.send[kind]();
  }

  #file(input) {
    if (input.files[0]) this.send.document(input.files[0]);
    input.value = "";
  }

  askLocation() {
    $("location").showModal();
  }

  #replyKey(key) {
    const { text, style } = typeof key === "string" ? { text: key } : key;
    return h("button", { class: "reply", type: "button", dir: "auto", title: text, data: style ? { style } : {}, onclick: () => this.#press(key, text) },
      key.request_location && icon("pin"), text);
  }

  #press(key, text) {
    if (key.request_location) this.askLocation();
    else if (key.request_contact) this.send.contact();
    else if (Object.keys(key).some((name) => name.startsWith("request_") || name === "web_app")) toast("The sandbox cannot do this one");
    else this.send.text(text);
    if (this.#keyboard?.one_time_keyboard) this.#tuck(true);
  }

  #tuck(tucked) {
    this.#tucked = tucked;
    $("keyboard").hidden = tucked || !this.#keyboard;
    $("keyboard-toggle").setAttribute("aria-expanded", String(!tucked));
  }
}
