// Creating and updating parts of the page. Text is inserted as text; HTML only if the server rendered it.

/** An element. `props` are properties, `data-…`/`aria-…` attributes, `class`, and `on` for listeners; children may be null. */
export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    else if (name === "class") made.className = value;
    else if (name.includes("-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** HTML that the server rendered and sanitised. */
export function rendered(html) {
  const made = h("div", { class: "markdown" });
  made.innerHTML = html;
  return made;
}

/** The same, with disabled boxes. */
export function still(html) {
  const made = rendered(html);
  for (const box of made.querySelectorAll("input")) box.disabled = true;
  return made;
}

const shown = new WeakMap(); // place → what it shows, as JSON
const built = new WeakMap(); // element of a list → the value that it shows, as JSON

/** Update `place` if `value` differs from what it shows. Focus and scroll position stay. True if it was updated. */
export function fill(place, value, build) {
  return update(place, value, () => place.replaceChildren(...[build(value)].flat().filter(Boolean)));
}

/** The same for a list, with one element for each value. An element whose value stays is kept, and what was opened or selected in it. */
export function fillEach(place, values, build) {
  return update(place, values, () => {
    const old = [...place.children];
    const wanted = values.map((value) => {
      const key = JSON.stringify(value);
      const index = old.findIndex((child) => built.get(child) === key);
      const element = index < 0 ? build(value) : old.splice(index, 1)[0];
      built.set(element, key);
      return element;
    });
    for (const child of old) child.remove();
    wanted.forEach((element, index) => element === place.children[index] || place.insertBefore(element, place.children[index] ?? null));
  });
}

function update(place, value, change) {
  const key = JSON.stringify(value);
  if (shown.get(place) === key) return false;
  const first = !shown.has(place);
  shown.set(place, key);
  const focus = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const scroller = place.closest(".scroll");
  const top = scroller?.scrollTop;
  change();
  if (scroller) scroller.scrollTop = top;
  if (focus) place.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  return !first;
}

/** Make the next `fill` of `place` update it in any case. */
export function forget(place) {
  shown.delete(place);
}

/** An element by its id. */
export const at = (id) => document.getElementById(id);

/** A time of day. */
export const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

/** A person's initials in a circle, with the name as its accessible label. */
export function face(login) {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  const made = h("span", { class: "face", title: `@${login}`, role: "img", "aria-label": `@${login}` }, login.slice(0, 2));
  made.style.setProperty("--hue", hue);
  return made;
}

/** A label with its colour. */
export function pill(label) {
  const made = h("span", { class: "pill", title: label.description ?? "" }, label.name);
  made.style.setProperty("--colour", `#${label.color}`);
  return made;
}
