// People of the panel's walks: each in a browser of her own, doing what a person does: opening pages, following links, filling in forms.
import { readFileSync } from "node:fs";
import { signIn, visitor, wide } from "./browser.mjs";
import { check } from "./checks.mjs";
import { fits, look, readable } from "./looks.mjs";

// The form on the page that goes to `action` (its path, or a pattern of it) and holds these fields and values.
async function formOf(page, action, holding) {
  const handle = await page.evaluateHandle(
    ([source, exact, wanted]) => {
      const goesThere = (form) => {
        const path = form.getAttribute("action");
        return exact ? path === source : new RegExp(source).test(path);
      };
      const holds = (form) => Object.entries(wanted).every(([name, value]) =>
        [...form.elements].some((field) => field.name === name && (value === null || field.value === value)));
      return [...document.querySelectorAll("main form")].find((form) => goesThere(form) && holds(form)) ?? null;
    },
    [action instanceof RegExp ? action.source : action, !(action instanceof RegExp), holding]);
  const form = handle.asElement();
  if (form === null) throw new Error(`${page.url()}: no form to ${action} with ${JSON.stringify(holding)}`);
  return form;
}

// Folded parts of the page around the element are opened as a person opens them.
async function unfold(element) {
  for (;;) {
    const summary = (await element.evaluateHandle((one) => {
      let closed = null;
      for (let up = one.closest("details"); up; up = up.parentElement.closest("details")) if (!up.open) closed = up;
      return closed?.querySelector("summary") ?? null;
    })).asElement();
    if (summary === null) return;
    await summary.click();
  }
}

async function fill(form, name, value) {
  const fields = await form.$$(`[name="${name}"]`);
  if (fields.length === 0) throw new Error(`no field ${name}`);
  await unfold(fields[0]);
  const values = Array.isArray(value) ? value : [value];
  const kind = await fields[0].evaluate((field) => (field.tagName === "SELECT" ? "select" : field.type));
  if (kind === "checkbox" || kind === "radio") {
    for (const field of fields) {
      const own = await field.evaluate((one) => one.value);
      const wanted = value === true || values.includes(own);
      if (kind === "checkbox" || wanted) await field.setChecked(wanted);
    }
    return;
  }
  for (const [index, one] of values.entries()) {
    if (kind === "select") await fields[index].selectOption(one);
    else if (kind === "file") await fields[index].setInputFiles(one);
    else await fields[index].fill(one);
  }
}

export class Guest {
  constructor({ context, page, faults }, { language, shots, name }) {
    Object.assign(this, { context, page, faults, language, shots, name });
  }

  async go(path, status = 200) {
    const response = await this.page.goto(path);
    if (response.status() !== status) throw new Error(`${path} answered ${response.status()}, not ${status}`);
    return response;
  }

  async hrefs(pattern) {
    const all = await this.page.locator("main a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    return all.filter((href) => pattern.test(href));
  }

  // Follows the first link of main (or the last, where asked) that leads there.
  async follow(pattern, { last = false, text, row } = {}) {
    const links = this.page.locator("main a[href]");
    const found = await links.evaluateAll(
      (all, [source, words, rowWords]) => all.flatMap((link, index) =>
        new RegExp(source).test(link.getAttribute("href")) && (!words || link.textContent.includes(words)) &&
          (!rowWords || link.closest("tr")?.textContent.includes(rowWords)) ? [index] : []),
      [pattern.source, text, row]);
    if (found.length === 0) throw new Error(`${this.page.url()}: no link ${pattern} ${text ?? ""} ${row ?? ""}`);
    const link = links.nth(last ? found.at(-1) : found[0]);
    await unfold(await link.elementHandle());
    const [response] = await Promise.all([this.page.waitForNavigation(), link.click()]);
    if (response && response.status() >= 400) throw new Error(`${this.page.url()} answered ${response.status()}`);
  }

  // Fills in the form that has this button (or this hidden field) and presses it, or else the form's only one. Where it is to be
  // refused the page says why; `quiet` where the form asks for something instead of doing it.
  async send(action, fields = {}, { button = {}, holding = {}, refused = false, quiet = false } = {}) {
    const form = await formOf(this.page, action, { ...holding, ...button });
    for (const [name, value] of Object.entries(fields)) await fill(form, name, value);
    const [[name, value]] = Object.entries(button).length ? Object.entries(button) : [[]];
    const named = name ? await form.$(`button[name="${name}"][value="${value}"]`) : null;
    const press = named ?? (await form.$("button"));
    await unfold(press);
    const [response] = await Promise.all([this.page.waitForNavigation(), press.click()]);
    const errors = await this.page.locator(".errors:visible, .err:visible, .flash.harm:visible").allInnerTexts();
    const failed = response.status() >= 400 || errors.length > 0;
    if (failed !== refused)
      throw new Error(`${action} answered ${response.status()}: ${errors.join(" ") || (await this.mainText()).slice(0, 300)}`);
    if (!refused && !quiet && (await this.page.locator("#flash").count()) === 0)
      throw new Error(`${action}: the page does not say that it is done`);
  }

  async mainText() {
    return this.page.locator("main").innerText();
  }

  async reads(...wanted) {
    const text = await this.page.locator("main").textContent();
    for (const words of wanted)
      if (!(words instanceof RegExp ? words.test(text) : text.includes(words)))
        throw new Error(`${this.page.url()} does not say ${words}: ${(await this.mainText()).slice(0, 600)}`);
  }

  async readsNot(...unwanted) {
    const text = await this.page.content();
    for (const words of unwanted) if (text.includes(words)) throw new Error(`${this.page.url()} says ${words}`);
  }

  // Follows a link to a file and answers its bytes.
  async takes(pattern, start = "") {
    const links = this.page.locator("main a[href]");
    const index = await links.evaluateAll(
      (all, source) => all.findIndex((link) => new RegExp(source).test(link.getAttribute("href"))), pattern.source);
    if (index < 0) throw new Error(`${this.page.url()}: no link ${pattern}`);
    await unfold(await links.nth(index).elementHandle());
    const [download] = await Promise.all([this.page.waitForEvent("download"), links.nth(index).click()]);
    const bytes = readFileSync(await download.path());
    if (!bytes.toString("latin1", 0, start.length).startsWith(start)) throw new Error(`${pattern} does not begin with ${start}`);
    if (bytes.length < 40) throw new Error(`${pattern}: ${bytes.length} bytes`);
    return bytes;
  }

  // The page as it is now, with what stands on it. `all`: also narrow and dark; else one look for each language.
  async see(name, { all = false } = {}) {
    const label = `${name} ${this.language}`;
    await readable(this.page, label, this.language);
    await this.page.mouse.move(0, 0);
    const other = this.language === "ko";
    for (const size of all ? ["wide", "narrow"] : [other ? "narrow" : "wide"]) {
      for (const scheme of all ? ["light", "dark"] : [other ? "dark" : "light"])
        await look(this.page, label, size, scheme, this.shots);
      await fits(this.page, label, size);
    }
    if (!all) {
      await this.page.setViewportSize(wide);
      await this.page.emulateMedia({ colorScheme: "light" });
      if (other && this.shots) await this.page.screenshot({ path: `${this.shots}/${label.replaceAll(" ", ".")}.wide.png`, fullPage: true });
      await this.page.setViewportSize(other ? wide : { width: 360, height: 740 });
      await fits(this.page, label, other ? "wide" : "narrow");
    }
    await this.page.setViewportSize(wide);
    await this.page.emulateMedia({ colorScheme: "light" });
  }

  async leaves() {
    check(`${this.name} ${this.language} is quiet`, this.faults.length === 0, [...new Set(this.faults)].slice(0, 10).join("\n       "));
    await this.context.close();
  }
}

// Somebody who is signed in and has chosen the language in her account.
export async function arrives(browser, person, options) {
  const guest = new Guest(await visitor(browser, { scripts: options.scripts ?? true }), { ...options, name: person.email });
  await signIn(guest.page, person);
  await guest.go("/account");
  await guest.send("/account", { locale: options.language });
  await guest.go("/");
  return guest;
}

export async function comesBy(browser, options) {
  return new Guest(await visitor(browser, { ...options, language: options.language }), { ...options, name: options.name ?? "visitor" });
}

// The wall clock in Seoul so many hours from now: what takes place today has begun when its minutes are circulated.
export function seoulTime(hours) {
  return new Date(Date.now() + (9 + hours) * 3_600_000).toISOString().slice(0, 16);
}

export function localTime(days, hour) {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return hour === undefined ? day : `${day}T${hour}`;
}
