// The keyboard alone: forty applications are cleared without a mouse, and what each one costs is counted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { exampleApplication, intake, openBrowser, startPortal } from "./support.mjs";

const COUNT = 40;

let portal, browser, staff, numbers;
let presses = 0;
let requests = 0;

before(async () => {
  portal = await startPortal();
  browser = await openBrowser(portal);
  const client = intake(portal.baseUrl);
  // A body to which nobody else of the demo reports: so that these forty can be selected.
  const sent = exampleApplication();
  sent.directions.push({ authority: "cbr" });
  numbers = [];
  for (let place = 0; place < COUNT; place += 1) numbers.push(Number((await client.postApplication(sent)).number));
  staff = await browser.signedIn("staff");
  await staff.withoutMouse();
  staff.page.on("request", (request) => {
    if (request.url().startsWith(portal.baseUrl) && !request.url().includes("/assets/")) requests += 1;
  });
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await portal?.stop();
  }
});

/// Presses a key that stays on the page.
async function key(code) {
  presses += 1;
  await staff.page.keyboard.press(code);
}

/// Presses a key that leads to another page, and waits for that page.
async function lead(code) {
  await Promise.all([staff.page.waitForEvent("load"), key(code)]);
}

const at = () => Number(new URL(staff.page.url()).pathname.split("/").pop());
const status = () => staff.page.locator("#progress .pill").first().innerText();

test("the keys are listed by «?» over any page and on a page of their own", async () => {
  await staff.open("/partner/applications?tab=new");
  await key("Shift+Slash");
  await staff.page.locator("#keys-dialog[open]").waitFor();
  await staff.healthy();
  await staff.picture("keys-dialog");
  await key("Escape");
  await staff.page.locator("#keys-dialog[open]").waitFor({ state: "detached" });
  await staff.open("/keys");
  await staff.sees("взять в работу");
  await staff.healthy();
});

test("rows are walked, chosen and left by keys", async () => {
  await staff.open("/partner/applications?tab=new");
  await key("KeyJ");
  await key("KeyJ");
  await key("KeyX");
  const current = staff.page.locator("tr[aria-current]");
  assert.equal(await current.count(), 1);
  assert.ok(await current.locator("input[name=number]").isChecked());
  await staff.sees("Выбрано 1", ".bulk-bar");
  await staff.healthy();
  await staff.picture("keys-chosen");
  await key("KeyX");
  await key("KeyG");
  await lead("KeyO");
  assert.equal(new URL(staff.page.url()).pathname, "/partner/organizations");
  await key("KeyG");
  await lead("KeyQ");
  assert.equal(new URL(staff.page.url()).pathname, "/partner/applications");
});

test("a menu that a key opens has the focus in its first field and closes by Escape", async () => {
  await staff.open("/partner/applications?tab=new");
  await key("KeyJ");
  await lead("KeyO");
  await lead("KeyC");
  await key("KeyR");
  assert.ok(await staff.page.evaluate(() => document.activeElement.closest("details#return[open]") !== null));
  await key("Escape");
  assert.equal(await staff.page.locator("details#return[open]").count(), 0);
  await lead("KeyU");
  assert.equal(await staff.page.locator("h1").innerText(), "Заявления");
});

test("forty applications are cleared with the keyboard alone", async () => {
  const first = numbers.at(-1);
  const waiting = new Set(numbers);
  // The one that was taken above belongs to them or to the seed; what follows a decision is set once, by keys too.
  await staff.open(`/partner/applications/${first}?from=${encodeURIComponent("tab=work&direction=cbr")}`);
  if ((await status()) === "Новое") await lead("KeyC");
  const next = staff.page.locator('[name="after"][value="next"]');
  await next.focus();
  await lead("Enter");

  presses = 0;
  requests = 0;
  let cleared = 0;
  while (waiting.size > 0) {
    assert.ok(cleared < 400, "the queue has no end");
    if ((await status()) === "Новое") await lead("KeyC");
    const number = at();
    await lead("KeyF");
    waiting.delete(number);
    cleared += 1;
    // After the last one comes the list; on the way there is always the next card.
    const left = waiting.size > 0;
    assert.equal(await staff.page.locator("#progress").count(), left ? 1 : 0, `after ${number}, ${waiting.size} left: ${await staff.text()}`);
  }
  const each = (count) => (count / cleared).toFixed(1);
  console.log(`# keyboard: ${cleared} applications cleared, ${each(presses)} keys and ${each(requests)} requests each`);
  assert.ok(cleared >= COUNT);
  const client = intake(portal.baseUrl);
  for (const number of numbers) assert.notEqual((await client.application(number)).waiting_for, "partner", number);
  staff.assertQuiet();
});
