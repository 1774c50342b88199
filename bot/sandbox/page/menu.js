// A list of buttons that opens above the composer: arrows move, Escape and a press elsewhere close it.

export class Menu {
  #box;
  #openers;

  constructor(box, ...openers) {
    this.#box = box;
    this.#openers = openers;
    box.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerdown", ({ target }) => {
      if (!box.contains(target) && !openers.some((opener) => opener.contains(target))) this.close();
    });
  }

  get isOpen() {
    return !this.#box.hidden;
  }

  get #items() {
    return [...this.#box.querySelectorAll("button")];
  }

  open() {
    this.#box.hidden = false;
    this.#tell("true");
  }

  close() {
    if (this.#box.contains(document.activeElement)) this.#openers[0].focus();
    this.#box.hidden = true;
    this.#tell("false");
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  focus(index) {
    this.#items.at(index)?.focus();
  }

  #tell(state) {
    for (const opener of this.#openers) if (opener.hasAttribute("aria-haspopup")) opener.setAttribute("aria-expanded", state);
  }

  #key(event) {
    const items = this.#items;
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % items.length, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (to !== undefined) items.at(to)?.focus();
    else return;
    event.preventDefault();
  }
}
