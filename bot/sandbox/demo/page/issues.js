// The issues: a list, and one issue with the actions of the visitor.
import { at, clock, face, fill, fillEach, h, pill, rendered, still } from "./dom.js";
import { after, ofCommands } from "./consequences.js";
import { act, get, here, say } from "./talk.js";

const FILTERS = { open: "Open", closed: "Closed", all: "All" };
const LINGER = 10_000; // milliseconds that an issue stays in the list after it changed

let filter = "open";
let number = 0;
const before = new Map(); // number → state that the list showed last
const fresh = new Map(); // number → time until which it stays

/** Show the list, or one issue. */
export async function open(wanted = 0) {
  const changed = number !== wanted;
  number = wanted;
  if (changed && number) build();
  at("list").hidden = number > 0;
  at("filter").hidden = number > 0;
  at("issue").hidden = number === 0;
  await renew();
  if (changed && number) at("issue").querySelector(".back").focus({ preventScroll: true });
}

/** Show the newest state. */
export async function renew() {
  notice(here.overview.issues);
  list();
  if (!number) return;
  const wanted = number;
  const issue = await get(`/issues/${wanted}`).catch(() => null);
  if (wanted !== number) return;
  if (issue) return void detail(issue);
  // Deleted or transferred, perhaps while it was open here.
  say(`There is no issue #${wanted}.`);
  location.hash = "#/issues";
}

/** Issues that changed recently stay in the list for a while, whatever the filter. */
function notice(issues) {
  const first = before.size === 0;
  for (const issue of issues) {
    const said = JSON.stringify(issue);
    if (!first && before.get(issue.number) !== said) {
      fresh.set(issue.number, Date.now() + LINGER);
      setTimeout(list, LINGER + 50);
    }
    before.set(issue.number, said);
  }
}

function list() {
  const issues = here.overview.issues;
  const count = { open: issues.filter((issue) => issue.state === "open").length, all: issues.length };
  count.closed = count.all - count.open;
  fill(at("filter"), [filter, count], () => Object.keys(FILTERS).map((name) => segment(name, count[name])));
  const now = Date.now();
  const shown = issues
    .map((issue) => ({ ...issue, fresh: (fresh.get(issue.number) ?? 0) > now }))
    .filter((issue) => filter === "all" || issue.state === filter || issue.fresh)
    .sort((a, b) => b.pinned - a.pinned || b.updated.localeCompare(a.updated) || b.number - a.number);
  fillEach(at("list"), shown.length ? shown : [null], (issue) => (issue ? row(issue) : h("li", { class: "none" }, "Nothing here.")));
  if (!issues.length) account();
}

/** Where nothing was opened at all, the newest check run says why. */
async function account() {
  const [newest] = here.overview.checks;
  if (!newest) return;
  const run = await get(`/checks/${newest.id}`);
  if (here.overview.issues.length) return;
  fill(at("list"), ["account", run.summary], () =>
    h("li", { class: "none account" }, h("p", {}, "Duly opened no issue here. This is what it read:"), still(run.summary)));
}

const segment = (name, count) =>
  h("button", { type: "button", "aria-pressed": String(filter === name), "data-key": name, on: { click: () => choose(name) } },
    FILTERS[name], h("span", { class: "count" }, String(count)));

function choose(name) {
  filter = name;
  fresh.clear();
  list();
}

const row = (issue) =>
  h("li", { class: issue.fresh ? "fresh" : "" },
    h("a", { class: "row-link", href: `#/issues/${issue.number}`, "data-key": `row-${issue.number}` },
      mark(issue),
      h("span", { class: "title" }, issue.title, " ", h("span", { class: "number" }, `#${issue.number}`))),
    h("p", { class: "about" }, issue.pinned ? h("span", {}, "pinned") : null, issue.labels.map(pill), issue.assignees.map(face),
      issue.comments ? h("span", { class: "talk" }, `${issue.comments} ${issue.comments === 1 ? "comment" : "comments"}`) : null));

const mark = (issue) =>
  h("span", { class: `mark ${issue.state} ${issue.reason ?? ""} ${issue.pull ? "pull" : ""}`, role: "img", "aria-label": standing(issue) });

const standing = (issue) =>
  issue.pull ? `pull request, ${issue.pull.merged ? "merged" : issue.state}` : issue.state === "open" ? "open" : issue.reason === "not_planned" ? "closed as not planned" : issue.reason === "duplicate" ? "closed as duplicate" : "closed";

/** The elements of an issue, created once, so that text in its fields survives updates. */
function build() {
  const slot = (name) => h("div", { class: name, "data-slot": name });
  at("issue").replaceChildren(
    h("a", { class: "back", href: "#/issues" }, "← All issues"),
    slot("head"),
    rename(),
    h("p", { class: "told", role: "status", hidden: true }),
    h("div", { class: "choices" },
      choice("labels", "Labels", "New label"),
      choice("assignees", "Assignees", "Another login")),
    slot("body"), slot("source"), slot("files"), slot("talks"), reply());
}

const slot = (name) => at("issue").querySelector(`[data-slot="${name}"]`);

function detail(issue) {
  fill(slot("head"), [issue.title, issue.state, issue.reason, issue.author, issue.number, issue.pull], () => head(issue));
  fill(slot("labels"), [issue.labels, here.overview.labels], () => options("labels", here.overview.labels.map((one) => [one.name, pill(one)]), issue.labels.map((one) => one.name)));
  fill(slot("labels-now"), issue.labels, (labels) => (labels.length ? labels.map(pill) : "none"));
  fill(slot("assignees"), [issue.assignees, here.overview.people], () => options("assignees", people(issue), issue.assignees));
  fill(slot("assignees-now"), issue.assignees, (logins) => (logins.length ? logins.map(named) : "nobody"));
  fill(slot("body"), issue.html, (html) => rendered(html || "<p>No text.</p>"));
  fill(slot("source"), issue.body, (body) => body && source(body));
  fill(slot("files"), issue.files, (files) => files.map(file));
  fillEach(slot("talks"), issue.talk, comment);
  at("issue").querySelector(".merge").hidden = !issue.pull || issue.state !== "open";
  const close = at("issue").querySelector(".state");
  at("issue").querySelector(".remove").hidden = !!issue.pull;
  close.hidden = issue.pull?.merged ?? false;
  close.textContent = issue.state === "open" ? `Close ${what(issue)}` : `Reopen ${what(issue)}`;
  close.dataset.state = issue.state === "open" ? "closed" : "open";
}

/** Say below the title what Duly does with what was just done by hand. */
function tell(done) {
  const issue = here.overview.issues.find((one) => one.number === number);
  const words = issue ? after(done, issue, here.overview.bot) : "";
  const place = at("issue").querySelector(".told");
  place.hidden = !words;
  place.textContent = words;
}

const what = (issue) => (issue.pull ? "pull request" : "issue");

/** A note of a pull request. Its boxes are disabled; they can be ticked once it is merged. */
const file = (one) =>
  h("section", { class: "file", "aria-label": one.path }, h("h4", {}, one.path), one.config ? config(one) : still(one.html));

/** The config of a pull request, which can be edited in its branch. */
function config(one) {
  const submit = async (event) => {
    event.preventDefault();
    await act(`/pulls/${number}/config`, { path: one.path, text: event.target.elements.text.value });
  };
  return h("form", { class: "config", on: { submit } },
    h("textarea", { name: "text", rows: 12, spellcheck: false, value: one.text, "aria-label": `Text of ${one.path}` }),
    h("p", { class: "row" }, h("button", { type: "submit" }, "Save to the branch")));
}

const source = (body) =>
  h("details", {},
    h("summary", {}, body.startsWith("<!-- duly:") ? "Show the source, with Duly's hidden marker" : "Show the source"),
    h("pre", { tabIndex: 0 }, body));

const people = (issue) => [...new Set([...issue.assignees, ...here.overview.people])].map((login) => [login, named(login)]);

const named = (login) => h("span", { class: "named" }, face(login), login);

const head = (issue) => [
  h("h3", {}, issue.title, " ", h("span", { class: "number" }, `#${issue.number}`)),
  h("p", { class: "about" }, h("span", { class: `state-pill ${issue.state} ${issue.reason ?? ""}` }, standing(issue)),
    h("span", {}, `opened by ${issue.author}`, issue.pull ? `, from the branch ${issue.pull.branch}` : ""),
    h("button", { type: "button", class: "small", "data-key": "rename", on: { click: () => naming(issue.title) } }, "Rename")),
];

function rename() {
  const submit = async (event) => {
    event.preventDefault();
    if (!(await act(`/issues/${number}`, { title: event.target.elements.title.value }))) return;
    naming(null);
    tell("renamed");
  };
  const keydown = (event) => event.key === "Escape" && naming(null);
  return h("form", { class: "rename row", hidden: true, on: { submit, keydown } },
    h("label", { class: "grow" }, h("span", { class: "quiet" }, "Title"), h("input", { name: "title", required: true, maxLength: 256, autocomplete: "off" })),
    h("button", { type: "submit", class: "main" }, "Save"),
    h("button", { type: "button", on: { click: () => naming(null) } }, "Cancel"));
}

/** Open the field for a new title with the old one in it; null closes the field. */
function naming(title) {
  const form = at("issue").querySelector(".rename");
  form.hidden = title === null;
  if (title === null) return void slot("head").querySelector("[data-key=rename]")?.focus();
  form.elements.title.value = title;
  form.elements.title.focus();
  form.elements.title.select();
}

/** A list of choices, with a field for another value. */
function choice(kind, title, other) {
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.name;
    const name = field.value.trim();
    if (name && (await act(`/issues/${number}`, { add: { [kind]: [name] } }))) field.value = "";
  };
  const change = async (event) => {
    const { name, checked } = event.target;
    if (event.target.type !== "checkbox") return;
    if (!(await act(`/issues/${number}`, { [checked ? "add" : "remove"]: { [kind]: [name] } }))) event.target.checked = !checked;
  };
  return h("details", { class: "choice" },
    h("summary", {}, h("span", { class: "kind" }, title), h("span", { class: "now", "data-slot": `${kind}-now` })),
    h("div", { class: "menu" },
      h("div", { role: "group", "aria-label": title, "data-slot": kind, on: { change } }),
      h("form", { class: "row", on: { submit } },
        h("input", { name: "name", "aria-label": other, placeholder: other, autocomplete: "off", maxLength: 50 }),
        h("button", { type: "submit" }, "Add"))));
}

const options = (kind, all, chosen) =>
  all.map(([name, shown]) =>
    h("label", {}, h("input", { type: "checkbox", name, checked: chosen.includes(name), "data-key": `${kind}-${name}` }), shown));

const comment = (one) =>
  h("article", { class: one.author === here.overview.bot ? "comment bot" : "comment", "aria-label": `Comment by ${one.author}` },
    h("header", {}, face(one.author), h("strong", {}, one.author), h("time", { dateTime: one.time }, clock(one.time))),
    still(one.html),
    one.reactions.length ? h("p", { class: "reactions" }, one.reactions.map(reaction)) : null);

const SIGNS = { eyes: "👀", rocket: "🚀", confused: "😕", "+1": "👍", "-1": "👎", heart: "❤️", hooray: "🎉", laugh: "😄" };

const reaction = (name) => h("span", { role: "img", "aria-label": name, title: name }, SIGNS[name] ?? name);

function reply() {
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.body;
    if (!field.value.trim() || !(await act(`/issues/${number}/comments`, { body: field.value }))) return;
    field.value = "";
    foresee("");
  };
  const turn = async (event) => {
    const { state } = event.target.dataset;
    if (await act(`/issues/${number}`, { state })) tell(state);
  };
  const hint = h("ul", { class: "foreseen", "aria-live": "polite" });
  const foresee = (text) => hint.replaceChildren(...ofCommands(text).map((words) => h("li", {}, words)));
  const remove = async () => {
    const gone = number;
    location.hash = "#/issues";
    if (await act(`/issues/${gone}/delete`, {})) say(`#${gone} is deleted. Duly opens no other one for its line; the board says so after the next push.`);
  };
  const merge = () => act(`/pulls/${number}/merge`, {});
  return h("form", { class: "reply", on: { submit } },
    h("label", {}, h("span", {}, "Your comment"), h("textarea", { name: "body", rows: 3, on: { input: (event) => foresee(event.target.value) } })),
    hint,
    h("p", { class: "row" }, h("button", { type: "submit", class: "main" }, "Comment"),
      h("button", { type: "button", class: "state", on: { click: turn } }, "Close issue"),
      h("button", { type: "button", class: "remove", title: "For good, as an admin can on GitHub", on: { click: remove } }, "Delete issue"),
      h("button", { type: "button", class: "merge", hidden: true, on: { click: merge } }, "Merge")));
}

async function tick(event) {
  const box = event.target.closest("[data-slot=body] input[data-box]");
  if (!box) return;
  const done = { line: Number(box.dataset.box), key: box.dataset.key, done: box.checked };
  if (!(await act(`/issues/${number}/tick`, done))) box.checked = !box.checked;
}

/** Add the listeners. */
export const start = () => at("issue").addEventListener("change", tick);
