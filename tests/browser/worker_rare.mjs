// Pages that a worker seldom comes to, in each language: the one that seals, the proof of what she filed, errors, and a language that is off.
import { narrow, site, visitor } from "./browser.mjs";
import { check, step } from "./checks.mjs";
import { arrives } from "./panel_kit.mjs";
import { codeOn, files, fill, languages, presses, returns } from "./worker_kit.mjs";
import { Sweep } from "./worker_sweep.mjs";

async function typesAndSeals(page, words) {
  await page.locator("#what").fill(words);
  const [response] = await Promise.all([page.waitForNavigation(), page.locator("#seal-form button").click()]);
  return response;
}

export async function sealsIt(sweep) {
  const { page } = sweep;
  await page.goto(`/help/${sweep.language}/sealed`);
  await page.evaluate(() => { document.getElementById("seal-on").hidden = true; document.getElementById("seal-off").hidden = false; });
  await sweep.see("sealed-without-script", { script: true });
  const [bare] = await Promise.all([page.waitForNavigation(), page.evaluate(() => document.getElementById("seal-form").submit())]);
  await sweep.answers("sealed-no-box", bare, 422);
  await sweep.go("/sealed", "sealed", { script: true });
  await page.locator("#seal-form button").click();
  await page.waitForSelector("#seal-empty:visible");
  await sweep.see("sealed-empty", { script: true });
  const once = await page.locator("#seal-form [name=once]").inputValue();
  await sweep.answers("sealed-code", await typesAndSeals(page, "ünvergleichlich-4711"), 200);
  await codeOn(page);
  await page.goto(`/help/${sweep.language}/sealed`);
  await page.locator("#seal-form [name=once]").evaluate((field, value) => { field.value = value; }, once);
  await sweep.answers("sealed-sent-before", await typesAndSeals(page, "other words"), 409);
  await sweep.go("/talk", "talk-sealed");
}

// From the numbers on her page to the page where an office looks whether they are right.
export async function proves(sweep) {
  const { page, language } = sweep;
  await sweep.go("/filed", "filed");
  const facts = (await page.locator("dl.facts dd").allInnerTexts()).map((one) => one.trim());
  const [team, , number, proof] = facts.slice(1);
  check(`proof: two numbers ${language}`, /^\d{4} \d{4}$/.test(number) && /^(\d{4} ){4}\d{4}$/.test(proof), facts.join(" | "));
  await sweep.go("/proof", "proof");
  await fill(page, { number, check: proof.slice(0, -1) + ((Number(proof.at(-1)) + 1) % 10) });
  check(`proof: another digit is wrong ${language}`, (await page.locator(".notice.care").count()) === 1);
  await sweep.see("proof-wrong");
  await fill(page, { number, check: proof });
  check(`proof: it is right ${language}`, (await page.locator(".notice.ok").innerText()).includes(team));
  await sweep.see("proof-right");
}

// A form of another site that sends itself here.
async function comesFromElsewhere({ page, language }) {
  await page.goto("about:blank");
  await page.setContent(`<form method="post" action="${site}/help/${language}/proof"><input name="number" value="1"><button>x</button></form>`);
  const [response] = await Promise.all([page.waitForNavigation(), page.locator("button").click()]);
  return response;
}

// While her code is open.
export async function meetsErrors(sweep) {
  const { page, language } = sweep;
  const loses = async (name, field) => check(`${name} keeps the words ${language}`, (await page.locator(`[name="${field}"]`).inputValue()) === "4711");
  await sweep.go("/no-such-page", "no-such-page", { status: 404 });
  await sweep.answers("refused-origin", await comesFromElsewhere(sweep), 403);
  await page.goto(`/help/${language}/proof`);
  await page.locator("[name=number]").evaluate((field) => { field.value = "1".repeat(1_100_000); });
  await sweep.answers("too-large", await presses(page, page.locator("main form")), 413);
  await page.goto(`/help/${language}/report`);
  await fill(page, { what: "4711" });
  await fill(page, { where: "" });
  await sweep.answers("report-too-large", await fill(page, { contact: "4711", file: files.film }), 413);
  await loses("report-too-large", "contact");
  await page.goto(`/help/${language}/talk`);
  await sweep.answers("talk-too-large", await fill(page, { text: "4711", file: files.film }), 413);
  await loses("talk-too-large", "text");
}

// What is there for who wrote in a language before it was switched off, and what is not.
async function whileOff(browser, language, { code, shots }) {
  const open = await visitor(browser, { language, viewport: narrow });
  const { page, faults } = open, sweep = new Sweep(language, open, shots);
  sweep.filed = true;
  for (const rest of ["", "/report", "/sealed", "/advice"]) {
    const response = await page.goto(`/help/${language}${rest}`);
    check(`off: ${language}${rest} is gone`, response.status() === 404 && (await page.locator("html").getAttribute("lang")) === "en", `${response.status()}`);
  }
  await sweep.go("/danger", "off-danger");
  await sweep.go("/return", "off-return");
  await returns(page, language, code);
  await sweep.see("off-talk");
  await sweep.go("/filed", "off-filed");
  await sweep.go("/consent", "off-consent");
  const links = await page.locator("a[href]").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("href")))]);
  for (const href of links.filter((one) => one.startsWith("/help") && !one.endsWith("/leave"))) {
    const response = await page.request.get(href);
    check(`off: ${language}: the link ${href} leads somewhere`, response.status() === 200, `${response.status()}`);
  }
  check(`quiet: off ${language}`, faults.length === 0, [...new Set(faults)].join("\n       "));
  await open.context.close();
}

export async function offPages(browser, people, { code, shots, only }) {
  const guest = await arrives(browser, people("ines@paths.example"), { language: "en" });
  const sets = async (language, state) => {
    await guest.go("/cases/teams");
    await guest.send("/cases/languages", { state }, { holding: { tag: language } });
  };
  for (const language of languages.filter((one) => !["en", "ko"].includes(one) && (only === undefined || only.test(one)))) {
    await step(`${language} is switched off`, () => sets(language, "off"));
    try {
      await step(`${language}: what is there for who wrote before`, () => whileOff(browser, language, { code, shots }));
    } finally {
      await sets(language, "draft");
    }
  }
  await guest.leaves();
}
