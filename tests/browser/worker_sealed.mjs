// A worker seals her report in her browser: what leaves it holds none of her words, the team reads them, and her proof is right.
import { narrow, signIn, visitor, wide } from "./browser.mjs";
import { Ended, check, step } from "./checks.mjs";
import { fits, look, readable } from "./looks.mjs";

const said = { what: "أخذوا جواز سفري، ünvergleichlich-4711 😀", where: "Hafen-Schuppen 8812", who: "Kapitän 9921", contact: "+84 912 334 556" };

// Every way in which the words could stand in a request.
function leaks(bodies) {
  return Object.values(said).filter((text) => bodies.some((body) =>
    [text, encodeURIComponent(text), new URLSearchParams([["", text]]).toString().slice(1), Buffer.from(text).toString("base64").slice(0, -4),
      Buffer.from(text).toString("base64url").slice(0, -3), Buffer.from(text).toString("hex")].some((form) => body.includes(form))));
}

async function seals(browser, shots) {
  const { context, page, faults } = await visitor(browser, { language: "ar", viewport: narrow });
  const bodies = [];
  context.on("request", (request) => bodies.push(request.url() + "\n" + (request.postDataBuffer()?.toString("latin1") ?? "")));
  let code = "";
  let proof = [];
  await step("sealed: the page is linked from the report and runs its script", async () => {
    await page.goto("/help/ar/report");
    await page.locator("main a[href='/help/ar/sealed']").click();
    await page.waitForSelector("#what:visible");
    check("sealed: the words for browsers without script are hidden", !(await page.locator("#seal-off").isVisible()));
    check("sealed: no cookie before filing", (await context.cookies()).length === 0);
    await readable(page, "sealed", "ar");
    for (const size of ["narrow", "wide"]) {
      await look(page, "worker sealed ar", size, "light", shots);
      await fits(page, "sealed ar", size);
    }
  });
  await step("sealed: an empty form and a text that is too long are not sent", async () => {
    await page.locator("#seal-form button").click();
    await page.waitForSelector("#seal-empty:visible");
    await page.fill("#what", "x".repeat(140_000));
    await page.locator("#seal-form button").click();
    await page.waitForSelector("#seal-long:visible");
    check("sealed: nothing was sent", !bodies.some((body) => body.includes("box=")));
  });
  await step("sealed: what leaves the browser holds none of her words", async () => {
    for (const [field, text] of Object.entries(said)) await page.fill(`#${field}`, text);
    await page.locator("input[name=pick][value=documents]").check();
    await page.locator("input[name=answer-safe][value=no]").check();
    await Promise.all([page.waitForNavigation(), page.locator("#seal-form button").click()]);
    code = (await page.locator("#return-code li span").allInnerTexts()).join(" ");
    check("sealed: the page after filing has the code", /^(\d{5} ){5}\d{5}$/.test(code), code);
    const sent = bodies.filter((body) => body.includes("box="));
    check("sealed: one request carried the box", sent.length === 1, String(sent.length));
    const names = [...new URLSearchParams(sent[0].split("\n").at(-1)).keys()].sort().join(" ");
    check("sealed: and nothing else", names === "box key once safe team", names);
    check("sealed: no request holds what she typed", leaks(bodies).length === 0, leaks(bodies).join(" "));
  });
  await step("sealed: coming back, she sees that only the team can open it", async () => {
    await page.goto("/help/ar/return");
    await page.fill("[name=code]", code);
    await Promise.all([page.waitForNavigation(), page.locator("main form button").click()]);
    const text = await page.locator("main").textContent();
    check("sealed: her talk is there without her words", text.includes("متصفّحك ختم") && !text.includes("4711"), text.slice(0, 300));
    await look(page, "worker talk sealed ar", "narrow", "light", shots);
  });
  await step("proof: the worker's page", async () => {
    await page.locator("main a[href='/help/ar/filed']").click();
    await page.waitForURL("**/help/ar/filed");
    await readable(page, "proof", "ar");
    for (const size of ["narrow", "wide"]) await look(page, "worker proof ar", size, "light", shots);
    await fits(page, "proof ar", "narrow");
    proof = (await page.locator("dl.facts dd").allInnerTexts()).map((one) => one.trim());
    check("proof: day, team, organisation, two numbers", proof.length === 5 && /^\d{4} \d{4}$/.test(proof[3]) && /^(\d{4} ){4}\d{4}$/.test(proof[4]),
      proof.join(" | "));
  });
  check("sealed: the worker's pages behave", faults.length === 0, faults.join("\n       "));
  await context.close();
  return proof;
}

async function isChecked(browser, proof, shots) {
  const { context, page, faults } = await visitor(browser, { language: "ko", scripts: false, viewport: wide });
  await step("proof: anybody checks it, without a script and in another language", async () => {
    await page.goto("/help/ko/proof");
    await page.fill("[name=number]", proof[3]);
    await page.fill("[name=check]", proof[4]);
    await Promise.all([page.waitForNavigation(), page.locator("main form button").click()]);
    check("proof: it is right", (await page.locator(".notice.ok").innerText()).includes(proof[1]));
    if (shots) await page.screenshot({ path: `${shots}/worker.proof.checked.ko.png`, fullPage: true });
    await page.fill("[name=check]", proof[4].slice(0, -1) + ((Number(proof[4].at(-1)) + 1) % 10));
    await Promise.all([page.waitForNavigation(), page.locator("main form button").click()]);
    check("proof: one other digit is wrong", (await page.locator(".notice.care").count()) === 1);
  });
  await step("sealed: without scripts the page leads to the usual one and shows no field", async () => {
    await page.goto("/help/ko/sealed");
    check("sealed: no field is shown", !(await page.locator("#what").isVisible()) && !(await page.locator("#seal-form button").isVisible()));
    await page.locator("#seal-off a[href='/help/ko/report']").click();
    if (shots) {
      await page.goto("/help/en/sealed");
      await page.screenshot({ path: `${shots}/worker.sealed.noscript.en.png`, fullPage: true });
    }
  });
  check("proof: the pages behave", faults.length === 0, faults.join("\n       "));
  await context.close();
}

async function isRead(browser, person, shots) {
  const { context, page, faults } = await visitor(browser);
  await step("sealed: the team reads it in the case", async () => {
    await signIn(page, person);
    await page.goto("/vault");
    await page.fill("form[action^='/vault/unlock'] [name=passphrase]", person.password);
    await Promise.all([page.waitForNavigation(), page.locator("form[action^='/vault/unlock'] button").click()]);
    await page.goto("/cases");
    const cases = await page.locator("main a[href^='/cases/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    let found = "";
    for (const href of [...new Set(cases)].filter((one) => /^\/cases\/[0-9a-z]{26}$/.test(one))) {
      await page.goto(href);
      if ((await page.locator("main").innerText()).includes("4711")) found = href;
      if (found) break;
    }
    const text = await page.locator("main").innerText();
    check("sealed: every word is there", Object.values(said).every((one) => text.includes(one)), text.slice(0, 600));
    check("sealed: the case says how it came", text.includes("Sealed in her browser"));
    await look(page, "case sealed", "wide", "light", shots);
  });
  check("sealed: the case behaves", faults.length === 0, faults.join("\n       "));
  await context.close();
}

export async function sealedReport(browser, everybody, { shots } = {}) {
  try {
    const proof = await seals(browser, shots);
    await isChecked(browser, proof, shots);
    await isRead(browser, everybody.find((one) => one.email === "maya@paths.example"), shots);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  }
}
