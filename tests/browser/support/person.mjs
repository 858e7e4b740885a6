// A person of the client's side: reads a page by role and name, and acts on it by a mouse or by the keys alone.
import assert from "node:assert/strict";

// What can be operated: each of these must have a name in the accessibility tree.
const NAMELESS = /^\s*- (?:button|checkbox|combobox|link|listbox|menuitem|radio|searchbox|spinbutton|switch|textbox)(?: \[[^\]]*\])*:?$/m;

/// A person at a window; `hands` are `Mouse` or `Keys`.
export class Person {
  #desk;
  #hands;
  #examined = new Set();

  constructor(desk, Hands) {
    this.#desk = desk;
    this.#hands = new Hands(desk.page);
    // A form with faults comes back as a refusal.
    desk.expect(422);
  }

  get page() {
    return this.#desk.page;
  }

  /// Types an address into the browser, as whoever follows a link of a letter does.
  async open(address) {
    await this.page.goto(address);
  }

  /// Arrives at a page: its heading and title are there, every control has its name, it fits. Axe, which takes long, looks
  /// at the pages of one heading once.
  async arrives(heading, { wrong = false } = {}) {
    await this.sees("heading", heading, { level: 1 });
    const at = `${heading}: ${this.page.url()}`;
    assert.equal(await this.page.getByRole("heading", { level: 1 }).count(), 1, `one h1 on ${at}`);
    const title = await this.page.title();
    assert.equal(title.startsWith("Ошибка: "), wrong, `«${title}» is the title of ${at}`);
    assert.ok(title.replace("Ошибка: ", "").length > 3, `no title on ${at}`);
    const tree = await this.page.locator("body").ariaSnapshot();
    assert.doesNotMatch(tree, NAMELESS, `a control without a name on ${at}`);
    const [content, window] = await this.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(content <= window, `${content} px in a window of ${window} on ${at}`);
    this.#desk.assertQuiet();
    const page = `${heading}${wrong}`;
    if (this.#examined.has(page)) return;
    this.#examined.add(page);
    await this.#desk.accessible();
  }

  /// Sees something by role and name.
  async sees(role, name, options = {}) {
    await this.#found(this.#named(role, name, options), `no ${role} «${name}»`);
  }

  /// Sees several things of one role.
  async seesAll(role, names) {
    for (const name of names) await this.sees(role, name);
  }

  /// Reads a sentence in an element of this role.
  async reads(sentence, role = "paragraph") {
    await this.#found(this.page.getByRole(role).filter({ hasText: sentence }), `no ${role} says «${sentence}»`);
  }

  /// Reads a sentence as what describes a control.
  async isTold(role, name, sentence) {
    await this.#found(this.page.getByRole(role, { name, description: sentence }), `${role} «${name}» is not described by «${sentence}»`);
  }

  /// Opens the menu, which is folded on a phone.
  async opensMenu() {
    const folded = this.page.locator("details.side-menu:not([open]) > summary");
    if (await folded.isVisible()) await this.#hands.press(folded);
  }

  /// Follows a link to another page.
  async follow(name) {
    await this.#leave(await this.#one("link", name));
  }

  /// Presses a button that leads to another page.
  async press(name) {
    await this.#leave(await this.#one("button", name));
  }

  /// Takes a file by its link.
  async takes(name) {
    const link = await this.#one("link", name);
    const [file] = await Promise.all([this.page.waitForEvent("download"), this.#hands.press(link)]);
    return file;
  }

  /// Opens what is folded under these words.
  async unfold(words) {
    const summary = this.page.locator("summary", { hasText: words });
    await this.#found(summary, `nothing is folded under «${words}»`);
    await this.#hands.press(summary.first());
  }

  /// Types into the fields with these names.
  async types(fields) {
    for (const [name, text] of Object.entries(fields)) await this.#hands.type(await this.#one("textbox", name), text);
  }

  /// Ticks these boxes.
  async ticks(...names) {
    for (const name of names) await this.#hands.tick(await this.#one("checkbox", name));
  }

  /// Chooses one of a group.
  async chooses(group, name) {
    const radios = this.page.getByRole("group", { name: group }).getByRole("radio");
    await this.#hands.choose(radios, await this.#one("radio", name));
  }

  /// Chooses a line of a list.
  async picks(name, line) {
    await this.#hands.pick(await this.#one("combobox", name), line);
  }

  /// Chooses a file.
  async attaches(name, file) {
    const [chooser] = await Promise.all([
      this.page.waitForEvent("filechooser"),
      this.#hands.press(this.page.getByLabel(name, { exact: true })),
    ]);
    await chooser.setFiles(file);
  }

  /// The text of a thing with this role and name.
  async text(role, name) {
    return (await (await this.#one(role, name)).innerText()).replace(/[\u00a0\u202f]/g, " ");
  }

  #named(role, name, options = {}) {
    return this.page.getByRole(role, { name, ...options });
  }

  // The one whose name it is; where none is called exactly so, the first whose name has the words.
  async #one(role, name) {
    const named = this.#named(role, name);
    await this.#found(named, `no ${role} «${name}»`);
    const exact = this.#named(role, name, { exact: true });
    return ((await exact.count()) > 0 ? exact : named).first();
  }

  async #found(locator, otherwise) {
    try {
      await locator.first().waitFor();
    } catch (error) {
      const tree = await this.page.locator("body").ariaSnapshot();
      throw new Error(`${otherwise} on ${this.page.url()}:\n${tree}`, { cause: error });
    }
  }

  async #leave(control) {
    await Promise.all([this.page.waitForEvent("load"), this.#hands.press(control)]);
  }
}

/// A mouse, and keys for what is typed.
export class Mouse {
  constructor(page) {
    this.page = page;
  }

  async press(control) {
    await control.click();
  }

  async type(field, text) {
    await field.fill(text);
  }

  async tick(box) {
    await box.check();
  }

  async choose(_, radio) {
    await radio.check();
  }

  async pick(list, line) {
    await list.selectOption({ label: line });
  }
}

/// The keys alone: what is to be operated is reached by the tabulator.
export class Keys {
  constructor(page) {
    this.page = page;
  }

  async press(control) {
    await this.#reach(control);
    await this.#key("Enter");
  }

  async type(field, text) {
    await this.#reach(field);
    await this.#key("ControlOrMeta+a");
    await this.page.keyboard.type(text);
    assert.equal(await field.inputValue(), text);
  }

  async tick(box) {
    await this.#reach(box);
    if (!(await box.isChecked())) await this.#key("Space");
    assert.ok(await box.isChecked());
  }

  /// The tabulator stops once at a group; the arrows go on within it.
  async choose(radios, radio) {
    await this.#reach(radios);
    if (!(await focused(radio))) await this.#until(() => focused(radio), "ArrowDown");
    if (!(await radio.isChecked())) await this.#key("Space");
    assert.ok(await radio.isChecked());
  }

  async pick(list, line) {
    await this.#reach(list);
    const shown = () => list.evaluate((select) => select.selectedOptions[0].label);
    await this.#key("Home");
    await this.#until(async () => (await shown()) === line, "ArrowDown");
  }

  async #key(key) {
    await this.page.keyboard.press(key);
  }

  async #reach(control) {
    await this.#until(() => focused(control), "Tab");
  }

  async #until(done, key) {
    for (let pressed = 0; pressed < 200; pressed += 1) {
      if (await done()) return;
      await this.#key(key);
    }
    throw new Error(`200 times ${key} do not lead there on ${this.page.url()}`);
  }
}

/// Whether one of these has the focus.
const focused = (controls) => controls.evaluateAll((all) => all.includes(document.activeElement));
