// Every page that a worker can come to, in each language: accessible by axe narrow and wide, in its direction, whole at 200 % zoom, light, and
// without anything that would give her away.
import { readFileSync } from "node:fs";
import { axePath, narrow, visitor, wide } from "./browser.mjs";
import { check } from "./checks.mjs";
import { readable, tooWide } from "./looks.mjs";
import { codeOn, files, fill, languages, presses, returns } from "./worker_kit.mjs";

const axe = readFileSync(axePath, "utf8");
const topics = ["before", "there", "back", "money", "rights", "fees"];
const rightToLeft = new Set(["ar"]);
const pictured = new Set(["en", "ko", "ar", "my"]);
const kFirstPageBytes = 14 * 1024, kJourneyBytes = 60 * 1024, kJourneyRequests = 5;
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

class Sweep {
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

  async see(name) {
    const { page, language } = this, label = `${name} ${language}`;
    await readable(page, label, language);
    check(`direction: ${label}`, (await page.locator("html").getAttribute("dir")) === (rightToLeft.has(language) ? "rtl" : "ltr"));
    check(`no script: ${label}`, (await page.locator("script, [onclick], [onload], iframe, object, link, img").count()) === 0);
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

  async go(rest, name, status = 200) {
    const response = await this.page.goto(`/help/${this.language}${rest}`);
    check(`status: ${name} ${this.language}`, response.status() === status, `${rest} answered ${response.status()}`);
    await this.see(name);
  }
}

async function readsBeforeWriting(sweep) {
  const { page } = sweep;
  const first = await page.goto(`/help/${sweep.language}`);
  const { responseBodySize } = await first.request().sizes();
  check(`bytes of the entrance ${sweep.language}`, responseBodySize > 0 && responseBodySize <= kFirstPageBytes, `${responseBodySize} bytes`);
  await sweep.see("entrance");
  for (const rest of ["danger", "services", "advice", "advice/all", ...topics.map((topic) => `advice/${topic}`)])
    await sweep.go(`/${rest}`, rest.replace("/", "-"));
  await sweep.go("/offer", "offer");
  await presses(page, page.locator("main form"));
  await sweep.see("offer-unanswered");
  await fill(page, { fee: "yes", passport: "unsure", contract: "no", licence: "yes", register: "unsure" });
  await sweep.see("offer-answer");
  await presses(page, page.locator("main form"));
  await sweep.see("report-from-offer");
  check(`no cookie before filing ${sweep.language}`, (await sweep.context.cookies()).length === 0);
}

async function reports(sweep) {
  const { page } = sweep;
  await sweep.go("/report", "report");
  await presses(page, page.locator("main form"));
  await sweep.see("report-where");
  await presses(page, page.locator("main form"));
  await sweep.see("report-contact");
  await presses(page, page.locator("main form"));
  await sweep.see("report-nothing-said");
  check(`nothing filed, no cookie ${sweep.language}`, (await sweep.context.cookies()).length === 0);
  await journey(sweep);
  await sweep.see("code");
}

// The whole way counted in bytes and requests, as a phone that has nothing yet loads it.
async function journey(sweep) {
  const { page, language } = sweep;
  const sent = [];
  const note = (request) => sent.push(request);
  page.on("requestfinished", note);
  await page.goto(`/help/${language}`);
  await page.goto(`/help/${language}/report`);
  await fill(page, { what: "x", pick: ["fees"] });
  await fill(page, { where: "x", who: "y" });
  sweep.filed = true;
  await fill(page, { contact: "z", file: files.photo });
  page.off("requestfinished", note);
  let bytes = 0;
  for (const request of sent) bytes += (await request.sizes()).responseBodySize;
  check(`requests of the journey ${language}`, sent.length <= kJourneyRequests, `${sent.length}`);
  check(`bytes of the journey ${language}`, bytes <= kJourneyBytes, `${bytes}`);
}

async function comesBack(sweep) {
  const { page, language } = sweep;
  const code = await codeOn(page);
  await fill(page, { group: "00000" });
  await sweep.see("code-wrong-group");
  await fill(page, { group: code.split(" ")[3] });
  await sweep.see("code-saved");
  await sweep.context.clearCookies();
  await sweep.go("/return", "return");
  await fill(page, { code: "1" });
  await sweep.see("return-wrong");
  await returns(page, language, code);
  await sweep.see("talk-new");
  await presses(page, page.locator(`main form[action$="/talk"]`));
  await sweep.see("talk-nothing-written");
}

async function endsIt(sweep) {
  const { page, language } = sweep;
  const opens = async (action) => {
    const form = page.locator(`form[action="/help/${language}/${action}"]`);
    const folded = page.locator("details:not([open])", { has: form }).locator("summary");
    if (await folded.count()) await folded.click();
    return form;
  };
  await presses(page, await opens("close"));
  await sweep.see("talk-closed");
  await presses(page, await opens("satisfied"));
  await sweep.see("talk-satisfied");
  const forget = await opens("forget");
  await forget.locator("[name=sure]").check();
  await presses(page, forget);
  await sweep.see("forgotten");
}

// The case with everything on it, read in this language.
async function readsTheCase(sweep, code) {
  const { page, language } = sweep;
  await returns(page, language, code);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await sweep.see("talk-full");
  const part = page.locator("details", { has: page.locator("[name=amount]") }).first();
  await part.locator("[name=amount]").fill("a lot");
  await presses(page, part.locator("form"));
  await sweep.see("money-refused");
  await sweep.go("/consent", "consent");
}

async function inLanguage(browser, language, code, shots) {
  const open = await visitor(browser, { language, viewport: narrow });
  const sweep = new Sweep(language, open, shots);
  try {
    await readsBeforeWriting(sweep);
    await reports(sweep);
    await comesBack(sweep);
    await endsIt(sweep);
    await readsTheCase(sweep, code);
  } catch (error) {
    check(`walk through the worker's pages ${language}`, false, error.message.split("\n").slice(0, 6).join("\n       "));
  }
  check(`quiet: worker ${language}`, open.faults.length === 0, [...new Set(open.faults)].slice(0, 10).join("\n       "));
  await open.context.close();
}

// Where nobody could read a report.
export async function closedPages(browser, { shots, only }) {
  for (const language of languages.filter((one) => only === undefined || only.test(one))) {
    const open = await visitor(browser, { language, viewport: narrow });
    const sweep = new Sweep(language, open, shots);
    await sweep.go("", "closed-entrance");
    await sweep.go("/report", "closed-report");
    check(`nothing to fill in ${language}`, (await open.page.locator("main form").count()) === 0);
    check(`quiet: closed ${language}`, open.faults.length === 0, [...new Set(open.faults)].join("\n       "));
    await open.context.close();
  }
}

export async function workerPages(browser, { code, shots, only }) {
  const waiting = languages.filter((language) => only === undefined || only.test(language));
  const takes = async () => {
    for (let language = waiting.shift(); language; language = waiting.shift()) await inLanguage(browser, language, code, shots);
  };
  await Promise.all([takes(), takes()]);
}
