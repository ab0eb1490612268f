// The check runs: their reports are shown on demand.
import { at, clock, fillEach, h, still } from "./dom.js";
import { act, get, here } from "./talk.js";

const WORDS = { success: "success", neutral: "neutral", failure: "failure" };
const opened = new Set(); // ids of the reports that the visitor has opened

/** Show the newest state. */
export function renew() {
  const runs = here.overview.checks;
  fillEach(at("runs"), runs.length ? runs : [null], (run) => (run ? item(run) : h("li", { class: "none" }, "Duly has not reported yet.")));
}

function item(run) {
  const inside = h("div", { class: "report" });
  const toggle = async (event) => {
    if (!event.target.open) return void opened.delete(run.id);
    opened.add(run.id);
    if (!inside.hasChildNodes()) inside.replaceChildren(...report(await get(`/checks/${run.id}`)));
  };
  const made = h("details", { on: { toggle } },
    h("summary", { "data-key": `run-${run.id}` },
      h("span", { class: `badge ${run.conclusion}` }, WORDS[run.conclusion] ?? run.conclusion),
      h("span", { class: "title" }, run.title),
      h("span", { class: "quiet-line" }, `${run.message} · ${run.sha.slice(0, 7)} · ${clock(run.time)}`)),
    inside);
  made.open = opened.has(run.id);
  return h("li", {}, made);
}

const report = (run) => [
  ...run.actions.map((one) => button(run.id, one)),
  still(run.summary),
  ...(run.text ? [still(run.text)] : []),
  ...(run.annotations.length ? [remarks(run.annotations)] : []),
];

const button = (id, one) =>
  h("p", { class: "row" },
    h("button", { type: "button", class: "main", title: one.why, on: { click: () => act(`/checks/${id}/press`, { action: one.id }) } }, one.label),
    h("span", { class: "why" }, one.why));

const remarks = (all) =>
  h("details", { class: "remarks" },
    h("summary", {}, `${all.length} ${all.length === 1 ? "annotation" : "annotations"} on lines`),
    all.map((one) =>
      h("p", { class: `annotation ${one.level}` }, h("a", { href: one.view }, one.place), ` ${one.title} ${one.message}`)));
