// An accountant has closing documents sent each month, and ends that by the link of a letter: with scripts at a desk, and on a
// phone without them. A mail program ends it by one request of its own.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { letterTo, Mouse, openBrowser, Person, startPortal } from "./support.mjs";

const WAYS = [
  { name: "with scripts at a desk", window: { width: 1440 } },
  { name: "without scripts on a phone", window: { width: 390, javaScriptEnabled: false, dark: true } },
];
const TO = "anna@elsewhere.example";
const PAGE = "Закрывающие документы каждый месяц";

describe("an accountant has closing documents sent each month", { concurrency: true }, () => {
  for (const way of WAYS) test(way.name, (t) => walk(t, way));
});

async function walk(t, { window }) {
  const portal = await startPortal();
  let browser;
  try {
    browser = await openBrowser(portal);
    const desk = await browser.signedIn("client", window);
    const client = new Person(desk, Mouse);
    const shots = `subscriptions-${window.width}`;
    await client.open("/portal/subscriber/organizations");
    const [inn] = /99\d{8}/.exec(await desk.text());
    drops(portal, inn);

    await t.test("is refused in words", () => refused(client));
    await t.test("subscribes", () => subscribes(client, desk, shots));
    await t.test("confirms the address by the link of a letter", () => confirms(browser, portal));
    await t.test("gets a letter, and ends it by its link", () => ends(browser, portal, client, desk, window, shots));
    await browser.close();
  } finally {
    await browser?.discard();
    await portal.stop();
  }
}

/// The former month but one: its documents have gone on any day of this month.
function month() {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - 2, 20));
}

function drops(portal, inn) {
  const folder = join(portal.drop, "forsait");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `act_${month().toISOString().slice(0, 10)}_917_${inn}.pdf`);
  writeFileSync(path, "%PDF-1.7\n% act\n%%EOF\n");
  utimesSync(path, new Date(Date.now() - 300_000), new Date(Date.now() - 300_000));
}

async function opensPage(client) {
  await client.open("/cabinet");
  await client.page.locator(".cabinet-row", { hasText: "Присылать закрывающие документы каждый месяц" }).first().click();
  await client.arrives(PAGE);
}

async function refused(client) {
  await opensPage(client);
  await client.page.getByLabel("E-mail").first().fill("anna@");
  await client.press("Присылать каждый месяц");
  await client.arrives(PAGE, { wrong: true });
  assert.match(await client.page.locator("#email-error").innerText(), /E-mail записывается/);
  assert.equal(await client.page.getByLabel("E-mail").first().inputValue(), "anna@");
}

async function subscribes(client, desk, shots) {
  await opensPage(client);
  await client.page.getByLabel("E-mail").first().fill(TO);
  await client.press("Присылать каждый месяц");
  await client.arrives(PAGE);
  await client.page.getByText("Ждет подтверждения адреса").first().waitFor();
  await desk.healthy();
  await desk.picture(`${shots}-waiting`);
}

async function confirms(browser, portal) {
  const letter = await letterTo(portal, TO, "Подтвердите адрес");
  const holder = new Person(await browser.desk({ width: 390 }), Mouse);
  await holder.open(letter.links.find((link) => link.includes("/subscriptions/addresses/")));
  await holder.arrives("Подтвердите адрес");
  await holder.press("Подтвердить адрес");
  await holder.arrives("Адрес подтвержден");
}

/// The address in the head of the letter that carries an archive.
async function unsubscribing(portal) {
  const until = Date.now() + 150_000;
  while (Date.now() < until) {
    for (const name of readdirSync(portal.mail)) {
      const source = readFileSync(join(portal.mail, name), "latin1").replace(/\r?\n[ \t]+/g, " ");
      const address = /^List-Unsubscribe: <(\S+)>/m.exec(source)?.[1];
      if (address) {
        assert.match(source, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
        assert.match(source, /application\/zip/);
        return address;
      }
    }
    await pause(1_000);
  }
  throw new Error(`no letter with an archive: ${portal.said.slice(-2000)}`);
}

async function ends(browser, portal, client, desk, window, shots) {
  // As if it had begun before that month; the day on which a month goes is moved by no browser.
  const before = new Date(Date.UTC(month().getUTCFullYear(), month().getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  portal.sql(`update subscriptions set settled = '${before}'`);
  const address = await unsubscribing(portal);
  const holder = new Person(await browser.desk(window), Mouse);
  await holder.open(address);
  await holder.arrives("Больше не присылать?");
  await holder.press("Больше не присылать");
  await holder.arrives("Документы больше не придут");
  // A mail program that does the same later: neither cookies nor a page.
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  assert.equal(answer.status, 200);
  await client.page.bringToFront();
  await client.open("/cabinet/subscriptions");
  await client.arrives(PAGE);
  assert.equal(await client.page.getByRole("button", { name: "Отключить" }).count(), 0);
  await desk.picture(`${shots}-ended`);
}
