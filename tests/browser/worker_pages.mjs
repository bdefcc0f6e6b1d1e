// Every page that a worker can come to, in each language.
import { narrow, visitor } from "./browser.mjs";
import { check } from "./checks.mjs";
import { codeOn, files, fill, languages, presses, returns } from "./worker_kit.mjs";
import { meetsErrors, proves, sealsIt } from "./worker_rare.mjs";
import { Sweep } from "./worker_sweep.mjs";

const topics = ["before", "there", "back", "money", "rights", "fees"];
const kFirstPageBytes = 14 * 1024, kJourneyBytes = 60 * 1024, kJourneyRequests = 5;

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
    await meetsErrors(sweep);
    await endsIt(sweep);
    await sealsIt(sweep);
    await proves(sweep);
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
    await sweep.go("/sealed", "closed-sealed");
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
