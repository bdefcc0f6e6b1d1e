// A worker's whole way with scripts switched off: report, code, come back, write, read, end, open again.
import { narrow, visitor } from "./browser.mjs";
import { check, step } from "./checks.mjs";
import { codeOn, files, fill, presses, returns } from "./worker_kit.mjs";

async function says(page, ...words) {
  const text = await page.locator("main").innerText();
  for (const one of words) if (!text.includes(one)) throw new Error(`${page.url()} does not say ${one}: ${text.slice(0, 400)}`);
}

async function writes(page, language) {
  await page.goto(`/help/${language}`);
  await page.locator(`main a[href="/help/${language}/report"]`).first().click();
  await fill(page, { pick: ["wages", "hours"], what: "tôi không được trả lương 여권", safe: "yes" });
  await fill(page, { where: "Busan <b>port</b>", who: "\"Kapitän\" & Söhne" });
  const response = await fill(page, { contact: "+82 10 0000 0000", file: files.photo });
  if (response.status() !== 200) throw new Error(`filing answered ${response.status()}`);
  return codeOn(page);
}

async function endsAndOpensAgain(page, language) {
  const form = (action) => page.locator(`form[action="/help/${language}/${action}"]`);
  await page.locator("details", { has: form("close") }).locator("summary").click();
  await presses(page, form("close"));
  if ((await form("talk").count()) !== 0) throw new Error("an ended talk can be written to");
  await presses(page, form("satisfied"));
  await presses(page, form("reopen"));
  if ((await form("talk").count()) !== 1) throw new Error("a talk that was opened again cannot be written to");
}

async function wholeWay(browser, language) {
  const first = await visitor(browser, { language, scripts: false, viewport: narrow });
  const code = await writes(first.page, language);
  await fill(first.page, { group: code.split(" ")[3] });
  if (!first.page.url().endsWith("/saved")) throw new Error(`group 4 was not taken: ${first.page.url()}`);
  await first.context.close();

  const later = await visitor(browser, { language, scripts: false, viewport: narrow });
  await returns(later.page, language, code);
  await says(later.page, "tôi không được trả lương 여권", "Busan <b>port</b>", "\"Kapitän\" & Söhne", "+82 10 0000 0000");
  await fill(later.page, { text: "Tin nhắn thứ hai", file: files.photo });
  await says(later.page, "Tin nhắn thứ hai");
  await endsAndOpensAgain(later.page, language);
  const left = await later.page.request.get(`/help/${language}/leave`, { maxRedirects: 0 });
  check(`leaving ends the visit ${language}`, left.status() === 303 && /Max-Age=0/.test(left.headers()["set-cookie"]));
  await later.page.goto(`/help/${language}/talk`);
  if ((await later.page.locator("ol.talk").count()) !== 0) throw new Error("the talk is open after leaving");
  for (const { faults } of [first, later]) check(`quiet without scripts ${language}`, faults.length === 0, faults.join("\n       "));
  await later.context.close();
}

export async function workerWithoutScripts(browser) {
  for (const language of ["en", "ko", "ar"])
    await step(`${language}: the whole way without scripts`, () => wholeWay(browser, language));
}
