// The log: what people did, what Duly did, and why.
import { at, clock, h } from "./dom.js";
import { here } from "./talk.js";

const MOST = 300;
const VERBS = {
  "bot.open": "opened", "bot.close": "closed", "bot.reopen": "reopened", "bot.edit": "edited", "bot.comment": "commented on",
  "bot.create_label": "made the label", "bot.attach": "put under its parent", "bot.synced": "synced", "bot.proposed": "proposed a config in", "bot.renewed": "renewed the text of", "bot.declined": "accepted the refusal of", "bot.warning": "warns:",
  "issues.opened": "opened", "issues.closed": "closed", "issues.reopened": "reopened", "issues.edited": "edited",
  "issues.labeled": "labelled", "issues.unlabeled": "unlabelled", "issues.assigned": "assigned", "issues.unassigned": "unassigned",
  "issues.deleted": "deleted", "issue_comment.created": "commented on", "label.created": "made the label", push: "pushed",
  "pull_request.opened": "opened", "pull_request.closed": "closed or merged", "pull_request.synchronize": "renewed",
  "reaction.created": "reacted to", "check_run.created": "reported", "check_run.completed": "reported",
};
const PLACE = /([\w./-]+\.md):(\d+)/;

let live = false;

/** Add a line at the top. */
export function add(event) {
  const lines = at("lines");
  const made = line(event);
  if (live) made.classList.add("fresh");
  lines.prepend(made);
  while (lines.childElementCount > MOST) lines.lastElementChild.remove();
  if (event.what === "bot.synced") return;
  at("latest").hidden = false;
  at("latest").textContent = made.querySelector(".said").textContent;
}

/** Show whether the stream is connected and past events are complete. */
export function connected(up) {
  // Past events are not announced.
  live = up;
  at("lines").setAttribute("aria-live", up ? "polite" : "off");
  at("live").textContent = up ? "live" : "disconnected, trying again";
  at("live").classList.toggle("up", up);
}

function line(one) {
  const bot = one.what.startsWith("bot.") || one.actor === here.overview?.bot;
  const verb = VERBS[one.what] ?? one.what.replaceAll(/[._]/g, " ");
  return h("li", { class: `${bot ? "bot" : "person"} ${one.what.replaceAll(/\W/g, "-")}` },
    h("time", { dateTime: one.time }, clock(one.time)),
    h("p", { class: "said" }, h("strong", {}, bot ? "Duly" : one.actor), ` ${verb} `, subject(one)),
    reason(one));
}

function subject(one) {
  if (one.issue) return [h("a", { href: `#/issues/${one.issue}` }, `#${one.issue}`), ` ${one.title || titled(one.issue)}`];
  if (one.what === "bot.synced") return `the notes: ${one.text}`;
  return one.what === "push" ? `“${one.title}”` : one.title;
}

/** Not every event has the issue's title. */
const titled = (number) => here.overview?.issues.find((issue) => issue.number === number)?.title ?? "";

function reason(one) {
  if (!one.text || one.what === "push" || one.what === "bot.synced") return null;
  const found = one.text.match(PLACE);
  if (!found) return h("p", { class: "why" }, one.text);
  const end = found.index + found[0].length;
  return h("p", { class: "why" }, one.text.slice(0, found.index),
    h("a", { href: `#/notes/${found[1]}:${found[2]}` }, found[0]), one.text.slice(end));
}
