// What must hold of each page that a worker can come to: accessible by axe narrow and wide, in its direction, whole at 200 % zoom, light, and
// without anything that would give her away.
import { readFileSync } from "node:fs";
import { axePath, narrow, wide } from "./browser.mjs";
import { check } from "./checks.mjs";
import { readable, tooWide } from "./looks.mjs";

const axe = readFileSync(axePath, "utf8");
const rightToLeft = new Set(["ar"]);
const pictured = new Set(["en", "ko", "ar", "my"]);
// 1280 px at 200 and at 400 %.
const zoomed = [{ width: 640, height: 450 }, { width: 320, height: 300 }];

async function violations(page) {
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false, selectors: false }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

// What is wider than the box that hides the rest of it, or stands outside the screen.
function cut(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const bad = [...document.querySelectorAll("body *:not(.skip)")].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return false;
      const hides = ["hidden", "clip"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
      return hides || box.left < -1 || box.right > room + 1;
    });
    return bad.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(" | ");
  });
}

// What people write may be in another language than that of the page; groups of digits always stand from left to right.
function anyLanguage(page) {
  return page.evaluate(() => {
    const every = (selector, holds) => [...document.querySelectorAll(selector)].every((element) => holds(getComputedStyle(element)));
    return every("textarea", (style) => style.unicodeBidi === "plaintext") && every("input[type=text]", (style) => style.direction === "ltr") &&
      document.querySelector(".said:not([dir=auto])") === null;
  });
}

export class Sweep {
  constructor(language, { page, context, faults }, shots) {
    Object.assign(this, { language, page, context, faults, shots, filed: false });
    page.on("response", (response) => this.answered(response));
  }

  // Each page is one request, never kept, and no cookie is set before something was filed.
  async answered(response) {
    const path = new URL(response.url()).pathname;
    const headers = await response.allHeaders();
    if (!["no-store", "no-store, no-transform"].includes(headers["cache-control"])) this.faults.push(`${path} may be kept: ${headers["cache-control"]}`);
    if (!this.filed && headers["set-cookie"] !== undefined) this.faults.push(`${path} sets a cookie before anything was filed`);
    if (!path.startsWith(`/help/${this.language}`)) this.faults.push(`${path} is loaded`);
  }

  // `script`: the one page that has one, in itself and behind all else.
  async see(name, { script = false } = {}) {
    const { page, language } = this, label = `${name} ${language}`;
    await readable(page, label, language);
    check(`direction: ${label}`, (await page.locator("html").getAttribute("dir")) === (rightToLeft.has(language) ? "rtl" : "ltr"));
    check(`no script: ${label}`, (await page.locator("script[src], [onclick], [onload], iframe, object, link, img").count()) === 0 &&
      (await page.locator("script").count()) === (script ? 1 : 0));
    check(`direction of what is written: ${label}`, await anyLanguage(page), "a text that follows the page's direction, not its own");
    await page.evaluate(axe);
    for (const [size, viewport] of Object.entries({ wide, narrow })) {
      await page.setViewportSize(viewport);
      const found = await violations(page);
      check(`axe: ${label} ${size}`, found.length === 0, found.join("\n       "));
      await this.fits(`${label} ${size}`);
      if (this.shots && size === "narrow" && pictured.has(language)) await page.screenshot({ path: `${this.shots}/worker.${name}.${language}.png`, fullPage: true });
    }
    for (const viewport of zoomed) {
      await page.setViewportSize(viewport);
      await this.fits(`${label} at ${(wide.width / viewport.width) * 100} %`);
    }
    await page.setViewportSize(narrow);
  }

  async fits(label) {
    const culprit = (await tooWide(this.page)) || (await cut(this.page));
    check(`fits: ${label}`, culprit === "", culprit);
  }

  async go(rest, name, { status = 200, script = false } = {}) {
    await this.answers(name, await this.page.goto(`/help/${this.language}${rest}`), status, { script });
  }

  // The page that came, with its status.
  async answers(name, response, status, options) {
    check(`status: ${name} ${this.language}`, response.status() === status, `${response.url()} answered ${response.status()}`);
    await this.see(name, options);
  }
}
