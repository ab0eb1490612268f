// The notes: rendered with boxes that can be ticked, and as text in an editor.
import { at, fill, forget, rendered } from "./dom.js";
import { act, get, here, say } from "./talk.js";

let note = null;
let path = "";
let line = 0;
let met = false; // whether the visitor has seen a note
let asked = 0; // requests for a note, so that a late answer does not replace a newer one
let shown = 0; // the request whose answer is shown
let draft = null; // {path, blob} while the editor is open; blob "" for a new file

/** Show a note, scrolled to a line if given. */
export async function open(wanted, wantedLine = 0) {
  path = wanted;
  line = wantedLine;
  met = true;
  await renew();
}

/** The note that is open, or the newest. */
export const current = () => path;

/** Show the newest state of the list and of the open note. */
export async function renew() {
  if (path && !here.overview.notes.includes(path)) here.overview = await get();
  const paths = here.overview.notes;
  const config = paths.filter((one) => !one.endsWith(".md"));
  const notes = paths.filter((one) => one.endsWith(".md")).reverse();
  if (!paths.includes(path)) path = notes.find((one) => /\d{4}/.test(one)) ?? notes[0] ?? config[0] ?? "";
  fill(at("path"), [...notes, ...config], (all) => all.map((one) => new Option(one, one)));
  at("path").value = path;
  if (!path) return;
  const turn = ++asked;
  const found = await get(`/note?path=${encodeURIComponent(path)}`).catch((error) => say(error.message));
  if (!found || found.path !== path || turn < shown) return;
  shown = turn;
  note = found;
  show();
}

function show() {
  const place = at("note");
  fill(place, [note.path, note.html], () => rendered(note.html));
  colour();
  if (line) point();
  else if (!met) meet();
}

/** At first, scroll to the open work instead of the attendees, except on a narrow page, which would scroll as a whole. */
function meet() {
  const work = at("note").querySelector(".chip[data-state=open]");
  if (!work || matchMedia("(max-width: 760px)").matches) return;
  met = true;
  const heads = [...at("note").querySelectorAll("h1, h2, h3, h4")].filter((head) => head.compareDocumentPosition(work) & 4);
  const top = (heads.at(-1) ?? work).getBoundingClientRect().top - at("note").getBoundingClientRect().top;
  at("note").scrollTop += top - 60;
}

/** Chips in the notes show the state of their issues. */
function colour() {
  const states = new Map(here.overview.issues.map((issue) => [String(issue.number), issue]));
  for (const chip of at("note").querySelectorAll(".chip")) {
    const issue = states.get(chip.dataset.issue);
    chip.dataset.state = issue?.state ?? "";
    chip.title = issue ? `#${issue.number} ${issue.title} (${issue.state})` : "";
    explain(chip, issue);
  }
}

/** Beside a closed issue whose box is still open: why that is so. */
function explain(chip, issue) {
  const box = chip.previousElementSibling;
  const shown = chip.nextElementSibling?.classList.contains("open-box") ? chip.nextElementSibling : null;
  shown?.remove();
  if (issue?.state !== "closed" || !box?.matches("input") || box.checked || "dropped" in box.dataset) return;
  const why = document.createElement("span");
  why.className = "open-box";
  why.textContent = "closed on GitHub; the box is ticked when the line is next carried";
  chip.after(why);
}

/** Scroll to the requested line: the last block that begins at it or above. */
function point() {
  const blocks = [...at("note").querySelectorAll("[data-line]")].filter((block) => Number(block.dataset.line) <= line);
  line = 0;
  const block = blocks.at(-1);
  if (!block) return;
  block.scrollIntoView({ block: "center" });
  block.classList.add("pointed");
  block.addEventListener("animationend", () => block.classList.remove("pointed"), { once: true });
}

async function tick(event) {
  const box = event.target.closest("input[data-box]");
  if (!box) return;
  const done = { path, line: Number(box.dataset.box), key: box.dataset.key, done: box.checked };
  if (!(await act("/tick", done))) {
    box.checked = !box.checked;
    forget(at("note"));
    await renew();
  }
}

function edit(blob, text, name = "") {
  const form = at("editor");
  const part = name ? 0 : at("note").scrollTop / at("note").scrollHeight;
  draft = { path: name ? "" : path, blob };
  form.elements.path.value = name;
  form.elements.text.value = text;
  at("new-path").hidden = !name;
  swap(true);
  form.elements.text.setSelectionRange(0, 0);
  form.elements.text.focus({ preventScroll: true });
  form.elements.text.scrollTop = part * form.elements.text.scrollHeight;
}

function swap(editing) {
  at("editor").hidden = !editing;
  at("note").hidden = editing;
  for (const id of ["edit", "new", "next", "meeting", "path"]) at(id).disabled = editing;
}

async function save(event) {
  event.preventDefault();
  const { path: name, text } = at("editor").elements;
  const to = draft.path || name.value.trim();
  if (!(await act("/note", { path: to, text: text.value, blob: draft.blob }))) return;
  location.hash = `#/notes/${to}`;
  await open(to);
  swap(false); // not before: the next edit begins with the text that was saved
  at("edit").focus();
}

/** A new note for the meeting after the newest, without any lines. */
function invent() {
  const dates = here.overview.notes.map((one) => one.match(/\d{4}-\d\d-\d\d/)?.[0]).filter(Boolean).sort();
  const day = new Date(dates.at(-1) ?? Date.now());
  day.setUTCDate(day.getUTCDate() + 14);
  const date = day.toISOString().slice(0, 10);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
  edit("", `# ${date} meeting\n\n## Action items\n\n* [ ] (Ada) say hello to Duly\n`, `${folder}${date}.md`);
}

/** Open the pull request of the next meeting's note (`/pulls`), or its issue (`/meetings`), and go there. */
async function propose(place) {
  const made = await act(place, {});
  if (made) location.hash = `#/issues/${made.number}`;
}

/** Install Duly on a new repository with these notes and no config, and go there. */
async function install() {
  const made = await act("/install", {});
  if (made) location.assign(`/?repository=${encodeURIComponent(made.repository)}`);
}

/** Add the listeners. */
export function start() {
  at("install").addEventListener("click", install);
  at("note").addEventListener("change", tick);
  at("path").addEventListener("change", () => (location.hash = `#/notes/${at("path").value}`));
  at("edit").addEventListener("click", () => note && edit(note.blob, note.text));
  at("new").addEventListener("click", invent);
  at("next").addEventListener("click", () => propose("/pulls"));
  at("meeting").addEventListener("click", () => propose("/meetings"));
  at("cancel").addEventListener("click", () => (swap(false), at("edit").focus()));
  at("editor").addEventListener("submit", save);
}
