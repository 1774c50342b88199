// The chat page: one person's chat with one bot, kept in step with the sandbox.

import { Composer } from "./composer.js";
import { $, alertBox, copy, toast } from "./dom.js";
import { Log } from "./log.js";
import { initial, Panel } from "./panel.js";
import { get, listen, post, upload } from "./server.js";
import { clock } from "./time.js";

const ANSWER_PATIENCE = 30_000; // ms a pressed button waits; a bot that forgot to answer must not leave it turning
const TYPING_LASTS = 5_500; // ms; Telegram drops a chat action after five seconds
const RETRY = 1500; // ms
const ACTIONS = { upload_photo: "sending a picture", upload_video: "sending a video", upload_document: "sending a file", record_voice: "recording", find_location: "choosing a place" };

let bot = {};
let people = [];
let person = null;
let stopListening = () => {};
let waiting = null; // events that came while the chat was loading
let reading = 0; // counts the loadings: only what the last one finds is shown
let fresh = true;
let typingTimer;
const pressed = new Map(); // callback_query_id -> the button that waits for its answer
const answered = new Set(); // answers that overtook the reply to their tap

const log = new Log();
const mine = (path) => `people/${person.id}/${path}`;

async function attempt(act) {
  try {
    return (await act()) ?? true;
  } catch (error) {
    toast(error.status ? error.message : "The sandbox does not answer");
    return false;
  }
}

const send = {
  text: (text) => attempt(() => post(mine("text"), { text })),
  edit: (id, text) => attempt(() => post(mine("edit"), { message_id: Number(id), text })),
  location: (place) => attempt(() => post(mine("location"), place)),
  document: (file) => attempt(() => upload(mine("document"), file)),
};
for (const kind of ["sticker", "photo", "voice", "contact"]) send[kind] = () => attempt(() => post(mine(kind)));

const composer = new Composer(send, () => log.lastEditable);
const panel = new Panel({
  async jump(to) {
    const reply = await post("clock", { to });
    setClock(reply?.now ?? to);
  },
  choose,
  async add(first_name, language_code) {
    const added = await attempt(() => post("people", { first_name, language_code }));
    if (added) choose(added);
    return added;
  },
  block,
});

async function block(blocked) {
  if (!(await attempt(() => post(mine("block"), { blocked })))) return;
  person.blocked = blocked;
  panel.people(people, person);
  panel.close();
  setMode();
}

function setClock(now) {
  clock.set(now);
  panel.tick();
}

function setBot(changed) {
  bot = { ...bot, ...changed };
  document.title = bot.name;
  $("bot-name").textContent = bot.name;
  $("bot-avatar").textContent = initial(bot.name);
  $("intro-text").textContent = bot.description ?? "";
  $("intro").classList.toggle("bare", !bot.description);
  composer.commands = bot.commands;
}

function setMode() {
  const mode = person.blocked ? "blocked" : log.empty ? "start" : "chat";
  $("chat").dataset.mode = mode;
}

function setStatus(words, lively = false) {
  $("status").textContent = words;
  $("status").classList.toggle("lively", lively);
}

function setTyping(action) {
  clearTimeout(typingTimer);
  if (!action) return setStatus("bot");
  setStatus(ACTIONS[action] ?? "typing", true);
  typingTimer = setTimeout(() => setStatus("bot"), TYPING_LASTS);
}

const HANDLE = {
  message({ message }) {
    if (message.from?.id !== person.id) setTyping(null);
    log.show(message);
    setMode();
  },
  edit: ({ message }) => log.edit(message),
  delete({ message_id }) {
    log.remove(message_id);
    setMode();
  },
  typing: ({ action }) => setTyping(action),
  keyboard: ({ keyboard }) => (composer.keyboard = keyboard),
  clock: ({ now }) => setClock(now),
  // Names and commands differ by language, so they are asked for as this person.
  bot: () => attempt(async () => setBot((await get(`state?person=${person.id}`)).bot)),
  answer({ callback_query_id, text, show_alert }) {
    if (!release(callback_query_id)) answered.add(callback_query_id);
    if (text) (show_alert ? alertBox : toast)(text);
  },
};

const handle = (event) => HANDLE[event.type]?.(event);

/** What was missed is unknown, so everything is read anew; events that come meanwhile are newer and are applied after. */
async function reload() {
  const turn = ++reading; // an earlier reading that is still under way knows less than what is shown by its end
  waiting = [];
  try {
    const [state, chat] = await Promise.all([get(`state?person=${person.id}`), get(mine("chat"))]);
    if (turn !== reading) return;
    show(state, chat);
  } catch (error) {
    if (turn !== reading) return;
    if (error.status === 404) return start(); // another sandbox answers now, without our person
    setTimeout(() => turn === reading && reload(), RETRY);
    return;
  }
  const events = waiting;
  waiting = null;
  events.forEach(handle);
}

function show(state, chat) {
  setBot(state.bot);
  setClock(state.clock.now);
  people = state.people;
  person = Object.assign(person, people.find(({ id }) => id === person.id));
  log.load(chat.messages, { bot: bot.name, me: person.first_name }, fresh);
  if (fresh || JSON.stringify(chat.keyboard) !== JSON.stringify(composer.keyboard)) composer.keyboard = chat.keyboard;
  panel.people(people, person);
  setTyping(chat.typing && "typing");
  setMode();
  if (fresh && matchMedia("(hover: hover)").matches) composer.focus();
  fresh = false;
}

function choose(who) {
  stopListening();
  fresh ||= who.id !== person.id; // the same person's chat goes on as it stands: its pictures run, a draft stays
  person = who;
  reading += 1;
  waiting = [];
  if (fresh) composer.clear();
  history.replaceState(null, "", `?person=${who.id}`);
  stopListening = listen(mine("events"), {
    opened: reload,
    event: (event) => (waiting ? waiting.push(event) : handle(event)),
    lost(retrying) {
      setStatus("connecting", true);
      if (!retrying) setTimeout(() => who === person && start(), RETRY);
    },
  });
}

async function start() {
  stopListening();
  try {
    const state = await get("state");
    setBot(state.bot);
    setClock(state.clock.now);
    const wanted = Number(new URLSearchParams(location.search).get("person"));
    const language_code = navigator.language.split("-")[0];
    choose(state.people.find(({ id }) => id === wanted) ?? state.people[0] ?? (await post("people", { first_name: "Sam", language_code })));
  } catch {
    setStatus("connecting", true);
    setTimeout(start, RETRY);
  }
}

async function tap(button) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  const message_id = Number(button.closest(".message").dataset.messageId);
  const reply = await attempt(() => post(mine("tap"), { message_id, data: button.dataset.callback }));
  const id = reply?.callback_query_id;
  if (!id || answered.delete(id)) return void (button.ariaBusy = null);
  pressed.set(id, button);
  setTimeout(() => release(id), ANSWER_PATIENCE);
}

function release(id) {
  const button = pressed.get(id);
  if (button) button.ariaBusy = null;
  return pressed.delete(id);
}

$("log").addEventListener("click", ({ target }) => {
  const { callback, command, edit, view, elsewhere, copy: text } = target.closest("button")?.dataset ?? {};
  if (callback !== undefined) tap(target.closest("button"));
  else if (text !== undefined) copy(text);
  else if (command) send.text(command);
  else if (edit) composer.edit(edit, log.find(edit).editableText);
  else if (elsewhere !== undefined) toast("This button works in Telegram only");
  else if (view) {
    $("viewer-image").src = view;
    $("viewer").showModal();
  }
});
$("viewer").addEventListener("click", () => $("viewer").close());
$("start").addEventListener("click", () => send.text("/start"));
$("unblock").addEventListener("click", () => block(false));
$("location").addEventListener("submit", ({ submitter, target }) => {
  if (submitter.value === "cancel") return;
  const { latitude, longitude } = submitter.dataset.latitude ? submitter.dataset : { latitude: target.elements.latitude.value, longitude: target.elements.longitude.value };
  send.location({ latitude: Number(latitude), longitude: Number(longitude) });
});

start();
