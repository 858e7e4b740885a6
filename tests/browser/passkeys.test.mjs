// Passkeys in a real browser, with Chromium's own virtual devices: a client, an employee and an administrator add two keys each,
// sign in without a password, give a key another name and remove it; what the browser refuses is said beside the button.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openBrowser, startPortal } from "./support.mjs";

const KEYS = "/profile/passkeys";
const PEOPLE = [
  { login: "client", door: "/portal/sign-in", window: { width: 390, dark: true } },
  { login: "staff", door: "/sign-in", window: { width: 1440 } },
  { login: "admin", door: "/cabinet/sign-in", window: { width: 1440, dark: true } },
];

describe("people sign in with passkeys", () => {
  test("with their devices", async (t) => {
    // A passkey belongs to a name, not to a number.
    const portal = await startPortal({}, "localhost");
    let browser;
    try {
      browser = await openBrowser(portal);
      for (const person of PEOPLE) await t.test(person.login, () => walk(browser, person));
      await t.test("and not with a copy of one", () => copied(browser));
      await t.test("where the browser cannot", () => unable(browser));
      await t.test("without scripts", () => scriptless(browser));
      await browser.close();
    } finally {
      await browser?.discard();
      await portal.stop();
    }
  });
  test("and are offered none where the portal has no name", async () => {
    const portal = await startPortal();
    let browser;
    try {
      browser = await openBrowser(portal);
      const desk = await browser.signedIn("staff");
      await desk.open(KEYS);
      await desk.sees("Портал открыт по IP-адресу");
      assert.equal(await desk.offers(KEYS), false);
      await desk.open("/sign-in");
      assert.equal(await desk.offers("/sign-in/passkey"), false);
      await browser.close();
    } finally {
      await browser?.discard();
      await portal.stop();
    }
  });
});

/// The devices of a window.
async function devices(desk) {
  const cdp = await desk.page.context().newCDPSession(desk.page);
  await cdp.send("WebAuthn.enable");
  const add = async (transport) => {
    const options = { protocol: "ctap2", transport, hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
    return (await cdp.send("WebAuthn.addVirtualAuthenticator", { options })).authenticatorId;
  };
  const remove = (authenticatorId) => cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  const verify = (authenticatorId, isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  const damage = (authenticatorId, isBogusSignature) => cdp.send("WebAuthn.setResponseOverrideBits", { authenticatorId, isBogusSignature });
  /// Puts the device back to an earlier counter, as a copy of it would have.
  const copy = async (authenticatorId) => {
    const { credentials: [credential] } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
    await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
    await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credential, signCount: 1 } });
  };
  return { add, remove, verify, damage, copy };
}

async function addKey(desk, name) {
  await desk.page.getByLabel("Название", { exact: true }).fill(name);
  await desk.page.getByRole("button", { name: "Добавить ключ" }).click();
}

async function signInByKey(desk, door) {
  await desk.open("/profile");
  await Promise.all([desk.page.waitForEvent("load"), desk.page.getByRole("button", { name: "Выход" }).click()]);
  await desk.open(door);
  await desk.page.getByRole("button", { name: "Войти с ключом доступа" }).click();
}

const said = (desk, words) => desk.page.getByRole("alert").filter({ hasText: words }).first().waitFor();

async function walk(browser, { login, door, window }) {
  const desk = await browser.signedIn(login, window);
  desk.expect(422);
  const { add, remove, verify, damage } = await devices(desk);
  const laptop = await add("internal");
  await desk.open(KEYS);
  await desk.sees("Ключей доступа нет");
  await desk.healthy();
  await desk.picture(`passkeys-${login}-none`);

  await addKey(desk, "");
  await said(desk, "Напишите название ключа.");
  await addKey(desk, "Ноутбук");
  await desk.sees("Ключ доступа добавлен.");
  assert.equal(await desk.page.locator(".recovery-codes code").count(), 10);
  await desk.open(KEYS);
  await addKey(desk, "Ноутбук еще раз");
  await said(desk, "Этот ключ уже добавлен.");
  await verify(laptop, false);
  await signInByKey(desk, door);
  await said(desk, "Ключ не подтвержден");
  await desk.healthy();
  await desk.picture(`passkeys-${login}-refused`);
  await verify(laptop, true);
  await damage(laptop, true);
  await desk.page.getByRole("button", { name: "Войти с ключом доступа" }).click();
  await said(desk, "Ключ доступа не подошел.");
  await damage(laptop, false);
  await desk.page.getByRole("button", { name: "Войти с ключом доступа" }).click();
  await desk.page.waitForURL((url) => !url.pathname.includes("sign-in"));

  // Another device beside the first, which is not at hand meanwhile.
  await remove(laptop);
  const phone = await add("usb");
  await desk.open(KEYS);
  await addKey(desk, "Телефон");
  await desk.sees("Ключ доступа добавлен.");
  await desk.healthy();
  await desk.picture(`passkeys-${login}-two`);
  await desk.page.locator("summary", { hasText: "Переименовать" }).last().click();
  await desk.page.getByLabel("Новое название").last().fill("Личный телефон");
  await desk.page.getByRole("button", { name: "Сохранить" }).last().click();
  await desk.sees("Ключ доступа переименован.");
  await desk.sees("Личный телефон");

  await signInByKey(desk, door);
  await desk.page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await desk.open(KEYS);
  const removals = desk.page.locator("summary", { hasText: "Удалить" });
  await removals.last().click();
  await desk.sees("Войти этим ключом больше не получится.");
  // Under the mouse the button changes its colours step by step, and axe would look at one between them.
  await desk.page.mouse.move(0, 0);
  await desk.page.waitForTimeout(500);
  await desk.healthy();
  await desk.picture(`passkeys-${login}-asked`);
  await desk.page.getByRole("button", { name: "Удалить" }).click();
  await desk.sees("Ключ доступа удален");
  assert.equal(await removals.count(), 1);
  await signInByKey(desk, door);
  await desk.page.getByText("Ключ доступа не подошел.").first().waitFor();
  await remove(phone);
  desk.assertQuiet();
}

/// A copy of a key is found by its counter.
async function copied(browser) {
  const desk = await browser.signedIn("support");
  desk.expect(422);
  const { add, copy } = await devices(desk);
  const key = await add("internal");
  await desk.open(KEYS);
  await addKey(desk, "Ноутбук");
  await desk.sees("Ключ доступа добавлен.");
  await signInByKey(desk, "/sign-in");
  await desk.page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await copy(key);
  await signInByKey(desk, "/sign-in");
  await said(desk, "Этот ключ доступа приостановлен");
  await desk.healthy();
}

async function unable(browser) {
  const desk = await browser.signedIn("manager");
  await desk.page.addInitScript(() => { delete globalThis.PublicKeyCredential; });
  await desk.open(KEYS);
  await desk.sees("Этот браузер не умеет работать с ключами доступа");
  assert.equal(await desk.page.getByRole("button", { name: "Добавить ключ" }).isVisible(), false);
  await desk.open("/sign-in");
  assert.equal(await desk.page.getByText("Войти с ключом доступа").isVisible(), false);
  await desk.healthy();
}

async function scriptless(browser) {
  const desk = await browser.signedIn("manager", { javaScriptEnabled: false });
  await desk.open(KEYS);
  await desk.sees("Ключи доступа требуют JavaScript; без него работают коды из приложения.");
  assert.equal(await desk.page.getByRole("button", { name: "Добавить ключ" }).isVisible(), false);
  await desk.healthy();
}
