// Debian's Chromium, driven as a person would, and watched: no error in the console, no refusal by the content policy.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/// The password of every login of the demo.
export const PASSWORD = "demo-demo-demo";

const PICTURES = fileURLToPath(new URL("../../../target/browser-shots/", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/// Opens the browser; each desk of it is a person with cookies of his own.
export async function openBrowser(portal) {
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  mkdirSync(PICTURES, { recursive: true });
  return new Browser(browser, portal);
}

class Browser {
  #browser;
  #portal;
  #desks = [];

  constructor(browser, portal) {
    this.#browser = browser;
    this.#portal = portal;
  }

  /// A window of a person who is not signed in yet.
  async desk({ width = 1440, height = 900, dark = false, javaScriptEnabled = true } = {}) {
    const opened = async (javaScriptEnabled) => {
      const context = await this.#browser.newContext({
        baseURL: this.#portal.baseUrl, locale: "ru-RU", timezoneId: "Europe/Moscow", acceptDownloads: true,
        viewport: { width, height }, colorScheme: dark ? "dark" : "light", javaScriptEnabled,
      });
      context.setDefaultTimeout(20_000);
      return context.newPage();
    };
    const mirror = javaScriptEnabled ? null : await opened(true);
    const desk = new Desk(await opened(javaScriptEnabled), this.#portal, mirror);
    this.#desks.push(desk);
    return desk;
  }

  /// A window of a person who has signed in.
  async signedIn(login, options) {
    const desk = await this.desk(options);
    await desk.signIn(login);
    return desk;
  }

  /// Closes the browser whatever its pages said.
  async discard() {
    await this.#browser.close();
  }

  /// Closes the browser; fails when any page complained meanwhile.
  async close() {
    await this.discard();
    this.#desks.forEach((desk) => desk.assertQuiet());
  }
}

/// One person's window: its page, and what a test asks of every page.
class Desk {
  #portal;
  #mirror;
  #complaints = [];
  #expected = new Set();

  constructor(page, portal, mirror) {
    this.page = page;
    this.#portal = portal;
    this.#mirror = mirror;
    page.on("console", (message) => this.#heard(message));
    page.on("pageerror", (error) => this.#complaints.push(`${page.url()}: ${error.stack ?? error}`));
    page.on("response", (answer) => {
      if (answer.status() >= 500) this.#complaints.push(`${answer.status()} ${answer.url()}\n${this.#portal.said}`);
    });
  }

  // Chromium reports a refused page as an error too; a test that goes there on purpose says so with `expect`.
  #heard(message) {
    if (message.type() !== "error") return;
    const refused = /status of (\d{3})/.exec(message.text());
    if (refused && this.#expected.has(Number(refused[1]))) return;
    this.#complaints.push(`${this.page.url()}: ${message.text()}`);
  }

  /// Says that answers with these statuses are meant to come.
  expect(...statuses) {
    statuses.forEach((status) => this.#expected.add(status));
  }

  /// Makes a mouse a fault of the page, for whoever works by the keys alone.
  async withoutMouse() {
    await this.page.addInitScript(() => {
      for (const kind of ["mousedown", "pointerdown", "touchstart"]) {
        addEventListener(kind, () => { throw new Error(`${kind}: a mouse was used`); }, true);
      }
    });
  }

  /// Signs in by the form, as a person does.
  async signIn(login, password = PASSWORD) {
    await this.page.goto("/sign-in");
    await this.page.locator('[name="login"]').fill(login);
    await this.page.locator('[name="password"]').fill(password);
    await this.page.getByRole("button", { name: "Войти", exact: true }).click();
    await this.page.waitForURL((url) => url.pathname !== "/sign-in");
  }

  /// Goes to an address and answers its status.
  async open(path) {
    const answer = await this.page.goto(path);
    return answer.status();
  }

  /// Sends the form with this address as a person would, by its button, and waits for the page that follows.
  async submit(path) {
    const button = this.page.locator(`form[action="${path}"] button`).first();
    await Promise.all([this.page.waitForEvent("load"), button.click()]);
  }

  /// Whether there is a form with this address.
  async offers(path) {
    return (await this.page.locator(`form[action="${path}"]`).count()) > 0;
  }

  /// Reads the main part of the page as text, with ordinary spaces.
  async text(selector = "main") {
    return (await this.page.locator(selector).first().innerText()).replace(/[\u00a0\u202f]/g, " ");
  }

  /// Waits until the page says this.
  async sees(words, selector = "main") {
    await this.page.locator(selector, { hasText: words }).first().waitFor();
  }

  /// The page, where no accessibility rule is broken and nobody complained.
  async healthy() {
    await this.accessible();
    this.assertQuiet();
  }

  /// Asserts that axe finds nothing. It takes long, and a page is the same on both engines: it looks at them on one.
  async accessible() {
    if (this.#portal.engine !== "sqlite") return;
    const page = this.#mirror ? await this.#mirrored() : this.page;
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    const words = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
    assert.deepEqual(words, [], `axe finds something on ${this.page.url()}`);
  }

  // Axe is a script itself and would wait for ever where scripts are off: it looks at a copy of the page without scripts.
  async #mirrored() {
    const body = (await this.page.content()).replace(/<script\b.*?<\/script>/gs, "");
    const address = this.page.url();
    await this.#mirror.route(address, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }), { times: 1 });
    await this.#mirror.goto(address);
    return this.#mirror;
  }

  /// Asserts that the page has stayed quiet: no console error, no policy violation, no failure of the server.
  assertQuiet() {
    assert.deepEqual(this.#complaints, []);
  }

  /// Takes a picture into target/browser-shots.
  async picture(name) {
    await this.page.screenshot({ path: join(PICTURES, `${this.#portal.engine}-${name}.png`), fullPage: true });
  }

  /// Follows a link that yields a file, and answers its bytes and the name it is offered under.
  async download(path) {
    const link = this.page.locator(`a[href="${path}"]`).first();
    const [file] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }
}
