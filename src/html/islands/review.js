// Single keys of the review page. A key acts on the element that carries it in data-key: a link or a button is clicked, a field takes the
// focus, closed parts open. Keys are ignored while somebody types, with Ctrl, Alt or Meta, and where the body says data-keys="off".
// After a decision the next page begins at its alert's heading, and what happened is said aloud.

const typing = "input:not([type=radio],[type=checkbox],[type=submit],[type=button]), textarea, select, [contenteditable]";
const decided = "manumit-decided";
const help = document.getElementById("keys");

// The letter of the key as it is printed on the keyboard, so that the keys work while Korean or Russian letters are switched on.
function keyOf(event) {
  if (event.key === "?" || event.key === "/") return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code);
  const latin = /^[a-z]$/i.test(event.key);
  if (latin) return event.key.toLowerCase();
  if (letter) return letter[1].toLowerCase();
  return event.code === "Slash" ? (event.shiftKey ? "?" : "/") : "";
}

function withKey(key) {
  return [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key === key && !element.disabled && element.closest("[hidden]") === null);
}

function act(element) {
  if (element instanceof HTMLDetailsElement) {
    element.open = !element.open;
    element.querySelector("summary")?.focus();
  } else if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function toggleHelp() {
  if (help === null) return;
  if (help.open) {
    help.close();
  } else {
    help.showModal();
    help.querySelector("h2")?.focus();
  }
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target instanceof Element && event.target.closest(typing) !== null) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = keyOf(event);
  if (key === "?") {
    event.preventDefault();
    toggleHelp();
    return;
  }
  if (key === "" || help?.open) return;
  const element = withKey(key);
  if (element === undefined) return;
  event.preventDefault();
  act(element);
}

// Says `words` to a screen reader: the region has to be there, and empty, before the words come.
function say(words) {
  const region = document.getElementById("said");
  if (region !== null && words) setTimeout(() => { region.textContent = words; }, 300);
}

function remember(value) {
  try {
    if (value) sessionStorage.setItem(decided, "1");
    else sessionStorage.removeItem(decided);
  } catch {
    // Storage may be forbidden; then the next page begins at its top as without script.
  }
}

function wasDecided() {
  try {
    return sessionStorage.getItem(decided) === "1";
  } catch {
    return false;
  }
}

if (document.body.dataset.keys !== "off") document.addEventListener("keydown", onKey);
help?.querySelector('[data-key="close"]')?.addEventListener("click", (event) => {
  event.preventDefault();
  help.close();
});
for (const form of document.querySelectorAll("form.decide, form[data-focus]"))
  form.addEventListener("submit", () => remember(true));
for (const link of document.querySelectorAll('.queue [data-key="j"], .queue [data-key="k"]'))
  link.addEventListener("click", () => remember(true));
if (wasDecided()) {
  remember(false);
  document.querySelector('[data-focus="next"]')?.focus();
  say(document.getElementById("flash")?.textContent ?? "");
}
