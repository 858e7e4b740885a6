// The whole story in a real browser: from a client's application to the paid month, through every desk that touches it.
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { csvRows, endedMonth, exampleApplication, intake, kopecks, openBrowser, requestedKey, startPortal, workbook } from "./support.mjs";

const INN = "9900815901";
const MONTH = endedMonth();

let portal, browser, client, sent, number;
const desks = {};

before(async () => {
  portal = await startPortal();
  browser = await openBrowser(portal);
  client = intake(portal.baseUrl);
  for (const login of ["staff", "manager", "billing", "support"]) desks[login] = await browser.signedIn(login);
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await portal?.stop();
  }
});

const card = (verb = "") => `/partner/applications/${number}${verb}`;

test("a client sends an application and the partner finds it in the queue", async () => {
  sent = exampleApplication();
  const made = await client.postApplication(sent);
  number = made.number;
  assert.equal(made.status, "sent");
  assert.equal(made.waiting_for, "partner");

  const { staff } = desks;
  await staff.open("/partner/applications");
  await staff.page.locator(`main a[href="${card()}"]`).first().waitFor();
  await staff.healthy();
  await staff.picture("story-queue");
});

test("another partner's employee does not find it", async () => {
  const stranger = await browser.signedIn("partner2");
  stranger.expect(404);
  assert.equal(await stranger.open(card()), 404);
  await stranger.healthy();
});

test("the employee takes it", async () => {
  const { staff } = desks;
  await staff.open("/partner/applications");
  await Promise.all([staff.page.waitForEvent("load"), staff.page.locator(`main a[href="${card()}"]`).first().click()]);
  await staff.sees("ООО «Ромашка»");
  await staff.submit(card("/taking"));
  await staff.sees("На проверке");
  await staff.healthy();
});

test("the price is seen before the parameters are saved", async () => {
  const { staff } = desks;
  const form = staff.page.locator(`form[action="${card("/parameters")}"]`);
  await form.locator('[name="enabled"]').check();
  await form.locator('[name="tier"][value="10_plus"]').check();
  await form.locator('[name="basis"]').selectOption("paid");
  await staff.sees(/2\s880,00\s₽/, "#price-preview");
  await staff.sees(/1\s728,00\s₽/, "#price-preview");
  await staff.healthy();
  await staff.picture("story-price");
  await staff.submit(card("/parameters"));
  assert.ok(await staff.page.locator('[name="tier"][value="10_plus"]').isChecked());
  await staff.healthy();
});

test("it is forwarded, taken back and forwarded again", async () => {
  const { staff } = desks;
  await staff.submit(card("/forwarding"));
  await staff.sees("Отправлено оператору");
  await staff.picture("story-undo");
  await staff.submit(card("/forwarding/undo"));
  await staff.sees("На проверке");
  await staff.submit(card("/forwarding"));
  await staff.sees("Отправлено оператору");
});

test("it is approved and the client's program reads so", async () => {
  const until = Date.now() + 240_000;
  let now = await client.application(number);
  while (now.status !== "approved" && Date.now() < until) {
    await pause(1_000);
    now = await client.application(number);
  }
  assert.equal(now.status, "approved");
  assert.equal(now.caption, "Одобрено");
  assert.deepEqual(now.multi_user, { enabled: true, tier: "10_plus" });
  assert.equal(now.certificates.length, sent.owners.length);

  const { staff } = desks;
  await staff.sees("Одобрено");
  await staff.open(card());
  await staff.healthy();
  await staff.picture("story-approved");
});

test("each certificate carries the key of its owner's request", async () => {
  const { certificates } = await client.application(number);
  for (const owner of sent.owners) {
    const { serial } = certificates.find((certificate) => certificate.owner_snils === owner.snils);
    const certificate = new X509Certificate(await client.certificate(number, serial));
    assert.equal(certificate.publicKey.export({ type: "spki", format: "pem" }), requestedKey(owner.csr));
    assert.equal(BigInt(`0x${certificate.serialNumber}`), BigInt(`0x${serial}`));
  }
});

test("the organisation's products show the mode", async () => {
  const { staff } = desks;
  // The only one that is found opens at once.
  await staff.open(`/partner/organizations?q=${INN}`);
  await staff.sees("Ромашка");
  const products = staff.page.locator('main a[href*="tab=products"]').first();
  await Promise.all([staff.page.waitForEvent("load"), products.click()]);
  await staff.sees("10 и более");
  await staff.healthy();
  await staff.picture("story-products");
});

test("a month is formed, published, agreed and invoiced", async () => {
  const { billing, manager } = desks;
  const month = `/operator/statements/${MONTH}`;
  await billing.open(`/operator/statements?month=${MONTH}`);
  if (await billing.offers(`${month}/formation`)) await billing.submit(`${month}/formation`);
  await billing.healthy();
  await billing.picture("story-formed");
  await billing.open(`${month}/forsait`);
  if (await billing.offers(`${month}/forsait/publication`)) await billing.submit(`${month}/forsait/publication`);

  await manager.open(`/partner/statements/${MONTH}`);
  await manager.sees("На согласовании");
  await manager.healthy();
  await manager.picture("story-statement");
  await manager.submit(`/partner/statements/${MONTH}/agreement`);
  await manager.sees("Согласовано");

  await billing.open(`${month}/forsait`);
  await billing.submit(`${month}/forsait/invoice`);
  await billing.sees("Выставлено");
  await billing.healthy();
});

test("the three exports say what the page says", async () => {
  const { manager } = desks;
  const page = `/partner/statements/${MONTH}`;
  await manager.open(page);
  const total = kopecks(await manager.text('.total-card:has-text("Всего") .total-value'));
  const file = (format) => manager.download(`${page}/export/${format}`);

  const utf8 = await file("csv");
  assert.deepEqual([...utf8.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lines = csvRows(utf8.bytes.subarray(3).toString("utf8"));
  assert.ok(lines.length >= 11, `only ${lines.length} lines`);
  const sum = (rows) => rows.reduce((all, row) => all + kopecks(row["Всего"]), 0n);
  assert.equal(sum(lines), total);
  assert.ok(lines.every((line) => line["Статус"] === "Выставлено"));

  // A name has a sign that Windows-1251 lacks: the manager reads that before the file is taken away.
  await manager.page.locator(`a[href="${page}/export/csv1251"]`).click();
  await manager.sees("☕");
  const windows = csvRows(new TextDecoder("windows-1251").decode((await file("csv1251?sure=1")).bytes));
  assert.equal(sum(windows), total);
  assert.deepEqual(windows.map((line) => line["ИНН"]), lines.map((line) => line["ИНН"]));

  const { rows } = workbook((await file("xlsx")).bytes);
  const [head, ...cells] = rows;
  assert.deepEqual(head, Object.keys(lines[0]));
  const body = cells.slice(0, lines.length);
  const column = (heading) => head.indexOf(heading);
  const inXlsx = body.reduce((all, row) => all + BigInt(Math.round(row[column("Всего")] * 100)), 0n);
  assert.equal(inXlsx, total);
  assert.deepEqual(body.map((row) => row[column("ИНН")]), lines.map((line) => line["ИНН"]));
  await manager.healthy();
});

test("the support line finds it and can change nothing", async () => {
  const { support } = desks;
  await support.open(`/support?q=${INN}`);
  // The only one that is found opens at once; all that can be sent from there asks to see personal data.
  assert.match(new URL(support.page.url()).pathname, /^\/support\/organizations\/\d+$/);
  await support.sees("10 и более");
  const forms = await support.page.locator('main form[method="post"]').evaluateAll((all) => all.map((form) => form.action));
  assert.ok(forms.every((action) => new URL(action).pathname === new URL(support.page.url()).pathname), forms.join(" "));
  const text = await support.text();
  assert.ok(!text.includes("990-000-001 53"), "a whole SNILS is shown to the support line");
  await support.healthy();
  await support.picture("story-support");
});
