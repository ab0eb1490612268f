// Requests to the server, and the login that the page acts as.
import { at } from "./dom.js";

const HOME = "/sandbox/page";

/** The repository that is shown, as `owner/name`, and its newest overview. */
export const here = { repository: "", overview: null };

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.message ?? `The sandbox answered ${response.status}.`);
  return body;
}

export const repositories = async () => answer(await fetch(`${HOME}/repositories`));

const LONGEST_PRESS = 10_000; // milliseconds

let released = Promise.resolve();
let release = () => {};

function press(event) {
  release();
  if (event.button !== 0) return;
  released = new Promise((done) => (release = done));
  setTimeout(release, LONGEST_PRESS);
}

addEventListener("pointerdown", press, true);
// The click comes after the event, before the next task.
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release), true);
// Over a menu or outside the window the end of a press may be lost.
addEventListener("pointermove", (event) => event.buttons || release(), true);

/** Get something below the repository. While the main button of the pointer is down it waits: what is redrawn then loses its click. */
export async function get(path = "") {
  const found = await answer(await fetch(`${HOME}/in/${here.repository}${path}`));
  await released;
  return found;
}

/** Do something as the visitor. Returns the answer, or null after an error, which the page shows. */
export async function act(path, body) {
  try {
    const options = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, by: at("me").value || "visitor" }),
    };
    const said = await answer(await fetch(`${HOME}/in/${here.repository}${path}`, options));
    hush();
    return said;
  } catch (error) {
    say(error.message);
    return null;
  }
}

/** Follow the events: `onEvent` gets each event, `live` whether the stream is connected and past events are complete. */
export function follow(onEvent, live) {
  const source = new EventSource(`${HOME}/in/${here.repository}/log`);
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.addEventListener("live", () => live(true));
  source.onerror = () => live(false);
}

/** Show an error message. */
export function say(words) {
  at("say").hidden = false;
  at("say").querySelector("p").textContent = words;
}

export const hush = () => (at("say").hidden = true);
