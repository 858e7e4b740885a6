// What the support line is told is recorded can be read by the partner: who looked, when and why.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, startPortal } from "./support.mjs";

const REASON = "Звонящий называет данные, сверяем с карточкой";
const JOURNAL = "/partner/journal";

let portal, browser, code;

before(async () => {
  portal = await startPortal();
  browser = await openBrowser(portal);
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await portal?.stop();
  }
});

test("the support line opens a card and has its people shown, for a reason", async () => {
  const partner = await browser.signedIn("manager");
  await partner.open("/partner/organizations");
  const href = await partner.page.locator('main a[href^="/partner/organizations/"]').first().getAttribute("href");
  code = href.split("/").pop();

  const support = await browser.signedIn("support");
  await support.open(`/support/organizations/${code}`);
  await support.sees("Каждый просмотр записывается в журнал обслуживающей организации");
  const form = support.page.locator("#disclosure form");
  await form.locator('[name="what"][value="people"]').check();
  await form.locator('[name="reason"]').fill(REASON);
  await Promise.all([support.page.waitForEvent("load"), form.getByRole("button", { name: "Показать", exact: true }).click()]);
  await support.sees("Записано в журнал");
  await support.healthy();
  await support.picture("journal-promise");
});

for (const [look, options] of Object.entries({
  wide: { width: 1440, height: 900 },
  "phone-dark": { width: 390, height: 844, dark: true },
})) {
  test(`the manager sees who looked and why, ${look}`, async () => {
    const manager = await browser.signedIn("manager", options);
    for (const [at, place] of [JOURNAL, `/partner/organizations/${code}?tab=history`].entries()) {
      assert.equal(await manager.open(place), 200);
      await manager.sees("Показаны личные данные");
      await manager.sees("Открыта карточка организации");
      await manager.sees(REASON);
      await manager.sees("линия поддержки");
      await manager.healthy();
      await manager.picture(`journal-${at}-${look}`);
    }
  });
}

test("the journal is narrowed by the keyboard alone and taken away as a file", async () => {
  const manager = await browser.signedIn("manager");
  await manager.open(JOURNAL);
  await manager.page.locator("#filter-act").focus();
  await manager.page.locator("#filter-act").selectOption("looks");
  await manager.page.keyboard.press("Tab");
  await Promise.all([manager.page.waitForEvent("load"), manager.page.keyboard.press("Enter")]);
  assert.equal(new URL(manager.page.url()).searchParams.get("act"), "looks");
  assert.equal(await manager.page.locator(".journal tbody tr").count(), 2);
  await manager.sees("Что: просмотры линии поддержки");
  const [download] = await Promise.all([manager.page.waitForEvent("download"), manager.page.getByRole("link", { name: "Скачать CSV" }).click()]);
  assert.match(download.suggestedFilename(), /^zhurnal-\d{4}-\d\d-\d\d\.csv$/);
});

test("it works with JavaScript switched off", async () => {
  const manager = await browser.signedIn("manager", { javaScriptEnabled: false });
  await manager.open(JOURNAL);
  await manager.page.locator("#filter-act").selectOption("looks");
  await Promise.all([manager.page.waitForEvent("load"), manager.page.getByRole("button", { name: "Показать", exact: true }).click()]);
  assert.equal(await manager.page.locator(".journal tbody tr").count(), 2);
});

test("the operator's administrator reads the operator's own", async () => {
  const admin = await browser.signedIn("admin");
  assert.equal(await admin.open("/operator/journal"), 200);
  await admin.sees("Журнал");
  await admin.healthy();
  await admin.picture("journal-operator");
});
