// Every page × two languages × light and dark × wide and narrow: accessible by axe, never wider than the screen, silent, small.
import { readFileSync } from "node:fs";
import { axePath, narrow, signIn, site, visitor, wide } from "./browser.mjs";
import { check } from "./checks.mjs";
import { consolePages, openPages, pathOf } from "./pages.mjs";

const axe = readFileSync(axePath, "utf8");
const kMaxFirstLoadBytes = 150 * 1024;
const languages = ["en", "ko"];

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(
    (one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

async function tooWide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return "";
    const culprits = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > room + 1 && element.closest(".scroll, .overflow") === null);
    return culprits.slice(0, 4).map((element) => element.outerHTML.slice(0, 100)).join(" | ") || "the page";
  });
}

async function looks(page, name, language, shots) {
  for (const [size, viewport] of Object.entries({ wide, narrow })) {
    await page.setViewportSize(viewport);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      const label = `${name} ${language} ${size} ${scheme}`;
      const found = await violations(page);
      check(`axe: ${label}`, found.length === 0, found.join("\n       "));
      if (shots) await page.screenshot({ path: `${shots}/${name}.${language}.${size}.${scheme}.png`, fullPage: true });
    }
    const culprit = await tooWide(page);
    check(`fits: ${name} ${language} ${size}`, culprit === "", culprit);
  }
}

async function visit(page, entry, language, shots) {
  const path = await pathOf(page, entry);
  await page.setViewportSize(wide);
  const response = await page.goto(path);
  check(`status: ${entry.name}`, response.status() === (entry.status ?? 200), `${path} answered ${response.status()}`);
  check(`language: ${entry.name} ${language}`, (await page.locator("html").getAttribute("lang")) === language);
  check(`letters: ${entry.name} ${language}`, !(await page.locator("body").innerText()).includes("\uFFFD"));
  await page.mouse.move(0, 0);
  await looks(page, entry.name, language, shots);
}

// Bytes over the wire, headers included, of one page to a browser that has nothing yet.
async function firstLoad(browser, path, cookies) {
  const { context, page } = await visitor(browser);
  await context.addCookies(cookies);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
  await page.goto(path, { waitUntil: "networkidle" });
  await context.close();
  return bytes;
}

async function navIsCovered(page) {
  await page.goto("/");
  const hrefs = await page.locator("nav.rail a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const known = new Set(consolePages.map((entry) => entry.path));
  for (const href of hrefs) check(`navigation: ${href} is among the pages`, known.has(href));
}

export async function sweep(browser, person, { shots, only }) {
  const wanted = (entry) => only === undefined || only.test(entry.name);
  for (const language of languages) {
    const { context, page, faults } = await visitor(browser, { language });
    for (const entry of openPages.filter(wanted)) await visit(page, entry, language, shots);
    await signIn(page, person);
    for (const entry of consolePages.filter(wanted)) {
      try {
        await visit(page, entry, language, shots);
      } catch (error) {
        check(`visit: ${entry.name} ${language}`, false, error.message.split("\n")[0]);
      }
    }
    check(`quiet: ${language}`, faults.length === 0, [...new Set(faults)].slice(0, 20).join("\n       "));
    if (language === languages[0]) {
      if (only === undefined) await navIsCovered(page);
      const cookies = await context.cookies();
      for (const path of ["/", "/alerts", "/parties", "/account"]) {
        const bytes = await firstLoad(browser, path, cookies);
        console.log(`first load of ${path}: ${(bytes / 1024).toFixed(1)} KB`);
        check(`first load of ${path}`, bytes > 0 && bytes <= kMaxFirstLoadBytes, `${bytes} bytes from ${site}`);
      }
    }
    await context.close();
  }
}
