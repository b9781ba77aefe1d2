// Building and updating elements. Text only ever becomes text nodes; no markup is parsed here.

/** An element with attributes and children; `on` holds listeners, `data` the dataset. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else if (name === "value") {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

const grown = new WeakMap(); // parent → its keyed children

/** Make the children of `parent` those of `items`, keeping nodes (and focus) where keys stay. */
export function reconcile(parent, items, key, create, update) {
  const known = grown.get(parent) ?? new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const next = new Map(items.map((item) => [key(item), item]));
  for (const [id, node] of known) if (!next.has(id)) node.remove();
  const nodes = new Map();
  let place = parent.firstChild;
  for (const [id, item] of next) {
    const node = known.get(id) ?? create(item);
    update(node, item);
    nodes.set(id, node);
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
  grown.set(parent, nodes);
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

/** Arrow keys move the focus among the buttons of a list, which is one stop of the Tab key. */
export function roving(list, selector, { vertical = true } = {}) {
  const items = () => [...list.querySelectorAll(selector)].filter((item) => !item.disabled);
  list.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const steps = { Home: -all.length, End: all.length, ArrowLeft: -1, ArrowRight: 1 };
    if (vertical) Object.assign(steps, { ArrowUp: -1, ArrowDown: 1 });
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    all[Math.min(Math.max(at + step, 0), all.length - 1)].focus();
  });
}

/** Let `fit` run once after whatever is happening now, however often it is asked for. */
export function soon(run) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      run();
    });
  };
}
