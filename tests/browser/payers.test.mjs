// A manager notes a payment: the payer is found as its name is typed, or without scripts in a step of its own.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Mouse, openBrowser, Person, startPortal } from "./support.mjs";

const WAYS = [
  { name: "with scripts at a desk", window: { width: 1440 } },
  { name: "without scripts on a phone", window: { width: 390, javaScriptEnabled: false, dark: true } },
];
const PAGE = "Документы";
const PAYER = "ООО «Вектор Плюс»";

describe("a manager finds the payer and notes a payment", { concurrency: true }, () => {
  for (const way of WAYS) test(way.name, () => walk(way));
});

async function walk({ window }) {
  const portal = await startPortal();
  let browser;
  try {
    browser = await openBrowser(portal);
    const desk = await browser.signedIn("manager", window);
    const manager = new Person(desk, Mouse);
    const { page } = manager;
    await manager.open("/partner/documents/payments");
    await manager.arrives(PAGE);
    assert.equal(await page.getByLabel("Номер поручения").count(), 0, "first somebody is chosen");
    if (window.javaScriptEnabled ?? true) {
      await page.getByLabel("Название или ИНН").pressSequentially("вектор");
    } else {
      await page.getByLabel("Название или ИНН").fill("вектор");
      await manager.press("Найти");
    }
    const found = page.locator(".payers a");
    await found.first().waitFor();
    assert.deepEqual(await found.allInnerTexts(), [PAYER]);
    await desk.healthy();
    await desk.picture(`payers-${window.width}-found`);
    await found.first().click();
    await page.getByText("Выбрать другого").waitFor();
    assert.match(await desk.text(), /На сегодня:\s+должен/);
    await page.getByLabel("Номер поручения").fill("501");
    await page.getByLabel("Сумма, ₽").fill("100000");
    await manager.press("Отметить оплату");
    await page.getByText("Оплата отмечена.").waitFor();
    assert.match(await desk.text(), /На сегодня:\s+аванс/);
    await desk.healthy();
    await desk.picture(`payers-${window.width}-noted`);
    await browser.close();
  } finally {
    await browser?.discard();
    await portal.stop();
  }
}
