// The sandbox's own controls: the bot's clock, the people, blocking and the look; a side panel, or a sheet on a phone.

import { $, h, toast } from "./dom.js";
import { clock, fieldOf, JUMPS, longDayOf, momentOf, timeOf, weekdayOf } from "./time.js";

const WIDE = matchMedia("(min-width: 940px)");
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "uk", "ru", "ar", "fa", "hi", "zh", "ja"];
const names = new Intl.DisplayNames(undefined, { type: "language" });

export const languageName = (code) => {
  try {
    return names.of(code);
  } catch {
    return code;
  }
};

/** `acts`: jump(to), choose(person), add(name, language), block(blocked). */
export class Panel {
  #panel = $("panel");

  constructor(acts) {
    this.acts = acts;
    $("controls").addEventListener("click", () => this.#open());
    $("close-panel").addEventListener("click", () => this.#panel.close());
    this.#panel.addEventListener("click", ({ target }) => target === this.#panel && this.close());
    for (const [id, to] of Object.entries(JUMPS)) $(id).addEventListener("click", () => this.#jump(to()));
    $("when").addEventListener("submit", (event) => (event.preventDefault(), this.#jump(momentOf($("moment").value))));
    $("add-person").addEventListener("submit", (event) => (event.preventDefault(), this.#add(event.target)));
    $("block").addEventListener("click", () => acts.block($("block").getAttribute("aria-pressed") !== "true"));
    $("add-person").parentElement.addEventListener("toggle", ({ target }) => {
      if (target.open) $("add-person").scrollIntoView({ block: "nearest", behavior: "smooth" });
    });
    this.#languages();
    this.#theme();
    this.#dock();
    WIDE.addEventListener("change", () => this.#dock());
    this.tick();
    setInterval(() => this.tick(), 1000);
  }

  /** Closes the sheet; the side panel of a wide window stays. */
  close() {
    if (!WIDE.matches) this.#panel.close();
  }

  tick() {
    const now = clock.now();
    const [time, chip] = [timeOf(now), `${weekdayOf(now)} ${timeOf(now)}`];
    if ($("clock").textContent === chip) return;
    $("clock").textContent = chip;
    $("clock").dateTime = new Date(now * 1000).toISOString();
    $("clock-time").textContent = time;
    $("clock-day").textContent = longDayOf(now);
    $("clock-zone").textContent = clock.zone;
    if (document.activeElement !== $("moment")) $("moment").value = fieldOf(now);
    $("moment").min = fieldOf(now);
  }

  people(people, current) {
    $("people").replaceChildren(...people.map((person) =>
      h("li", {}, h("button", { class: "person", type: "button", "aria-current": person.id === current.id && "true", data: { person: person.id }, onclick: () => (this.close(), this.acts.choose(person)) },
        h("span", { class: "avatar", data: { hue: person.id % 6 }, "aria-hidden": "true" }, initial(person.first_name)),
        h("span", {}, h("b", { dir: "auto" }, person.first_name), h("small", {}, languageName(person.language_code) + (person.blocked ? " · has blocked the bot" : "")))))));
    $("block").setAttribute("aria-pressed", String(Boolean(current.blocked)));
    $("block").textContent = current.blocked ? "Unblock the bot" : "Block the bot";
    $("block-who").textContent = `As ${current.first_name}`;
  }

  async #jump(to) {
    $("clock-controls").disabled = true;
    try {
      await this.acts.jump(to);
      this.close();
    } catch (error) {
      toast(error.message);
    }
    $("clock-controls").disabled = false;
  }

  async #add(form) {
    const { name, language } = form.elements;
    if (await this.acts.add(name.value.trim(), language.value)) {
      form.reset();
      form.closest("details").open = false;
      this.close();
    }
  }

  #open() {
    if (WIDE.matches) $("tomorrow").focus();
    else this.#panel.showModal();
  }

  #dock() {
    this.#panel.close();
    this.#panel.inert = false;
    if (WIDE.matches) this.#panel.show();
  }

  #languages() {
    const mine = navigator.languages.map((language) => language.split("-")[0]);
    for (const code of new Set([...mine, ...LANGUAGES])) $("language").append(h("option", { value: code }, languageName(code)));
  }

  #theme() {
    const chosen = localStorage.getItem("theme") ?? "auto";
    for (const radio of document.querySelectorAll("[name=theme]")) {
      radio.checked = radio.value === chosen;
      radio.addEventListener("change", () => {
        localStorage.setItem("theme", radio.value);
        document.documentElement.dataset.theme = radio.value;
      });
    }
    document.documentElement.dataset.theme = chosen;
  }
}

export const initial = (name) => [...(name || "?")][0].toUpperCase();
