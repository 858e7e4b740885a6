// Every desk's places in a real browser: wide and on a phone, light and dark, with and without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { endedMonth, openBrowser, startPortal } from "./support.mjs";

const PLACES = {
  staff: ["/partner/applications", "/keys", "/partner/organizations", "/documentation", "/documentation/multi-user", "/profile"],
  manager: [
    "/partner/applications", "/partner/statements", `/partner/statements/${endedMonth(2)}`, "/partner/journal", "/partner/documents",
    "/partner/documents/issued", "/partner/documents/payments", "/partner/documents/terms", "/partner/documents/sales/1",
  ],
  "partner-admin": ["/partner/people", "/partner/logins", "/partner/contract"],
  support: ["/support", "/support?q=ветер", "/support?q=ООО"],
  operator: ["/operator/applications"],
  billing: [
    "/operator/statements", `/operator/statements?month=${endedMonth(2)}`, "/operator/partners", "/operator/partners/forsait",
    "/operator/prices",
  ],
  admin: ["/operator/settings", "/operator/people", "/operator/transfers", "/operator/journal"],
  client: ["/cabinet", "/profile"],
};
const LOOKS = {
  wide: { width: 1440, height: 900 },
  dark: { width: 1440, height: 900, dark: true },
  phone: { width: 390, height: 844 },
  "phone-dark": { width: 390, height: 844, dark: true },
};

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

for (const [login, places] of Object.entries(PLACES)) {
  for (const [look, options] of Object.entries(LOOKS)) {
    test(`${login}'s places, ${look}`, async () => {
      const desk = await browser.signedIn(login, options);
      for (const [at, place] of places.entries()) {
        assert.equal(await desk.open(place), 200, place);
        assert.equal(await desk.page.locator("h1").count(), 1, place);
        assert.ok(await fits(desk.page), `${place} is wider than the window`);
        assert.deepEqual(await runningOut(desk.page), [], place);
        await desk.healthy();
        await desk.picture(`${login}-${at}-${look}`);
      }
    });
  }
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/// The tables that run out of what holds them, unless that scrolls: their buttons may lie under the neighbour.
const runningOut = (page) => page.evaluate(() => [...document.querySelectorAll("main table")].filter((table) => {
  const right = table.getBoundingClientRect().right;
  for (let holder = table.parentElement; holder; holder = holder.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(holder).overflowX)) return false;
    if (right > holder.getBoundingClientRect().right + 1) return true;
    if (holder.matches("main")) return false;
  }
  return false;
}).map((table) => table.caption?.textContent ?? table.className));

/// How far the page, or a part of it that holds the whole, was moved aside.
const aside = (page) => page.evaluate(() => [...document.querySelectorAll("html, body, .shell, main")].reduce((sum, part) => sum + part.scrollLeft, 0));

for (const login of ["client", "its-demo", "staff", "admin"]) {
  for (const width of [1100, 1200, 1440, 1920]) {
    test(`${login} ends a session of another browser, ${width}`, async () => {
      // What is open there is told by its next poll.
      (await browser.signedIn(login)).expect(401);
      const desk = await browser.signedIn(login, { width });
      await desk.open("/profile");
      assert.ok(await fits(desk.page), "the profile is wider than the window");
      assert.deepEqual(await runningOut(desk.page), []);
      // What lies under another thing cannot be clicked, and the click would wait for ever.
      await Promise.all([desk.page.waitForEvent("load"), desk.page.getByRole("button", { name: "Завершить", exact: true }).first().click()]);
      await desk.sees("Сеанс завершен.");
      await desk.healthy();
    });
  }
}

test("on a phone every menu opens within the window, and a month stands straight", async () => {
  const staff = await browser.signedIn("staff", LOOKS.phone);
  await staff.open("/partner/applications?tab=new");
  await Promise.all([staff.page.waitForEvent("load"), staff.page.locator("tr[data-row] a.name").first().click()]);
  await staff.submit(`${new URL(staff.page.url()).pathname}/taking`);
  const menus = staff.page.locator("main details[data-menu]");
  assert.ok((await menus.count()) >= 4, "return, refuse, put aside, hand over");
  for (const menu of await menus.all()) {
    await menu.locator("summary").click();
    const { x, width } = await menu.locator(".menu-body").boundingBox();
    assert.ok(x >= 0 && x + width <= LOOKS.phone.width, `${await menu.getAttribute("id")} opens from ${x} to ${x + width}`);
    assert.ok(await fits(staff.page), `${await menu.getAttribute("id")} makes the page wider than the window`);
  }
  await staff.healthy();
  await staff.picture("menu-phone");
  const manager = await browser.signedIn("manager", LOOKS.phone);
  await manager.open(`/partner/statements/${endedMonth(2)}`);
  assert.equal(await aside(manager.page), 0);
});

test("the partner's administrator invites one of a subscriber from its card, on a phone", async () => {
  const desk = await browser.signedIn("partner-admin", LOOKS.phone);
  await desk.open("/partner/organizations");
  await Promise.all([desk.page.waitForEvent("load"), desk.page.locator("a.name").first().click()]);
  const link = desk.page.getByRole("link", { name: "Администраторы в личном кабинете" });
  await Promise.all([desk.page.waitForEvent("load"), link.click()]);
  await desk.sees("Пригласить администратора");
  assert.ok(await fits(desk.page), "the page is wider than the window");
  await desk.healthy();
  await desk.page.getByLabel("E-mail").fill("vera.administrator@romashka.example");
  const invite = desk.page.getByRole("button", { name: "Пригласить администратора" });
  await Promise.all([desk.page.waitForEvent("load"), invite.click()]);
  await desk.sees("Приглашение отправлено на vera.administrator@romashka.example.");
  assert.ok(await fits(desk.page), "the page with an invitation is wider than the window");
  await desk.healthy();
  await desk.picture("administrators-phone");
  const back = desk.page.getByRole("button", { name: "Отозвать" });
  await Promise.all([desk.page.waitForEvent("load"), back.click()]);
  await desk.sees("Приглашение отозвано.");
});

test("the sign-in says nothing about which half is wrong", async () => {
  const desk = await browser.desk({ width: 390 });
  desk.expect(401, 422);
  await desk.open("/sign-in");
  await desk.healthy();
  for (const login of ["staff", "nobody"]) {
    await desk.page.locator('[name="login"]').fill(login);
    await desk.page.locator('[name="password"]').fill("not-the-password");
    await Promise.all([desk.page.waitForEvent("load"), desk.page.getByRole("button", { name: "Войти", exact: true }).click()]);
    await desk.sees("Неверный логин или пароль.");
  }
  await desk.healthy();
});

test("an application is taken and given back with JavaScript switched off", async () => {
  const desk = await browser.signedIn("staff", { javaScriptEnabled: false });
  await desk.open("/partner/applications");
  const taking = desk.page.locator('main form[action$="/taking"]').first();
  const path = await taking.getAttribute("action");
  await desk.submit(path);
  await desk.open(path.replace(/\/taking$/, ""));
  await desk.sees("На проверке");
  await desk.submit(path.replace(/\/taking$/, "/release"));
  await desk.open(path.replace(/\/taking$/, ""));
  await desk.sees("Новое");
});

test("what is typed as a password is shown by a button, by the keyboard too, and hidden before it is sent", async () => {
  const desk = await browser.desk();
  await desk.open("/sign-in");
  assert.equal(await desk.page.evaluate(() => document.activeElement.id), "login", "one begins to type at once");
  const [field, button] = [desk.page.locator("#password"), desk.page.getByRole("button", { name: "Показать: Пароль" })];
  await field.fill("typed");
  await desk.page.keyboard.press("Tab");
  await desk.page.keyboard.press("Space");
  assert.equal(await field.getAttribute("type"), "text");
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  await button.click();
  assert.equal(await field.getAttribute("type"), "password");
  await button.click();
  const sent = desk.page.evaluate(() => new Promise((tell) => {
    document.forms[0].addEventListener("submit", () => setTimeout(() => tell(document.getElementById("password").type)));
  }));
  await desk.page.locator("#login").fill("nobody");
  await desk.page.evaluate(() => document.forms[0].addEventListener("submit", (event) => event.preventDefault()));
  await desk.page.getByRole("button", { name: "Войти", exact: true }).click();
  assert.equal(await sent, "password");
  const plain = await browser.desk({ javaScriptEnabled: false });
  await plain.open("/sign-in");
  assert.equal(await plain.page.locator("[data-shows]").isVisible(), false, "without scripts it is not there");
});
