// The card of an application: what stands on it is what is sent, whatever sends it, and a refusal stays on it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { exampleApplication, intake, openBrowser, startPortal } from "./support.mjs";

let portal, browser, client, staff;

before(async () => {
  portal = await startPortal();
  browser = await openBrowser(portal);
  client = intake(portal.baseUrl);
  staff = await browser.signedIn("staff");
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await portal?.stop();
  }
});

const card = (number, verb = "") => `/partner/applications/${number}${verb}`;
const tier = (desk, value) => desk.page.locator(`#parameters [name="tier"][value="${value}"]`);
const forward = (desk) => desk.page.locator('form[action$="/forwarding"] button');
const label = async (desk) => (await forward(desk).innerText()).replace(/[\u00a0\u202f]/g, " ");

/// An application of so many users that this desk has taken, with its card open.
async function taken(desk, users) {
  const sent = exampleApplication();
  sent.multi_user.users = sent.multi_user.users.slice(0, users);
  sent.multi_user.enabled = users > 0;
  const { number } = await client.postApplication(sent);
  await desk.open(card(number));
  await desk.submit(card(number, "/taking"));
  await desk.open(card(number));
  return number;
}

test("the button says the sum of what stands on the page, and the key sends just that", async () => {
  const number = await taken(staff, 2);
  assert.ok(await tier(staff, "2_9").isChecked());
  assert.match(await label(staff), /^Отправить · [\d ]+,00 ₽$/);
  await tier(staff, "10_plus").check();
  await staff.sees(/1\s728,00\s₽/, "#price-preview");
  await staff.page.locator("#forward-label", { hasText: "Сохранить и отправить" }).waitFor();
  await staff.healthy();
  await staff.picture("card-unsaved");
  await Promise.all([staff.page.waitForEvent("load"), staff.page.keyboard.press("KeyF")]);
  assert.deepEqual((await client.application(number)).multi_user, { enabled: true, tier: "10_plus" });
  await staff.open(card(number));
  await staff.sees("Отправлено оператору");
  await staff.sees(/1\s728,00\s₽/, "#price-preview");
});

test("a tier switches the mode on with its sum, and the mode takes the tier along when it is switched off", async () => {
  const number = await taken(staff, 0);
  const mode = staff.page.locator("#parameter-enabled");
  assert.equal(await mode.isChecked(), false);
  await tier(staff, "2_9").check();
  assert.ok(await mode.isChecked());
  await staff.page.locator("#forward-label", { hasText: /Сохранить и отправить · .+,00/ }).waitFor();
  await mode.uncheck();
  assert.equal(await tier(staff, "2_9").isChecked(), false);
  await staff.page.locator("#forward-label", { hasText: /^Отправить/ }).waitFor();
  await tier(staff, "10_plus").check();
  await staff.sees(/1\s728,00\s₽/, "#price-preview");
  await Promise.all([staff.page.waitForEvent("load"), forward(staff).click()]);
  assert.deepEqual((await client.application(number)).multi_user, { enabled: true, tier: "10_plus" });
});

test("a note is added and the choice beside it stays", async () => {
  const number = await taken(staff, 2);
  await tier(staff, "10_plus").check();
  await staff.page.locator("#note-text").fill("Просили вид «10 и более»");
  await staff.page.getByRole("button", { name: "Добавить заметку" }).click();
  await staff.sees("Просили вид «10 и более»", "#notes .notes");
  assert.ok(await tier(staff, "10_plus").isChecked(), "the note dropped the choice");
  assert.equal(await staff.page.locator("#note-text").inputValue(), "");
  await staff.page.locator("#note-text").focus();
  await staff.page.keyboard.press("Escape");
  assert.notEqual(await staff.page.evaluate(() => document.activeElement.id), "note-text");
  await staff.healthy();
  await staff.submit(card(number, "/parameters"));
  await staff.open(card(number));
  assert.ok(await tier(staff, "10_plus").isChecked());
});

test("another verb asks before an unsaved choice is lost, and whoever stays loses nothing", async () => {
  const number = await taken(staff, 2);
  await tier(staff, "10_plus").check();
  const asked = [];
  const stay = async (dialog) => { asked.push(dialog.type()); await dialog.dismiss(); };
  staff.page.on("dialog", stay);
  const release = staff.page.locator(`form[action="${card(number, "/release")}"] button`);
  await release.click();
  await staff.page.waitForTimeout(500);
  assert.deepEqual(asked, ["beforeunload"]);
  assert.ok(await tier(staff, "10_plus").isChecked());
  staff.page.off("dialog", stay);
  staff.page.once("dialog", (dialog) => dialog.accept());
  await Promise.all([staff.page.waitForEvent("load"), release.click()]);
  await staff.open(card(number));
  await staff.sees("Новое");
});

test("Enter within the parameters saves them and sends nothing", async () => {
  const number = await taken(staff, 2);
  await tier(staff, "10_plus").check();
  await tier(staff, "10_plus").focus();
  await Promise.all([staff.page.waitForEvent("load"), staff.page.keyboard.press("Enter")]);
  await staff.sees("параметры сохранены", "body");
  const now = await client.application(number);
  assert.deepEqual([now.waiting_for, now.multi_user.tier], ["partner", "10_plus"]);
});

test("forwarding without a tier stays on the card, with the error and the focus at the choice", async () => {
  staff.expect(422);
  const number = await taken(staff, 1);
  await staff.sees("Чтобы отправить, выберите вид расширения", "#forward-missing");
  await Promise.all([staff.page.waitForEvent("load"), forward(staff).click()]);
  const text = await staff.text();
  assert.ok(!/уже изменил/i.test(text), text);
  await staff.sees("Выберите вид расширения", "#parameter-tier-error");
  assert.equal(await staff.page.evaluate(() => document.activeElement.name), "tier");
  await staff.sees("Чтобы отправить, выберите вид расширения", "#forward-missing");
  await staff.healthy();
  for (const [width, dark] of [[1440, false], [1440, true], [390, false], [390, true]]) {
    await staff.page.setViewportSize({ width, height: 900 });
    await staff.page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await staff.picture(`card-no-tier-${width}-${dark ? "dark" : "light"}`);
  }
  await staff.page.setViewportSize({ width: 1440, height: 900 });
  await staff.page.emulateMedia({ colorScheme: "light" });
  // The choice is made where the reader stands, what was wrong goes, and the key sends it from there.
  await tier(staff, "2_9").check();
  assert.equal(await staff.page.locator("#parameter-tier-error, .error-summary").count(), 0);
  await staff.page.locator("#forward-label", { hasText: "Сохранить и отправить ·" }).waitFor();
  assert.equal(await staff.page.locator("#forward-missing").innerText(), "");
  assert.equal(await staff.page.evaluate(() => document.activeElement.name), "tier");
  await Promise.all([staff.page.waitForEvent("load"), staff.page.keyboard.press("KeyF")]);
  assert.deepEqual((await client.application(number)).multi_user, { enabled: true, tier: "2_9" });
});

test("what is missing in a refused decision has the focus and is in view", async () => {
  staff.expect(422);
  await taken(staff, 2);
  await staff.page.locator("#return > summary").click();
  await staff.page.locator('#return [name="reason"][value="other"]').check();
  await Promise.all([staff.page.waitForEvent("load"), staff.page.locator("#return .menu-body button").click()]);
  const [id, seen] = await staff.page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return [document.activeElement.id, top >= 0 && bottom <= innerHeight];
  });
  assert.deepEqual([id, seen], ["return-text", true]);
  await staff.healthy();
});

test("without scripts another choice is answered with its sum, and one more press sends it", async () => {
  const plain = await browser.signedIn("staff", { javaScriptEnabled: false });
  plain.expect(409);
  const number = await taken(plain, 2);
  await tier(plain, "10_plus").check();
  await Promise.all([plain.page.waitForEvent("load"), forward(plain).click()]);
  await plain.sees("Сумма изменилась");
  assert.ok(await tier(plain, "10_plus").isChecked());
  assert.equal((await client.application(number)).multi_user.tier, "2_9");
  await Promise.all([plain.page.waitForEvent("load"), forward(plain).click()]);
  assert.equal((await client.application(number)).multi_user.tier, "10_plus");
});

test("an identifier is copied by the keyboard, and a page that is long in coming says so", async () => {
  const number = await taken(staff, 0);
  const { page } = staff;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (button) => {
    await button.focus();
    await page.keyboard.press("Enter");
    await button.locator("xpath=..").locator(".copied", { hasText: "Скопировано" }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(await copied(page.locator("h1 .copy")), number);
  const inn = page.locator("#details dd", { has: page.getByRole("button", { name: "Скопировать: ИНН" }) });
  assert.equal(await copied(inn.locator(".copy")), await inn.locator(".ident").innerText());
  const tag = page.locator(".pill").first();
  assert.equal(await tag.evaluate((pill) => getComputedStyle(pill, "::first-letter").textTransform), "uppercase");
  await staff.healthy();
  await page.route("**/partner/applications", async (route) => {
    await new Promise((done) => { setTimeout(done, 1_500); });
    await route.continue();
  });
  // A page that goes away cannot be asked, so it keeps what it said.
  await page.evaluate(() => {
    const keep = () => {
      const said = document.querySelector(".busy")?.textContent;
      if (said) sessionStorage.setItem("said", said);
    };
    new MutationObserver(keep).observe(document.body, { childList: true, subtree: true });
  });
  await Promise.all([page.waitForEvent("load"), page.locator(".side a.place").first().click()]);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("said")), "Загружаем…");
  assert.equal(await page.locator(".busy").count(), 0);
  await page.unroute("**/partner/applications");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".reader-organization").isVisible(), true, "a print says whose it is");
  assert.equal(await page.locator(".banner").first().isVisible(), false);
  await page.emulateMedia({ media: "screen" });
});
