// The page: its location (`#/notes/path:line`, `#/issues/7`) and its updates from the sandbox.
import { at, fill } from "./dom.js";
import * as checks from "./checks.js";
import * as issues from "./issues.js";
import * as log from "./log.js";
import * as notes from "./notes.js";
import { follow, get, here, hush, repositories, say } from "./talk.js";

const PAUSE = 120; // milliseconds in which events are collected

async function look() {
  here.overview = await get();
  document.title = `${here.repository} · Duly's sandbox`;
  at("repository").textContent = here.repository;
  const me = at("me").value;
  fill(at("me"), here.overview.people, (logins) => logins.map((login) => new Option(login, login)));
  if (me) at("me").value = me;
}

async function renew() {
  await look();
  checks.renew();
  await Promise.all([notes.renew(), issues.renew()]);
}

let waiting = false;
let running = Promise.resolve();

/** Reload soon; events that come meanwhile cause one reload. */
function soon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    running = running.then(renew).catch((error) => say(error.message));
  }, PAUSE);
}

async function route() {
  const [, view, rest] = decodeURIComponent(location.hash).match(/^#\/(notes|issues)\/?(.*)$/) ?? [];
  if (view === "notes") {
    const [, path, line] = rest.match(/^(.*?)(?::(\d+))?$/);
    await notes.open(path, Number(line ?? 0));
  }
  if (view === "issues") await issues.open(Number(rest) || 0);
  if (view && matchMedia("(max-width: 760px)").matches) at(view).scrollIntoView();
}

/** Links to files, in the form of GitHub's, lead here with the path in the query and the line as `#L12`. */
function translate(asked) {
  const note = asked.get("note");
  const line = location.hash.match(/^#L(\d+)/)?.[1];
  if (note && !location.hash.startsWith("#/")) history.replaceState(null, "", `#/notes/${note}${line ? `:${line}` : ""}`);
}

async function start() {
  const asked = new URLSearchParams(location.search);
  here.repository = asked.get("repository") ?? (await repositories())[0];
  translate(asked);
  notes.start();
  issues.start();
  await look();
  checks.renew();
  await Promise.all([notes.renew(), issues.open()]);
  await route();
  follow((event) => (log.add(event), soon()), log.connected);
  addEventListener("hashchange", route);
  at("say").querySelector("button").addEventListener("click", hush);
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => say(error.message));
