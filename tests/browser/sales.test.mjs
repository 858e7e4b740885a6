// What a partner sells to its clients: the drafts are chosen, counted and issued, with scripts and without them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, startPortal } from "./support.mjs";

const DRAFTS = "/partner/documents";

let portal, browser;

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

test("the button says how many documents are chosen and their sum, and issues them", async () => {
  const desk = await browser.signedIn("manager", { width: 1440, height: 900 });
  await desk.open(DRAFTS);
  const button = desk.page.locator("[data-issue]");
  const boxes = desk.page.locator("input[name=sale]");
  const count = await boxes.count();
  assert.ok(count > 1, "the demo has drafts");
  assert.match(await button.textContent(), new RegExp(`^Выставить ${count * 2} документ`));
  await desk.page.locator("[data-issue-all]").uncheck();
  assert.ok(await button.isDisabled());
  await boxes.first().check();
  assert.match(await button.textContent(), /^Выставить 2 документа · [\d\s]+,\d\d ₽$/);
  await button.click();
  await desk.page.waitForURL("**/partner/documents/issued");
  assert.match(await desk.page.locator("main").textContent(), /Выставлено: 2\sдокумента\./);
  await desk.healthy();
});

test("j and x choose a draft by the keys", async () => {
  const desk = await browser.signedIn("manager", { width: 1440, height: 900 });
  await desk.open(DRAFTS);
  const first = desk.page.locator("tr[data-row] input[name=sale]").first();
  await desk.page.keyboard.press("j");
  await desk.page.keyboard.press("x");
  assert.equal(await first.isChecked(), false);
  await desk.healthy();
});

test("without scripts the chosen drafts are issued all the same, on a phone too", async () => {
  const desk = await browser.signedIn("manager", { width: 390, height: 844, javaScriptEnabled: false });
  await desk.open(DRAFTS);
  const boxes = desk.page.locator("input[name=sale]");
  for (let place = 1; place < await boxes.count(); place += 1) await boxes.nth(place).uncheck();
  await desk.page.locator("[data-issue]").click();
  assert.match(await desk.page.locator("main").textContent(), /Выставлено: 2\sдокумента\./);
  await desk.healthy();
});
