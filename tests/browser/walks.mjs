// "The analyst's day": from signing in to signing out, with scripts and without.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signIn, visitor, wide } from "./browser.mjs";
import { check, Ended, step } from "./checks.mjs";

const kWait = 30_000;
const pictured = { width: 1120, height: 860 };

function inRole(people, role) {
  return people.find((one) => one.role === role);
}

// A small file of suppliers: 60 that can be read and a row without a name.
function suppliersFile(name) {
  const path = join(mkdtempSync(join(tmpdir(), "manumit-browser-")), `${name}.csv`);
  const row = (number) => `Riverside Weaving No. ${name}-${number} Ltd.,VN,${number} Mill Road,S-${name}-${number}`;
  const rows = Array.from({ length: 60 }, (_, i) => row(i + 1));
  writeFileSync(path, ["Supplier name,Country,Address,Supplier number", ...rows, ",VN,no name here,S-0"].join("\n"));
  return path;
}

async function flash(page) {
  return (await page.locator("#flash").textContent({ timeout: kWait })).trim();
}

async function picture(page, dir, name) {
  if (!dir) return;
  await page.mouse.move(0, 0);
  await page.setViewportSize(pictured);
  await page.screenshot({ path: join(dir, `${name}.png`) });
  await page.setViewportSize(wide);
}

async function waitingCount(page) {
  const words = await page.locator(".tabs a").first().textContent();
  return Number(words.replace(/\D/g, ""));
}

function decideButton(page, decision) {
  return page.locator(`form.decide button[name=decision][value=${decision}]`);
}

async function openedName(page) {
  return page.locator(".queue a[aria-current]").textContent();
}

async function importsFile(page, name, pictures) {
  await page.goto("/imports/new");
  await page.setInputFiles("input[type=file]", suppliersFile(name));
  await page.fill("input[name=source]", `Browser ${name}`);
  await page.getByRole("button", { name: "Upload the file" }).click();
  await page.getByRole("button", { name: "Check the rows" }).waitFor();
  await picture(page, pictures, "import-columns");
  await page.getByRole("button", { name: "Check the rows" }).click();
  await page.getByRole("button", { name: "Start the import" }).click();
}

// Without scripts the page is read again by hand, as its link says.
async function importEnds(page, scripts) {
  const end = Date.now() + kWait;
  while (!scripts && Date.now() < end && (await page.locator(".badge", { hasText: /^Done$/ }).count()) === 0) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await page.locator(".badge", { hasText: /^Done$/ }).first().waitFor({ timeout: kWait });
}

async function imports(page, scripts, pictures) {
  const name = scripts ? "A" : "B";
  await step("import: upload, columns, check, start", () => importsFile(page, name, pictures));
  await step("import: it ends and says what came of it", async () => {
    await importEnds(page, scripts);
    const text = await page.locator("main").textContent();
    if (!/New parties\s*60/.test(text)) throw new Error(`not 60 new parties: ${text.slice(0, 400)}`);
  });
  await step("parties: the new ones are found by name", async () => {
    await page.goto("/parties");
    await page.fill("input[name=text]", `Riverside Weaving No. ${name}-7`);
    await page.getByRole("button", { name: "Show" }).click();
    await page.locator("main a", { hasText: `Riverside Weaving No. ${name}-7 Ltd.` }).first().click();
    await page.getByRole("heading", { level: 1, name: `Riverside Weaving No. ${name}-7 Ltd.` }).waitFor();
  });
}

// A decision by the letter on its button, or by the button.
async function decide(page, scripts, decision, reason) {
  const before = page.url();
  if (reason) {
    if (scripts) {
      await page.keyboard.press("r");
      await page.keyboard.type(reason);
      await page.keyboard.press("Escape");
    } else {
      await page.fill("form.decide input[name=reason]", reason);
    }
  }
  if (scripts) await page.keyboard.press({ same: "s", "not-same": "n", unsure: "u" }[decision]);
  else await decideButton(page, decision).click();
  await page.waitForURL((url) => url.href !== before);
  await page.waitForLoadState("load");
}

async function decisions(page, scripts, pictures) {
  await step("review: the queue opens at its first alert", async () => {
    await page.goto("/alerts");
    await decideButton(page, "same").waitFor();
    await picture(page, pictures, "review");
  });
  await step("review: a decision leads to the next alert and can be undone", async () => {
    const [waiting, name] = [await waitingCount(page), await openedName(page)];
    await decide(page, scripts, "not-same", "other owner, other town");
    if ((await waitingCount(page)) !== waiting - 1) throw new Error("the number that waits did not fall by one");
    if ((await openedName(page)) === name) throw new Error("the same alert is still open");
    if (scripts) await page.keyboard.press("z");
    else await page.locator("form.undo button").click();
    await page.locator(".tabs a", { hasText: String(waiting) }).first().waitFor();
  });
  await step("review: same, with a reason, and unsure", async () => {
    await page.goto("/alerts");
    await decide(page, scripts, "same", "same address and registration");
    await decide(page, scripts, "unsure");
  });
  if (scripts) {
    await keys(page);
    await keysOff(page);
  }
}

async function keys(page) {
  await step("review: J goes on, K goes back, ? shows the keys", async () => {
    await page.goto("/alerts");
    const first = await openedName(page);
    await page.keyboard.press("j");
    await page.waitForFunction((name) => document.querySelector(".queue a[aria-current]")?.textContent !== name, first);
    await page.keyboard.press("k");
    await page.waitForFunction((name) => document.querySelector(".queue a[aria-current]")?.textContent === name, first);
    await page.keyboard.press("?");
    await page.locator("dialog#keys").waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
  });
}

async function saveAccount(page) {
  await page.locator("form[action='/account'] button").click();
  await flash(page);
}

// WCAG 2.2, 2.1.4: who dictates, or presses keys by accident, can switch single keys off.
async function keysOff(page) {
  await step("review: with single keys switched off a letter decides nothing", async () => {
    await page.goto("/account");
    await page.uncheck("input[name=single_keys]");
    await saveAccount(page);
    await page.goto("/alerts");
    const [waiting, url] = [await waitingCount(page), page.url()];
    if (await page.locator("form.decide kbd").first().isVisible()) throw new Error("the keys are still shown");
    await page.keyboard.press("n");
    await page.keyboard.press("j");
    await page.waitForTimeout(400);
    if (page.url() !== url || (await waitingCount(page)) !== waiting) throw new Error("a key did something");
    await page.goto("/account");
    await page.check("input[name=single_keys]");
    await saveAccount(page);
  });
}

// Nothing but the keyboard, from the first alert to the last.
export async function clearsTheQueue(browser, people) {
  const { context, page, faults } = await visitor(browser, { scripts: true });
  await step("review: the whole queue is cleared with the keyboard", async () => {
    await signIn(page, inRole(people, "analyst"));
    await page.goto("/alerts");
    const [waiting, start] = [await waitingCount(page), Date.now()];
    let decisions = 0;
    for (; decisions <= waiting && (await decideButton(page, "not-same").count()) > 0; ++decisions)
      await decide(page, true, "not-same");
    await page.goto("/alerts");
    const left = await waitingCount(page);
    if (left !== 0 || decisions !== waiting) throw new Error(`${waiting} waited, ${decisions} decisions, ${left} left`);
    console.log(`       ${decisions} alerts, ${((Date.now() - start) / decisions).toFixed(0)} ms each`);
  });
  check("clearing the queue is quiet", faults.length === 0, faults.join("\n       "));
  await context.close();
}

async function bulk(page, pictures) {
  await step("many at once: tick three, decide, undo", async () => {
    await page.goto("/alerts/table");
    const waiting = await waitingCount(page);
    for (let i = 0; i < 3; ++i) await page.locator("main table input[type=checkbox]").nth(i).check();
    await picture(page, pictures, "many");
    await page.fill("input[name=reason]", "looked at together");
    await page.locator("button[name=decision][value=not-same]").click();
    await page.getByRole("button", { name: "Undo what was just decided" }).waitFor();
    if ((await waitingCount(page)) !== waiting - 3) throw new Error("not three fewer wait");
    await page.getByRole("button", { name: "Undo what was just decided" }).click();
    await page.locator(".tabs a", { hasText: String(waiting) }).first().waitFor();
  });
}

async function secondPerson(browser, people, scripts, pictures) {
  const { context, page } = await visitor(browser, { scripts });
  await step("second look: another person approves", async () => {
    await signIn(page, inRole(people, "approver"));
    await page.goto("/alerts?stage=second-look");
    await page.getByRole("button", { name: "Approve" }).waitFor();
    await picture(page, pictures, "second-look");
    await page.getByRole("button", { name: "Approve" }).click();
    await flash(page);
  });
  await context.close();
}

async function reports(page, pictures) {
  await page.goto("/reports");
  await picture(page, pictures, "reports");
  for (const [button, start] of [["Download PDF", "%PDF"], ["Download XLSX", "PK"], ["Download CSV", ""]]) {
    await step(`reports: ${button}`, async () => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
      const bytes = readFileSync(await download.path());
      if (bytes.length < 200) throw new Error("the file is too small");
      if (!bytes.subarray(0, 4).toString("latin1").startsWith(start)) throw new Error(`does not begin with ${start}`);
    });
  }
}

async function accountChanges(page) {
  await step("account: Korean and dark", async () => {
    await page.goto("/account");
    await page.selectOption("select[name=locale]", "ko");
    await page.selectOption("select[name=theme]", "dark");
    await page.locator("form[action='/account'] button").click();
    await page.locator("html[lang=ko][data-theme=dark]").waitFor();
    await page.selectOption("select[name=locale]", "");
    await page.selectOption("select[name=theme]", "");
    await page.locator("form[action='/account'] button").click();
    await page.locator("html[lang=en]:not([data-theme])").waitFor();
  });
  await step("account: signing out", async () => {
    await page.locator("form[action='/sign-out'] button").click();
    await page.waitForURL("**/sign-in");
    await page.goto("/parties");
    if (new URL(page.url()).pathname !== "/sign-in") throw new Error("the parties are still shown");
  });
}

async function day(browser, people, scripts, pictures) {
  const { context, page, faults } = await visitor(browser, { scripts });
  await step("sign-in: a wrong password is refused", async () => {
    await page.goto("/sign-in");
    await page.fill("input[name=email]", inRole(people, "analyst").email);
    await page.fill("input[name=password]", "not the password at all");
    await page.locator("form[action='/sign-in'] button").click();
    await page.locator("[role=alert], .errors, .err").first().waitFor();
  });
  await step("sign-in: the right one leads home", async () => {
    await signIn(page, inRole(people, "analyst"));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".todo a[href='/alerts']").first().waitFor();
    await picture(page, pictures, "home");
  });
  await imports(page, scripts, pictures);
  await decisions(page, scripts, pictures);
  await bulk(page, pictures);
  await secondPerson(browser, people, scripts, pictures);
  await reports(page, pictures);
  await accountChanges(page);
  check(`the day ${scripts ? "with" : "without"} scripts is quiet`, faults.length === 0, faults.join("\n       "));
  await context.close();
}

export async function walks(browser, people, pictures) {
  for (const scripts of [true, false]) {
    console.log(`the analyst's day, scripts ${scripts ? "on" : "off"}`);
    try {
      await day(browser, people, scripts, scripts ? pictures : undefined);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    }
  }
}
