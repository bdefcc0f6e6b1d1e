// What must hold of every page as it stands: accessible by axe, never wider than the screen, no letter lost.
import { readFileSync } from "node:fs";
import { axePath, narrow, wide } from "./browser.mjs";
import { check } from "./checks.mjs";

const axe = readFileSync(axePath, "utf8");
export const sizes = { wide, narrow };

export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(
    (one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

export async function tooWide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return "";
    const culprits = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > room + 1 && element.closest(".scroll, .overflow") === null);
    return culprits.slice(0, 4).map((element) => element.outerHTML.slice(0, 100)).join(" | ") || "the page";
  });
}

// One size and one scheme.
export async function look(page, name, size, scheme, shots) {
  const label = `${name} ${size} ${scheme}`;
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ colorScheme: scheme });
  const found = await violations(page);
  check(`axe: ${label}`, found.length === 0, found.join("\n       "));
  if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(" ", ".")}.${size}.${scheme}.png`, fullPage: true });
}

export async function fits(page, name, size) {
  const culprit = await tooWide(page);
  check(`fits: ${name} ${size}`, culprit === "", culprit);
}

export async function readable(page, name, language) {
  check(`language: ${name}`, (await page.locator("html").getAttribute("lang")) === language);
  const text = await page.locator("body").innerText();
  check(`letters: ${name}`, !text.includes("\uFFFD"));
  // An address of the API ("/members/{id}") shows its arguments on purpose.
  const sentences = text.replace(/\/\S*/g, "");
  check(`words: ${name}`, !/\{[a-z_]+\}/.test(sentences), "an argument of a sentence is not filled in");
}
