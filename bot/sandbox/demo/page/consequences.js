// What Duly does with what a visitor does by hand, in words.
const COMMANDS = {
  done: "closes this issue as completed. Its box in the notes is ticked when the line is next carried, or at once with write_back: true.",
  drop: "closes this issue as not planned and keeps the reason. No other issue is opened while its line stays open in the notes.",
  link: "follows the item in that issue, which a person opened. A tick closes that one, and this one is closed as its duplicate now.",
  merge: "makes this issue and that one the same work: this one is closed as a duplicate.",
  release: "ends Duly's work on this issue. It never changes it again, and opens no other for its line.",
  approve: "applies, once, what the check run says is held.",
  assign: "assigns these people. An owner written in the notes later does not replace them.",
  carry: "copies the open items into the note of this pull request; on an issue it raises the issue at the next meeting.",
  plan: "replies with what a sync would do. Nothing is changed.",
};
const COMMAND = /^\/(\w+)/gm;

/** What the commands in a text do, as sentences; empty without one. */
export const ofCommands = (text) =>
  [...text.matchAll(COMMAND)].filter((found) => COMMANDS[found[1]]).map((found) => `/${found[1]} ${COMMANDS[found[1]]}`);

/** What Duly does after a rename, a close or a reopen by hand. */
export function after(what, issue, bot) {
  if (issue.pull) return AFTER_PULL[`${what} ${issue.pull.branch}`] ?? "";
  if (issue.author !== bot) return "Duly did not open this issue, so it does nothing here.";
  return (issue.labels.some((label) => label.name === BOARD) ? AFTER_BOARD : AFTER)[what];
}

const AFTER = {
  renamed: "You renamed it, so this title stays yours: Duly does not change it when the line in the notes is reworded.",
  closed: "You closed it, so Duly keeps it closed and opens no other for its line. Its box in the notes stays open until the line is next carried, or until somebody ticks it.",
  open: "You reopened it, so Duly keeps it open, also where its box is ticked.",
};
const BOARD = "duly-board";
const AFTER_BOARD = {
  renamed: "You renamed the board, so this title stays yours.",
  closed: "You closed the board, so Duly writes none any more. Its comment says how to have it again.",
  open: "You reopened the board, so Duly keeps it again.",
};
const AFTER_PULL = {
  "closed duly/configure": "You closed the proposal, so Duly asks no more here. Its comment says how to be asked again.",
  "open duly/configure": "You reopened the proposal, so Duly renews its text.",
  "renamed duly/configure": "While it is open, another title changes nothing. A closed proposal with another title asks again.",
};
