// What makes the pages smoother. Everything works without it.
import "htmx.org/dist/htmx.esm.js";
import "./follow.js";
import { typing } from "./keys.js";
import "./passkeys.js";

// «/» goes to the search box.
document.addEventListener("keydown", (event) => {
  // By its place too: in the Russian layout that key types a full stop.
  const slash = event.key === "/" || (event.code === "Slash" && !event.shiftKey);
  if (!slash || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// A tier switches its mode on, and the mode takes the tier along when it goes: before anybody asks for the price.
document.addEventListener("change", (event) => {
  const fields = event.target.closest("#parameter-fields");
  if (!fields) return;
  const mode = fields.querySelector("[name=enabled]");
  if (event.target.name === "tier") mode.checked = true;
  if (mode.checked) return;
  for (const tier of fields.querySelectorAll("[name=tier]")) tier.checked = false;
}, true);

// The letter beside a reason says at once what is added to it.
document.addEventListener("input", (event) => {
  const question = event.target.name === "text" && event.target.closest("[data-reasons]");
  if (question) for (const own of question.querySelectorAll("[data-own]")) own.textContent = event.target.value.trim();
});

// A usual day fills the field of the day; another day there leaves the usual ones.
document.addEventListener("input", (event) => {
  const form = event.target.form;
  const days = form?.querySelector("[data-fills]");
  const field = days && form.elements[days.dataset.fills];
  if (!field) return;
  if (days.contains(event.target)) {
    if (event.target.value) field.value = event.target.value;
    else field.focus();
  } else if (event.target === field) {
    const usual = [...days.querySelectorAll("input")].find((day) => day.value === field.value);
    (usual ?? days.querySelector("input[value='']")).checked = true;
  }
});

// The line under the button asks for ticks as long as one is missing.
document.addEventListener("change", (event) => {
  const line = event.target.name === "acknowledged" && document.getElementById("forward-ticks");
  if (line) line.hidden = !document.querySelector("[name=acknowledged]:not(:checked)");
});

// A filter applies itself as soon as it is chosen.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-auto-submit]")) form.requestSubmit();
});

// Empty filters stay out of the address.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-auto-submit]")) return;
  for (const control of event.target.elements) {
    if (control.name && control.value === "") control.disabled = true;
  }
});
addEventListener("pageshow", () => {
  for (const control of document.querySelectorAll("[data-auto-submit] :disabled")) control.disabled = false;
});

// What is wrong with a field goes when the field changes: its words, its mark, its line in the summary.
document.addEventListener("input", (event) => {
  const field = event.target.closest(".field");
  const error = field?.querySelector(".field-error");
  if (!error) return;
  const id = error.id.replace(/-error$/, "");
  for (const control of field.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.classList.remove("is-invalid");
  }
  const summary = document.querySelector(`.error-summary a[href="#${id}"]`)?.closest(".error-summary");
  summary?.querySelector(`a[href="#${id}"]`).parentElement.remove();
  if (summary && !summary.querySelector("li")) summary.remove();
  error.remove();
});

// Leaving a changed form asks; sending it does not, and it is sent once. Sending another form leaves it too.
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-guard]")) changed.add(form);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  changed.delete(form);
  // What only takes a part of the page anew looks after itself.
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
addEventListener("beforeunload", (event) => {
  for (const form of changed) if (!form.isConnected) changed.delete(form);
  if (changed.size === 0) return;
  event.preventDefault();
  idle();
  // Whoever stays may send again what was not sent.
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A page that is long in coming says so: the sign shows itself after a moment, and goes with the page. Files come beside it.
const sign = document.createElement("div");
sign.className = "busy";
sign.setAttribute("role", "status");
let waiting;
const idle = () => {
  clearTimeout(waiting);
  sign.remove();
};
const busy = () => {
  idle();
  sign.textContent = "";
  document.body.append(sign);
  waiting = setTimeout(() => { sign.textContent = "Загружаем…"; }, 400);
  setTimeout(idle, 20_000);
};
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && !event.target.hasAttribute("hx-post") && !event.target.target) busy();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const elsewhere = !link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (elsewhere || link.target || link.hash || link.hasAttribute("download") || link.origin !== location.origin || link.closest(".exports")) return;
  busy();
});
addEventListener("pageshow", idle);
addEventListener("pagehide", idle);

// An open menu closes on Escape and on a click beside it.
const close = (inside) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(inside)) menu.open = false;
};
document.addEventListener("click", (event) => close(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// What is typed as a password can be shown; it is hidden again before it is sent, so that browsers keep it as one.
const show = (button, shown) => {
  document.getElementById(button.dataset.shows).type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
};
for (const button of document.querySelectorAll("[data-shows]")) {
  button.hidden = false;
  button.addEventListener("click", () => show(button, button.getAttribute("aria-pressed") !== "true"));
  button.form?.addEventListener("submit", () => show(button, false));
}

// What is shown can be copied with one press, where the browser lets us; a small button says so beside itself for a while.
const copyable = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copies][hidden]")) button.hidden = false;
};
copyable();
document.addEventListener("htmx:after:swap", copyable);
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const beside = button.closest(".copying");
  const shown = document.getElementById(button.dataset.copies) ?? beside.parentElement.querySelector(".ident");
  try {
    await navigator.clipboard.writeText(shown.innerText.trim());
  } catch {
    getSelection().selectAllChildren(shown);
    return;
  }
  const said = beside?.querySelector(".copied") ?? button;
  said.textContent = "Скопировано";
  if (beside) setTimeout(() => { said.textContent = ""; }, 2000);
});

// What is shown once can be printed with one press.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A countdown counts by itself, whatever the clock of this machine says; when it is over, the page says what is open now.
for (const timer of document.querySelectorAll("[data-left]")) {
  const [figure, bar] = [timer.firstElementChild, document.getElementById(timer.dataset.bar)];
  const ends = performance.now() + Number(timer.dataset.left) * 1000;
  const counting = setInterval(() => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    figure.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    bar.value = bar.max - left;
    if (left > 0) return;
    clearInterval(counting);
    location.reload();
  }, 1000);
}

// What a search box suggests is walked by the arrows, and goes on Escape and when the focus leaves.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-suggests]");
  if (!box) return;
  const stops = [box.querySelector("input"), ...box.querySelectorAll(".suggestions a")];
  const at = stops.indexOf(event.target);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && stops.length > 1) {
    box.querySelector(".suggestions").replaceChildren();
    stops[0].focus();
  } else if (by && at >= 0 && stops[at + by]) {
    stops[at + by].focus();
  } else return;
  event.preventDefault();
});
document.addEventListener("focusout", (event) => {
  const box = event.target.closest("[data-suggests]");
  if (box && !box.contains(event.relatedTarget)) box.querySelector(".suggestions").replaceChildren();
});

// A session that ended while the page was open: the page stays, and says so.
document.addEventListener("htmx:response:error", (event) => {
  const address = event.detail.ctx.response.headers.get("x-sign-in-at");
  if (!address || document.querySelector("#signed-out")) return;
  const notice = document.createElement("div");
  notice.id = "signed-out";
  notice.className = "flash";
  notice.innerHTML = '<div class="notice notice-warn" role="alert"><div>Сеанс закончился. Отправьте то, что набрали: мы сохраним это и попросим войти. <a class="link">Войти сейчас</a></div></div>';
  notice.querySelector("a").href = `${address}?next=${encodeURIComponent(location.pathname + location.search)}`;
  document.querySelector("main").prepend(notice);
});

// An undo says how long it is open, and goes when it is not.
for (const left of document.querySelectorAll("[data-undo-left]")) {
  const ends = performance.now() + Number(left.dataset.undoLeft) * 1000;
  const counting = setInterval(() => {
    const seconds = Math.ceil((ends - performance.now()) / 1000);
    left.textContent = `\u00a0(${Math.max(seconds, 0)})`;
    if (seconds > 0) return;
    clearInterval(counting);
    left.closest("[data-undo]").remove();
  }, 250);
}

// On a phone the open tab and the open place are in view.
for (const current of document.querySelectorAll(".nav-tabs [aria-current], .side [aria-current]")) {
  // Only its own bar moves: the page stays where it is.
  const bar = current.closest(".nav-tabs, .side");
  const [own, whole] = [current.getBoundingClientRect(), bar.getBoundingClientRect()];
  bar.scrollLeft += own.left + own.width / 2 - whole.left - whole.width / 2;
}
