// The second factor in a real browser, with an app whose clock is the machine's: a client, an employee and an administrator set
// it up and sign in by a code, by a recovery code without scripts, and by a passkey; what is important asks again and keeps the form.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import { openBrowser, PASSWORD, startPortal } from "./support.mjs";

const CODES = "/profile/codes";
const PEOPLE = [
  { login: "client", door: "/portal/sign-in", window: { width: 390, dark: true } },
  { login: "staff", door: "/sign-in", window: { width: 1440 } },
  { login: "admin", door: "/sign-in", window: { width: 1440, dark: true } },
];

describe("people sign in with a second factor", () => {
  test("of an app, on paper, of a device", async (t) => {
    const portal = await startPortal({}, "localhost");
    let browser;
    try {
      browser = await openBrowser(portal);
      for (const person of PEOPLE) await t.test(person.login, () => walk(browser, person));
      await browser.close();
    } finally {
      await browser?.discard();
      await portal.stop();
    }
  });
});

/// The code of an instant (RFC 6238), as an app tells it.
function code(key, at = Date.now()) {
  const bits = [...key.replaceAll(" ", "")].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", secret).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/// The next code that was not taken yet: each is good once.
async function fresh(person) {
  const step = () => Math.floor(Date.now() / 30_000);
  while (step() <= (person.step ?? 0)) await new Promise((done) => setTimeout(done, 500));
  person.step = step();
  return code(person.key);
}

async function typesPassword(desk, { login, door }) {
  await desk.open(door);
  await desk.page.locator("[name=login]").fill(login);
  await desk.page.locator("[name=password]").fill(PASSWORD);
  await Promise.all([desk.page.waitForEvent("load"), desk.page.getByRole("button", { name: "Войти", exact: true }).click()]);
  await desk.sees("Второй шаг входа");
}

async function answers(desk, typed) {
  await desk.page.locator("[name=code]").fill(typed);
  await Promise.all([desk.page.waitForEvent("load"), desk.page.getByRole("button", { name: "Войти", exact: true }).click()]);
}

async function presses(desk, name) {
  await Promise.all([desk.page.waitForEvent("load"), desk.page.getByRole("button", { name, exact: true }).click()]);
}

async function walk(browser, person) {
  const { login, window } = person;
  const desk = await browser.signedIn(login, window);
  desk.expect(422);
  await desk.open(CODES);
  await desk.healthy();
  await desk.picture(`codes-${login}-none`);
  await presses(desk, "Подключить");
  person.key = await desk.page.locator("code.key").innerText();
  await desk.page.getByRole("img", { name: "QR-код для приложения" }).waitFor();
  assert.match(await desk.page.getByRole("link", { name: "Открыть в приложении" }).getAttribute("href"), /^otpauth:\/\/totp\//);
  await desk.healthy();
  await desk.picture(`codes-${login}-waiting`);
  await desk.page.locator("[name=code]").fill("000000");
  await presses(desk, "Подключить");
  await desk.sees("Код не подошел");
  await desk.page.locator("[name=code]").fill(await fresh(person));
  await presses(desk, "Подключить");
  await desk.sees("Приложение подключено");
  const codes = await desk.page.locator(".recovery-codes code").allInnerTexts();
  assert.equal(codes.length, 10);
  await desk.page.getByRole("button", { name: "Копировать" }).waitFor();
  await desk.page.getByRole("button", { name: "Распечатать" }).waitFor();
  await desk.healthy();
  await desk.picture(`codes-${login}-recovery`);
  await desk.page.reload();
  await desk.sees("Коды уже показаны");
  await desk.healthy();

  // Without scripts, a code of the app, then one of the paper.
  const plain = await browser.desk({ ...window, javaScriptEnabled: false });
  plain.expect(422);
  await typesPassword(plain, person);
  await answers(plain, "000000");
  await plain.sees("Код не подошел");
  await plain.healthy();
  await plain.picture(`second-step-${login}`);
  // A phone that is slow by two minutes is told so; one that is fast by half a minute is taken, and its code is good once.
  await answers(plain, code(person.key, Date.now() - 120_000));
  await plain.sees("время на телефоне точное");
  const fast = code(person.key, Date.now() + 30_000);
  await answers(plain, fast);
  await plain.open("/profile");
  await plain.sees("по паролю и коду");
  const twice = await browser.desk({ ...window, javaScriptEnabled: false });
  twice.expect(422);
  await typesPassword(twice, person);
  await answers(twice, fast);
  await twice.sees("уже использован");
  await plain.healthy();
  const paper = await browser.desk({ ...window, javaScriptEnabled: false });
  await typesPassword(paper, person);
  await answers(paper, codes[0]);
  await paper.sees("Вы вошли по запасному коду, осталось: 9", ".banner >> nth=-1");
  await paper.open("/profile");
  await paper.sees("осталось 9 кодов");

  // A key in the place of the code.
  const cdp = await desk.page.context().newCDPSession(desk.page);
  await cdp.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
  await desk.open("/profile/passkeys");
  await desk.page.getByLabel("Название", { exact: true }).fill("Ноутбук");
  await desk.page.getByRole("button", { name: "Добавить ключ" }).click();
  await desk.sees("Ключ доступа добавлен.");
  await desk.open("/profile");
  await presses(desk, "Выход");
  await typesPassword(desk, person);
  await desk.page.getByRole("button", { name: "Подтвердить ключом доступа" }).click();
  await desk.page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await desk.open("/profile");
  await desk.sees("по ключу доступа");
  desk.assertQuiet();
}
