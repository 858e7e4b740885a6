// The keyboard: the list, the card and the places without a mouse. Keys are told by their place on the board, so that
// they work in the Russian layout too; they keep silent while text is typed, a list has the focus or a menu is open.

/// Whether a letter is text or a search for this element.
export const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]") !== null;

const busy = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat && event.code !== "KeyJ" && event.code !== "KeyK"
  || typing(event.target) || event.target.closest("dialog, .menu-body") !== null;

const press = (form) => {
  const button = form?.querySelector("button:not([type=button])");
  button?.click();
  return Boolean(button);
};
const follow = (link) => {
  link?.click();
  return Boolean(link);
};
const undo = () => press(document.querySelector("[data-undo] form"));
const openMenu = (menu) => {
  if (!menu) return false;
  menu.open = true;
  menu.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
  return true;
};

// The list: one row is current; it keeps the focus on its link, and is found again after the page came anew. Where it has
// left this list, the one that took its place is current.
const rows = () => [...document.querySelectorAll("tr[data-row]")];
const current = () => document.querySelector("tr[data-row][aria-current]");
const PLACE = "registrar-row";
const list = () => location.pathname + location.search;
const turnTo = (row) => {
  if (!row) return false;
  current()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.querySelector("a.name")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  sessionStorage.setItem(PLACE, JSON.stringify({ row: row.dataset.row, at: rows().indexOf(row), list: list() }));
  return true;
};
// «o» opens what was just done until another row is turned to; then it opens that row.
let turned = false;
const said = () => !turned && document.querySelector("[data-flash] [data-opens]");
const step = (by) => {
  turned = true;
  const all = rows();
  const at = all.indexOf(current());
  return turnTo(at < 0 ? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
};
const toCard = (fragment) => {
  const link = (current() ?? rows()[0])?.querySelector("a.name");
  if (!link) return false;
  location.assign(`${link.href}#${fragment}`);
  return true;
};
const choose = () => {
  const box = current()?.querySelector("input[name=number], input[name=sale]");
  box?.click();
  return Boolean(box);
};
// A digit chooses the reason that stands there, wherever the question for one is open.
const DIGIT = /^(?:Digit|Numpad)([1-9])$/;
const chooseReason = (code) => {
  const place = DIGIT.exec(code)?.[1];
  const open = [...document.querySelectorAll("[data-reasons]")].find((one) => !one.closest("details:not([open])"));
  const reason = place && open?.querySelectorAll("input[type=radio]")[place - 1];
  reason?.focus();
  reason?.click();
  return Boolean(reason);
};
const LIST = {
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyO: () => follow(said() || current()?.querySelector("a.name")),
  KeyX: choose,
  KeyC: () => press(current()?.querySelector('form[action$="/taking"]')),
  KeyF: () => toCard("forward"),
  KeyR: () => toCard("return"),
  KeyH: () => toCard("hold"),
  KeyM: () => press(current()?.querySelector('form[action$="/reminder"]')),
  KeyZ: undo,
};

// The card: the verbs of its bar.
const menu = (id) => openMenu(document.querySelector(`details[data-menu]#${id}`));
const CARD = {
  KeyC: () => press(document.querySelector('form[action$="/taking"]')),
  KeyF: () => press(document.querySelector('form[action$="/forwarding"]')),
  KeyR: () => menu("return"),
  KeyH: () => menu("hold"),
  KeyN: () => {
    const note = document.querySelector("#note-text");
    note?.focus();
    return Boolean(note);
  },
  KeyO: () => follow(said()),
  KeyU: () => follow(document.querySelector(".trail a")),
  KeyZ: undo,
};

// Two keys in a row go places.
const PLACES = {
  KeyQ: "/partner/applications", KeyO: "/partner/organizations", KeyE: "/partner/expiring", KeyV: "/partner/questions", KeyS: "/partner/statements", KeyD: "/documentation",
};
let going = 0;
const go = (code) => follow(document.querySelector(`.side a[href="${PLACES[code]}"]`));

const help = async () => {
  let dialog = document.querySelector("#keys-dialog");
  if (!dialog) {
    const answer = await fetch("/keys");
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog = document.createElement("dialog");
    dialog.id = "keys-dialog";
    dialog.className = "keys-dialog";
    dialog.setAttribute("aria-label", "Клавиши");
    const close = document.createElement("form");
    close.method = "dialog";
    const button = document.createElement("button");
    button.className = "btn btn-sm";
    button.textContent = "Закрыть";
    close.append(button);
    dialog.append(close, page.querySelector("#keys"));
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.id === "note-text") event.target.blur();
  const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event.target));
  if (plain && chooseReason(event.code)) event.preventDefault();
  if (busy(event)) return;
  if (event.key === "?" || event.code === "Slash" && event.shiftKey) {
    event.preventDefault();
    help();
    return;
  }
  if (event.shiftKey) return;
  const chord = going > Date.now() - 1500;
  going = !chord && event.code === "KeyG" ? Date.now() : 0;
  if (going) return;
  const keys = document.querySelector("tr[data-row]") ? LIST : CARD;
  const done = chord && event.code in PLACES ? go(event.code) : keys[event.code]?.();
  if (done) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-keys]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  help();
});

// A list comes anew with the row that was current; a card that was opened for a verb has it at hand.
const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
const known = rows().find((row) => row.dataset.row === place.row);
const next = place.list === list() ? rows()[Math.min(place.at, rows().length - 1)] : undefined;
if (known ?? next) turnTo(known ?? next);
const wanted = location.hash.slice(1);
if (wanted === "forward") document.querySelector('form[action$="/forwarding"] button')?.focus();
if (["return", "hold", "reject"].includes(wanted)) menu(wanted);

// The bar of several rows: it shows itself when one is chosen, and counts.
const boxes = () => [...document.querySelectorAll("input[name=number][form=bulk]")];
const count = () => {
  const form = document.querySelector("form#bulk");
  if (!form) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  form.closest(".bulk-bar").toggleAttribute("data-any", chosen > 0);
  form.querySelector("[data-bulk-count]").textContent = chosen;
  const every = form.querySelector("[data-bulk-all]");
  every.checked = chosen > 0 && chosen === all.length;
  every.indeterminate = chosen > 0 && chosen < all.length;
  for (const box of all) box.closest("tr").toggleAttribute("data-chosen", box.checked);
};
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-bulk-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches("[data-bulk-all], input[name=number][form=bulk]")) count();
});
addEventListener("pageshow", count);

// What is chosen to be issued: the button says how many documents, and their sum.
const sales = () => [...document.querySelectorAll("input[name=sale][form=issue]")];
const weigh = () => {
  const form = document.querySelector("form#issue");
  if (!form) return;
  const all = sales();
  const chosen = all.filter((box) => box.checked);
  const total = (name) => chosen.reduce((sum, box) => sum + Number(box.dataset[name] || 0), 0);
  const papers = total("papers");
  const forms = { one: "документ", few: "документа" };
  const noun = forms[new Intl.PluralRules("ru").select(papers)] ?? "документов";
  const sum = (total("sum") / 100).toLocaleString("ru-RU", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const button = form.querySelector("[data-issue]");
  button.textContent = chosen.length ? `Выставить ${papers} ${noun} · ${sum} ₽` : "Выставить отмеченные";
  button.disabled = !chosen.length;
  const every = form.querySelector("[data-issue-all]");
  every.checked = chosen.length > 0 && chosen.length === all.length;
  every.indeterminate = chosen.length > 0 && chosen.length < all.length;
  for (const box of all) box.closest("tr").toggleAttribute("data-chosen", box.checked);
};
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-issue-all]")) for (const box of sales()) box.checked = event.target.checked;
  if (event.target.matches("[data-issue-all], input[name=sale][form=issue]")) weigh();
});
addEventListener("pageshow", weigh);
