// Every page × two languages × light and dark × wide and narrow: accessible by axe, never wider than the screen, silent, small.
import { signIn, site, visitor, wide } from "./browser.mjs";
import { check } from "./checks.mjs";
import { fits, look, readable, sizes } from "./looks.mjs";
import { consolePages, openPages, pathOf } from "./pages.mjs";

const kMaxFirstLoadBytes = 150 * 1024;
const languages = ["en", "ko"];

async function looks(page, name, language, shots) {
  for (const size of Object.keys(sizes)) {
    for (const scheme of ["light", "dark"]) await look(page, `${name} ${language}`, size, scheme, shots);
    await fits(page, `${name} ${language}`, size);
  }
}

async function visit(page, entry, language, shots) {
  const path = await pathOf(page, entry);
  await page.setViewportSize(wide);
  const response = await page.goto(path);
  check(`status: ${entry.name}`, response.status() === (entry.status ?? 200), `${path} answered ${response.status()}`);
  await readable(page, `${entry.name} ${language}`, language);
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
