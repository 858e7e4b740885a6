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

test("a digit chooses the reason, and its letter and the button stand in view", async () => {
  await staff.open("/partner/applications?tab=new");
  await key("KeyJ");
  await lead("KeyO");
  await lead("KeyC");
  await staff.page.setViewportSize({ width: 1440, height: 900 });
  await key("KeyR");
  await staff.page.locator("#return .reason-none").waitFor();
  await key("Digit2");
  const letter = staff.page.locator("#return .reason-letter:visible");
  assert.equal(await letter.count(), 1);
  assert.match(await letter.innerText(), /возвращено на доработку[^]*СНИЛС владельца подписи не прошел проверку/);
  await staff.page.locator("#return-text").fill("Петровой.");
  assert.match(await letter.innerText(), /отправьте заявление снова\. Петровой\./);
  const seen = await staff.page.locator("#return .menu-foot button").evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight);
  assert.ok(seen, "the button that sends it is on the screen");
  await staff.healthy();
  await staff.picture("return-letter");
  await staff.page.locator("#return-text").fill("");
});

test("taking keeps the cursor where it was, and «o» opens what was taken", async () => {
  await staff.open("/partner/applications?tab=new");
  await key("KeyJ");
  await key("KeyJ");
  const taken = await staff.page.locator("tr[aria-current]").getAttribute("data-row");
  const follows = await staff.page.locator("tr[aria-current] + tr").getAttribute("data-row");
  await lead("KeyC");
  assert.equal(await staff.page.locator("tr[aria-current]").getAttribute("data-row"), follows);
  await staff.sees(`Заявление № ${taken}: взято в работу. Открыть`, "[data-flash]");
  await staff.healthy();
  await staff.picture("list-taken");
  await lead("KeyO");
  assert.equal(at(), Number(taken));
  await staff.page.goBack();
  await key("KeyK");
  await lead("KeyO");
  assert.notEqual(at(), Number(taken), "after a step it opens the row");
});

test("«z» takes a forwarding back from wherever it leads, and several at once", async () => {
  const list = `tab=new&direction=cbr`;
  await staff.open(`/partner/applications/${numbers[5]}?from=${encodeURIComponent(list)}`);
  await lead("KeyC");
  await staff.page.locator('[name="after"][value="list"]').focus();
  await lead("Enter");
  await lead("KeyF");
  assert.equal(new URL(staff.page.url()).pathname, "/partner/applications");
  await staff.sees("Отменить отправку (", "[data-flash]");
  await staff.healthy();
  await staff.picture("list-undo");
  await lead("KeyZ");
  assert.equal(at(), numbers[5]);
  assert.equal(await status(), "На проверке");
  await staff.open("/partner/applications?tab=mine&direction=cbr");
  await key("KeyJ");
  await key("KeyX");
  await staff.page.locator('.bulk-bar [name="verb"][value="forward"]').focus();
  await lead("Enter");
  await staff.page.getByRole("button", { name: /^Выполнить/ }).focus();
  await lead("Enter");
  await staff.sees("Отправлено оператору: 1 из 1");
  await lead("KeyZ");
  await staff.sees("Отправка отменена: 1 из 1");
  await staff.healthy();
});

test("the search box suggests while one types, and the arrows open what it suggests", async () => {
  await staff.open("/partner/applications?tab=new");
  await key("Slash");
  await staff.page.keyboard.type("северн");
  const first = staff.page.locator(".search .suggestions a").first();
  await first.waitFor();
  await staff.healthy();
  await staff.picture("suggestions");
  const wanted = new URL(await first.getAttribute("href"), portal.baseUrl).pathname;
  await key("ArrowDown");
  await lead("Enter");
  assert.equal(new URL(staff.page.url()).pathname, wanted);
  await key("Slash");
  await staff.page.keyboard.type("северн");
  await first.waitFor();
  await key("Escape");
  await first.waitFor({ state: "detached" });
});

test("the open queue tells what arrived, and counts anew", async () => {
  await staff.page.clock.install();
  await staff.open("/partner/applications?tab=new");
  await key("KeyJ");
  const current = await staff.page.locator("tr[aria-current]").getAttribute("data-row");
  const sent = exampleApplication();
  await intake(portal.baseUrl).postApplication(sent);
  await staff.page.clock.runFor(31_000);
  await staff.page.locator("#queue-live .arrived a").waitFor();
  await staff.sees("Появилось 1 новое заявление — показать");
  assert.equal(await staff.page.locator("tr[aria-current]").getAttribute("data-row"), current, "the cursor stays");
  await staff.healthy();
  await staff.picture("list-arrived");
  await staff.page.clock.resume();
});

test("what was typed when the session ended comes back after the sign-in", async () => {
  staff.expect(401);
  await staff.open(`/partner/applications/${numbers[7]}`);
  await key("KeyN");
  await staff.page.keyboard.type("Позвонить после обеда, директор в отпуске");
  const elsewhere = await browser.signedIn("staff");
  await elsewhere.open("/profile");
  await elsewhere.submit("/profile/sessions/ending");
  const notes = staff.page.locator('form[action$="/notes"] button');
  await notes.focus();
  await lead("Enter");
  await staff.sees("Сеанс закончился. Войдите, и мы вернем вас на место: набранное сохранено.");
  await staff.healthy();
  await staff.picture("session-ended");
  await staff.page.locator("#login").focus();
  await staff.page.keyboard.type("staff");
  await staff.page.locator("#password").focus();
  await staff.page.keyboard.type("demo-demo-demo");
  await lead("Enter");
  await staff.sees("Позвонить после обеда, директор в отпуске");
  await staff.healthy();
  await staff.picture("session-resumed");
  await staff.page.getByRole("button", { name: "Отправить" }).focus();
  await lead("Enter");
  await staff.sees("Позвонить после обеда, директор в отпуске");
  assert.equal(at(), numbers[7]);
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
