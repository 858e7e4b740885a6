// Keys that the reader's device makes or shows (WebAuthn). What there is to say stands in the page; the form is sent as any
// other once it holds the device's answer.
const able = () => {
  const kind = globalThis.PublicKeyCredential;
  return Boolean(kind?.parseCreationOptionsFromJSON && kind.parseRequestOptionsFromJSON && kind.prototype.toJSON);
};

/// What is said instead of an answer.
class Said extends Error {}

const challenge = async (part, form) => {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(part.dataset.challenge, { method: "POST", body });
  if (answer.status === 429) throw new Said(part.dataset.often);
  // A page instead of an answer: the session has ended, or the form is an old one.
  if (!answer.headers.get("content-type")?.startsWith("application/json")) throw new Said(part.dataset.over);
  const told = await answer.json();
  if (!answer.ok) throw new Said(told.text);
  return told;
};

const ceremony = {
  make: (asked) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }),
  prove: (asked) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }),
};

const words = (part, error, late) => {
  if (error instanceof Said) return error.message;
  const { cancelled, known, foreign, broken } = part.dataset;
  return { NotAllowedError: late ? part.dataset.late : cancelled, InvalidStateError: known, SecurityError: foreign }[error.name] ?? broken;
};

const answered = async (part, form) => {
  const asked = await challenge(part, form);
  const until = performance.now() + (asked.timeout ?? Infinity) - 1000;
  try {
    return await ceremony[part.dataset.passkey](asked);
  } catch (error) {
    throw new Said(words(part, error, performance.now() > until));
  }
};

const begin = (part) => {
  const form = part.closest("form");
  const [button, said] = [part.querySelector("button"), part.querySelector("[role=alert]")];
  part.hidden = false;
  form.addEventListener("submit", async (event) => {
    // A form may be sent in another way too.
    if (event.submitter && event.submitter !== button) return;
    // The form goes out by itself when the answer is there, not yet.
    event.preventDefault();
    event.stopPropagation();
    if (button.disabled) return;
    button.disabled = true;
    said.textContent = "";
    try {
      part.querySelector("[data-answer]").value = JSON.stringify(await answered(part, form));
      // At a door «Чужой компьютер» stands in the form beside this one.
      const foreign = form.elements.door && document.querySelector("[name=foreign_computer]:checked");
      if (foreign) form.append(foreign.cloneNode());
      form.submit();
    } catch (error) {
      said.textContent = words(part, error, false);
      button.disabled = false;
    }
  });
};

for (const part of document.querySelectorAll("[data-passkey]")) {
  if (able()) begin(part);
  else {
    const missing = document.querySelector("[data-passkey-missing]");
    if (missing) missing.hidden = false;
  }
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-passkey] button")) button.disabled = false;
});
