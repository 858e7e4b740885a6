// A client orders a reconciliation act, a person of the partner checks it, and it comes by letter: with scripts at a desk, and on
// a phone without them. A stand-in prints the act's data as they are.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Mouse, openBrowser, Person, startPortal } from "./support.mjs";

const WAYS = [
  { name: "with scripts at a desk", window: { width: 1440 } },
  { name: "without scripts on a phone", window: { width: 390, javaScriptEnabled: false, dark: true } },
];
const ORDER = "Заказать акт сверки";
const PRINTS = "#!/bin/sh\nprintf '%%PDF-1.7\\n'; cat; printf '\\n%%%%EOF\\n'\n";

describe("a reconciliation act is ordered, checked and sent", { concurrency: true }, () => {
  for (const way of WAYS) test(way.name, (t) => walk(t, way));
});

async function walk(t, { window }) {
  const portal = await startPortal({ REGISTRAR_DOCUMENTS: printer() });
  let browser;
  try {
    browser = await openBrowser(portal);
    const cabinet = await browser.signedIn("client", window);
    const client = new Person(cabinet, Mouse);
    const desk = await browser.signedIn("staff", window);
    const staff = new Person(desk, Mouse);
    const shots = `acts-${window.width}`;

    await t.test("the client is refused in words", () => refused(client));
    let act;
    await t.test("orders the last month", async () => (act = await orders(client, cabinet, shots)));
    await t.test("the employee refuses another one in words", () => declines(staff, desk, shots));
    await t.test("checks the act and sends it", () => sends(staff, desk, act, shots));
    await t.test("the client gets it", () => gets(client, cabinet, portal, act, { scripted: window.javaScriptEnabled ?? true, shots }));
    await browser.close();
  } finally {
    await browser?.discard();
    await portal.stop();
  }
}

function printer() {
  const path = join(mkdtempSync(join(tmpdir(), "registrar-press-")), "documents");
  writeFileSync(path, PRINTS);
  chmodSync(path, 0o755);
  return path;
}

async function opensForm(client) {
  await client.open("/cabinet");
  await client.arrives("Здравствуйте");
  await client.page.locator(".cabinet-row", { hasText: ORDER }).first().click();
  await client.arrives(ORDER);
}

async function refused(client) {
  await opensForm(client);
  await client.page.getByLabel("Начало периода").fill("2026-09-30");
  await client.page.getByLabel("Конец периода").fill("2026-07-01");
  await client.page.getByLabel("Остаток по вашим данным").fill("8 000");
  await client.press("Заказать");
  await client.arrives(ORDER, { wrong: true });
  assert.equal(await client.page.locator("#last-error").innerText(), "Дата конца периода меньше даты начала");
  assert.equal(await client.page.locator("#favour-error").innerText(), "Укажите, в чью пользу остаток");
  assert.equal(await client.page.getByLabel("Остаток по вашим данным").inputValue(), "8 000");
}

async function orders(client, cabinet, shots) {
  await opensForm(client);
  await client.page.locator("ul.presets button").first().click();
  await client.arrives(ORDER);
  assert.match(await cabinet.text(".archive-found"), /Придет .+ до 1[28]:00 МСК/);
  await client.page.getByLabel("Остаток по вашим данным").fill("100,00");
  await client.page.getByLabel("В чью пользу остаток").selectOption("partner");
  await cabinet.picture(`${shots}-form`);
  await client.press("Заказать");
  await client.arrives("Мои запросы");
  const row = client.page.locator("article[data-row]").first();
  assert.match(await row.innerText(), /Принято, формируется[^]*Проверяет сотрудник[^]*до 1[28]:00 МСК/);
  await cabinet.picture(`${shots}-own`);
  return row.getAttribute("data-row");
}

async function declines(staff, desk, shots) {
  await staff.open("/partner/documents/acts");
  await staff.arrives("Документы");
  await desk.picture(`${shots}-board`);
  await staff.open("/partner/documents/acts/1");
  await staff.arrives("Акт сверки");
  await staff.press("Отказать");
  await staff.page.locator("#refusal-reason-error").waitFor();
  await staff.page.locator("#refusal-reason").fill("Сначала согласуем корректировку");
  await staff.press("Отказать");
  await staff.page.getByText("Сначала согласуем корректировку").first().waitFor();
}

async function sends(staff, desk, act, shots) {
  await staff.open(`/partner/documents/acts/${act}`);
  await staff.arrives("Акт сверки");
  for (const words of ["Начальное сальдо", "Конечное сальдо", "Разница"]) await staff.page.getByText(words).first().waitFor();
  await desk.picture(`${shots}-card`);
  await staff.press("Отправить");
  await staff.page.getByText("Акт отправляется клиенту.").first().waitFor();
  await desk.healthy();
}

async function gets(client, cabinet, portal, act, { scripted, shots }) {
  await client.page.bringToFront();
  if (scripted) await client.open("/cabinet/archives");
  const done = client.page.getByText(/^документы отправлены на электронную почту /).first();
  const until = Date.now() + 60_000;
  while (!(await done.isVisible())) {
    assert.ok(Date.now() < until, await cabinet.text());
    await pause(500);
    if (!scripted) await client.follow("Обновить статус");
  }
  assert.match(await cabinet.text(), /Отказано[^]*Сначала согласуем корректировку/);
  await cabinet.healthy();
  await cabinet.picture(`${shots}-sent`);
  const letters = readdirSync(portal.mail).map((name) => readFileSync(join(portal.mail, name), "latin1"));
  assert.ok(letters.some((letter) => letter.includes("application/pdf")), "the letter carries the act");
  const taken = await cabinet.download(`/cabinet/archives/${act}/file`);
  assert.match(taken.name, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.pdf$/);
  assert.match(taken.bytes.toString("utf8"), /^%PDF-1\.7\n[^]*"kind":"reconciliation"[^]*"closing"/);
}
