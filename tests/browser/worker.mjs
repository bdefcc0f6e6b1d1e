// What a worker meets, from both ends: her pages in every language, without scripts and in a text browser; the pages of her case.
import { Ended, check } from "./checks.mjs";
import { aCaseWithEverything, casePages, whileNobodyReads } from "./worker_case.mjs";
import { closedPages, workerPages } from "./worker_pages.mjs";
import { workerWithoutScripts } from "./worker_plain.mjs";
import { offPages } from "./worker_rare.mjs";
import { inTextBrowsers } from "./worker_text.mjs";

async function unlessEnded(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return undefined;
  }
}

async function timed(name, work) {
  const began = Date.now();
  const made = await unlessEnded(work);
  console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
  return made;
}

export async function workerWalks(browser, everybody, { shots, only }) {
  const people = (email) => everybody.find((one) => one.email === email);
  await timed("a worker's way without scripts", () => workerWithoutScripts(browser));
  await timed("a worker's way in text browsers", () => inTextBrowsers());
  const made = await timed("a case with everything on it", () => aCaseWithEverything(browser, people, { shots }));
  if (made === undefined) return check("the worker's pages", false, "there is no case to look at");
  await timed("the worker's pages in every language", () => workerPages(browser, { code: made.code, shots, only }));
  await timed("the worker's pages in a language that is off", () => offPages(browser, people, { code: made.code, shots, only }));
  await timed("the worker's pages while nobody reads",
    () => whileNobodyReads(browser, people, { shots }, () => closedPages(browser, { shots, only })));
  await timed("the pages of a case", () => casePages(browser, people, { shots }, made));
}
