// Promises with their evidence and verdict, a project with its ledger, what was pledged and what arrived, honours.
import { step } from "./checks.mjs";
import { arrives, localTime } from "./panel_kit.mjs";

export async function promises(browser, people, options, words) {
  let path;
  await step(`${options.language}: a member promises, reports, shows evidence and asks another member to check`, async () => {
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    await mill.go("/commitments");
    await mill.follow(/\/commitments\/new$/);
    await mill.see("commitment new");
    await mill.send("/commitments/new", {
      title: words.commitment, details: words.forumAbout, sdg: "8.7", indicator: words.themes.split("\n")[1], unit: "mills", baseline: "0",
      target: "12", due: localTime(90), published: true,
    });
    path = new URL(mill.page.url()).pathname;
    await mill.send(/\/move$/, {}, { button: { act: "make" } });
    await mill.send(/\/report$/, { value: "11", note: words.result });
    await mill.send(/\/evidence$/, { kind: "link", evidence_title: words.evidence, reference: "https://example.org/list" });
    await mill.see("commitment on the way");
    const member = await mill.page.locator("select[name=asked] option").evaluateAll(
      (all) => all.find((one) => one.textContent.includes("Paths")).value);
    await mill.send(/\/move$/, { asked: member }, { button: { act: "claim" } });
    await mill.leaves();
  });
  await step(`${options.language}: the other member looks at it and says what became of it`, async () => {
    const home = await arrives(browser, people("panel@paths.example"), options);
    await home.follow(new RegExp(`${path}$`));
    await home.send(/\/move$/, { reason: words.verdict }, { button: { act: "confirm-partly" } });
    await home.see("commitment partly kept", { all: true });
    await home.go("/commitments");
    await home.see("commitments board", { all: true });
    await home.leaves();
  });
  return path;
}

export async function plansWork(options, words, { office }) {
  await step(`${options.language}: the work plan along time`, async () => {
    await office.go("/workplan");
    await office.send("/workplan", { title: words.project, starts: localTime(5), ends: localTime(60) });
    await office.see("work plan", { all: true });
  });
}

async function writesLine(guest, project, fields) {
  await guest.go(project);
  await guest.follow(/\/resources\/ledger\/new/);
  await guest.send("/resources/ledger/new", { date: localTime(0), currency: "USD", ...fields });
}

export async function runsProject(browser, people, options, words, { office }) {
  let path;
  await step(`${options.language}: a member begins a project with results and a budget; the secretariat approves it`, async () => {
    const home = await arrives(browser, people("panel@paths.example"), options);
    await home.go("/projects");
    await home.follow(/\/projects\/new$/);
    await home.see("project new");
    await home.send("/projects/new", {
      title: words.project, description: words.summary, countries: "KH", sectors: "16070", sdg: "8.7", planned_start: localTime(0), planned_end: localTime(300),
    });
    path = new URL(home.page.url()).pathname;
    await home.send(/\/budgets$/, { start: localTime(0), end: localTime(300), amount: "20000", currency: "USD" });
    await home.send(/\/budgets\/remove$/);
    await home.send(/\/budgets$/, { start: localTime(0), end: localTime(300), amount: "25000.50", currency: "USD" });
    await home.send(/\/results$/, { level: "output", title: words.offer });
    await home.send(/\/indicators$/, { title: words.result, unit: "1", people: true });
    await home.send(/\/values$/, { start: localTime(0), end: localTime(300), actual: "no", value: "40" });
    await home.leaves();
    await office.go("/");
    await office.follow(new RegExp(`^/projects`));
    await office.go(path);
    await office.send(/\/act$/, {}, { button: { act: "approve" } });
  });
  await step(`${options.language}: pledged, committed, received, spent, in money and in kind, and a report of what arrived`, async () => {
    await office.go("/resources/settings");
    await office.see("resources settings");
    await office.send("/resources/settings", { org_ref: "KR-GOV-012345", org_type: "10" });
    for (const [stage, amount] of [["pledged", "20000"], ["committed", "15000"], ["received", "12000.25"], ["spent", "4000"]])
      await writesLine(office, path, { stage, amount, donor: "Hansae Garments" });
    await writesLine(office, path, {
      stage: "received", amount: "800", donor: "Hansae Garments", kind: "in-kind", quantity: "20", unit: "pieces", valued_by: "Paths Home",
    });
    await office.see("ledger line");
    const home = await arrives(browser, people("panel@paths.example"), options);
    await home.go(path);
    await home.send(/\/act$/, {}, { button: { act: "start" } });
    await home.reads("20,000");
    await home.see("project", { all: true });
    await home.takes(/report\.pdf$/, "%PDF");
    await home.leaves();
    await office.go("/resources");
    await office.see("resources", { all: true });
    await office.go("/resources/ledger");
    await office.see("ledger");
    await takesFiles(office);
  });
  return path;
}

async function takesFiles(office) {
  const csv = (await office.takes(/\/resources\/ledger\.csv/)).toString("utf8");
  if (!csv.includes("#")) throw new Error("the ledger has no row of HXL tags");
  await office.go("/projects");
  await office.see("projects");
  await office.go("/resources");
  await office.takes(/\/projects\.csv/);
  await office.go("/resources/import");
  await office.see("resources import");
  const iati = (await office.takes(/\/resources\/iati\.xml/)).toString("utf8");
  if (!iati.includes("<iati-activities")) throw new Error("no IATI activities");
}

export async function honours(browser, people, options, words, { office }) {
  await step(`${options.language}: an honour is offered and accepted`, async () => {
    await office.go("/honours");
    const member = await office.page.locator("select[name=member] option").evaluateAll(
      (all) => all.find((one) => one.textContent.includes("Hansae")).value);
    await office.send("/honours", { member, title: words.honour, reason: words.verdict });
    await office.see("honour offered");
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    await mill.follow(/^\/honours/);
    await mill.send(/^\/honours\//, {}, { button: { act: "accept" } });
    await mill.leaves();
    await office.go("/honours");
    await office.see("honours");
  });
}
