// An accountant gets the documents of a quarter by e-mail: with scripts at a desk, and on a phone without them. The archive
// is looked at by two programs that are not ours.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { letterTo, Mouse, openBrowser, Person, startPortal } from "./support.mjs";

const WAYS = [
  { name: "with scripts at a desk", window: { width: 1440 } },
  { name: "without scripts on a phone", window: { width: 390, javaScriptEnabled: false, dark: true } },
];
const TO = "anna@elsewhere.example";
const NEW = "Архив закрывающих документов";
const ATTACHED = `
import email, email.policy, sys
letter = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
for part in letter.iter_attachments():
    open(sys.argv[2], "wb").write(part.get_content())
    print(part.get_filename())
`;
const UNPACKED = `
import hashlib, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
told = dict(reversed(line.split("  ", 1)) for line in archive.read("manifest.txt").decode().splitlines())
names = [name for name in archive.namelist() if name != "manifest.txt"]
assert sorted(told) == sorted(names), (told, names)
assert all(hashlib.sha256(archive.read(name)).hexdigest() == told[name] for name in names)
print("\\n".join(sorted(names)))
`;

describe("an accountant gets the documents of a quarter by e-mail", { concurrency: true }, () => {
  for (const way of WAYS) test(way.name, (t) => walk(t, way));
});

async function walk(t, { window }) {
  // Nothing is printed: the quarter has just the documents that 1С drops.
  const portal = await startPortal({ REGISTRAR_DOCUMENTS: "/nowhere/registrar-documents" });
  let browser;
  try {
    browser = await openBrowser(portal);
    const desk = await browser.signedIn("client", window);
    const client = new Person(desk, Mouse);
    const shots = `archives-${window.width}`;
    await client.open("/portal/subscriber/organizations");
    const [inn] = /99\d{8}/.exec(await desk.text());
    drops(portal, inn);

    await t.test("is refused in words", () => refused(client));
    await t.test("asks for the last quarter", () => asks(client, desk, shots));
    await t.test("confirms the address by the link of a letter", () => confirms(browser, portal, client));
    await t.test("gets the archive", () => gets(client, desk, portal, window.javaScriptEnabled ?? true, shots));
    await browser.close();
  } finally {
    await browser?.discard();
    await portal.stop();
  }
}

/// The last quarter that is over: its first day.
function quarter() {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3 - 3, 5));
}

/// 1С put these into the folder of the partner a while ago.
function drops(portal, inn) {
  const folder = join(portal.drop, "forsait");
  const day = quarter().toISOString().slice(0, 10);
  mkdirSync(folder, { recursive: true });
  for (const [kind, number] of [["act", "17"], ["upd", "17"], ["invoice", "17"]]) {
    const path = join(folder, `${kind}_${day}_${number}_${inn}.pdf`);
    writeFileSync(path, `%PDF-1.7\n% ${kind}\n%%EOF\n`);
    utimesSync(path, new Date(Date.now() - 300_000), new Date(Date.now() - 300_000));
  }
}

async function opensForm(client) {
  await client.open("/cabinet");
  await client.arrives("Здравствуйте");
  await client.sees("heading", "Для бухгалтерии");
  await client.page.locator(".cabinet-row", { hasText: NEW }).first().click();
  await client.arrives(NEW);
}

async function refused(client) {
  await opensForm(client);
  for (const label of ["Начало периода", "Конец периода", "Email"]) await client.page.getByLabel(label).first().waitFor();
  await client.page.getByLabel("Начало периода").fill("2026-09-30");
  await client.page.getByLabel("Конец периода").fill("2026-07-01");
  await client.press("Запросить");
  await client.arrives(NEW, { wrong: true });
  assert.match(await client.page.locator("#last-error").innerText(), /^Дата конца периода меньше даты начала$/);
  assert.equal(await client.page.getByLabel("Начало периода").inputValue(), "2026-09-30");
  await client.page.getByLabel("Начало периода").fill("2019-01-01");
  await client.page.getByLabel("Конец периода").fill("2019-03-31");
  await client.press("Запросить");
  await client.arrives(NEW, { wrong: true });
  assert.match(await client.page.locator("#last-error").innerText(), /^За данный период документов нет$/);
}

async function asks(client, desk, shots) {
  const until = Date.now() + 120_000;
  for (;;) {
    await opensForm(client);
    await client.page.locator("ul.presets button").nth(1).click();
    await client.arrives(NEW);
    const found = await desk.text(".archive-found");
    if (/2 документа, около/.test(found)) break;
    assert.ok(Date.now() < until, `the documents are not taken: ${found}`);
    await pause(2_000);
  }
  await client.page.getByLabel("Email").fill(TO);
  await desk.picture(`${shots}-form`);
  await client.press("Запросить");
  await client.arrives("Мои запросы");
  await client.page.getByText("Ждет подтверждения адреса").first().waitFor();
}

/// Whoever has the mailbox opens the link, in a browser where nobody is signed in.
async function confirms(browser, portal, client) {
  const letter = await letterTo(portal, TO, "Подтвердите адрес");
  const holder = new Person(await browser.desk({ width: 390 }), Mouse);
  await holder.open(letter.links.find((link) => link.includes("/archives/addresses/")));
  await holder.arrives("Подтвердите адрес");
  await holder.press("Подтвердить адрес");
  await holder.arrives("Адрес подтвержден");
  await client.page.bringToFront();
}

async function gets(client, desk, portal, scripted, shots) {
  const done = client.page.getByText(/^документы отправлены на электронную почту /).first();
  const until = Date.now() + 60_000;
  while (!(await done.isVisible())) {
    assert.ok(Date.now() < until, await desk.text());
    await pause(500);
    if (!scripted) await client.follow("Обновить статус");
  }
  await desk.healthy();
  await desk.picture(`${shots}-own`);
  const folder = mkdtempSync(join(tmpdir(), "registrar-archive-"));
  const letter = readdirSync(portal.mail).find((name) => readFileSync(join(portal.mail, name), "latin1").includes("application/zip"));
  const attached = join(folder, "attached.zip");
  const name = execFileSync("python3", ["-c", ATTACHED, join(portal.mail, letter), attached], { encoding: "utf8" }).trim();
  assert.match(name, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.zip$/);
  assert.match(execFileSync("unzip", ["-t", attached], { encoding: "utf8" }), /No errors detected/);
  const names = execFileSync("python3", ["-c", UNPACKED, attached], { encoding: "utf8" }).trim().split("\n");
  const day = quarter().toISOString().slice(0, 10);
  assert.deepEqual(names, [`${day}_17_ООО Форсайт (2).pdf`, `${day}_17_ООО Форсайт.pdf`]);
  const number = await client.page.locator("article[data-row]").first().getAttribute("data-row");
  const taken = await desk.download(`/cabinet/archives/${number}/file`);
  assert.equal(taken.name, name);
  assert.ok(taken.bytes.equals(readFileSync(attached)));
}
