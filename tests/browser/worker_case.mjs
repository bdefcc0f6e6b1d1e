// The other end of a worker's report: a case worker answers, asks what may be told to whom, refers, and follows the money. What she leaves
// behind is what the worker's pages then show; the pages of the case are looked at in both languages.
import { step } from "./checks.mjs";
import { arrives, comesBy, localTime } from "./panel_kit.mjs";
import { codeOn, fill, files, returns } from "./worker_kit.mjs";

const service = {
  kind: "legal", name: "Ansan Migrants' Legal Clinic", country: "kr", region: "Gyeonggi", languages: "ko vi en km", cost: "free",
  hours: "Mon to Fri 09:00 to 18:00", address: "12 Wongok-ro, Ansan", phone: "+82 31 000 0000", mail: "office@clinic.example",
  capacity: "three advisers, interpreters by appointment", shared: true, active: true,
};

async function unlocks(guest, person) {
  await guest.go("/vault");
  await guest.send("/vault/unlock", { passphrase: person.password }, { quiet: true });
}

async function asks(guest, path) {
  await guest.go(`${path}/consent`);
  const to = await guest.page.locator(`select[name=to] option:has-text("${service.name}")`).getAttribute("value");
  await guest.send(`${path}/consent`, {
    to, part: ["report", "place", "who", "language"], purpose: "legal", words: "They know the law on fees. They work for free.",
  }, { button: { answer: "ask" } });
  return to;
}

async function claims(guest, path, kind, fields) {
  await guest.go(`${path}/claims/new`);
  await guest.send(`${path}/claims/new`, {
    kind, evidence: "paper", from: "2025-03-01", owes: "recruiter", recruiter_name: "Sky Path Recruitment", country_from: "vn", country_to: "kr",
    description: "Paid in two parts before the flight; the transfer slip of the second part is there.", ...fields,
  });
  return new URL(guest.page.url()).pathname;
}

// Fees agreed and paid in two parts, wages still claimed, papers held: on her page.
async function followsTheMoney(guest, path) {
  const fee = await claims(guest, path, "fee-a", { currency: "USD", low: "1800" });
  await guest.send(`${fee}/agree`, { amount: "1500", reason: "A bank slip is there for 1,500." });
  await guest.send(`${fee}/pay`, { amount: "1000", day: "2026-01-10", way: "bank", said_by: "recruiter", note: "First part" });
  await guest.send(`${fee}/pay`, { amount: "500", day: "2026-02-10", way: "cash", said_by: "recruiter" });
  await guest.send(`${fee}/show`);
  const wages = await claims(guest, path, "wages", { currency: "KRW", low: "2400000", high: "2700000", owes: "employer",
    employer_name: "Hansae Dyeing Works" });
  await guest.send(`${wages}/show`);
  return fee;
}

async function refers(guest, path, to) {
  await guest.go(`${path}/referrals/new?to=${encodeURIComponent(to)}`);
  await guest.send(`${path}/referrals/new`, { to, purpose: "legal", words: "Please advise her on the fee and on changing her employer.",
    part: ["report", "place", "language"] }, { holding: { to: null }, quiet: true });
  return new URL(guest.page.url()).pathname;
}

async function sends(guest, referral) {
  await guest.go(referral);
  await guest.send(`${referral}/send`, {}, { quiet: true });
  return {
    link: new URL(await guest.page.locator("#referral-link").innerText(), guest.page.url()).pathname,
    code: await guest.page.locator("#referral-code").innerText(),
  };
}

// Parts of the case are hidden for somebody outside; an authority orders it to be handed over.
async function isOrdered(guest, path) {
  await guest.go(`${path}/redaction`);
  await guest.send(`${path}/redaction/words`, { words: "Sky Path\nMr Kang" });
  await guest.send(`${path}/redaction`, { contact: true }, { quiet: true });
  await guest.go("/cases/orders/new");
  await guest.send("/cases/orders/new", {
    authority: "Prosecutor's office, Suwon", reference: "2026-114", basis: "Criminal Procedure Act 199(2)",
    asks: "All that was written in the case, and the files.", cases: `K-${path.split("/").pop().slice(0, 6)}`,
    due: localTime(14), until: localTime(60), paper: files.photo,
  });
  const order = new URL(guest.page.url()).pathname;
  await guest.send(`${order}/act`, { "words-examine": "The law allows the report, not the notes." },
    { holding: { act: "examine" } });
  return order;
}

// A case that came from a file: assessed by what its record says; somebody asked for its deletion.
async function theImported(guest) {
  await guest.go("/cases?show=all");
  await guest.follow(/^\/cases\/[0-9a-z]{26}$/, { row: "Imported" });
  const path = new URL(guest.page.url()).pathname;
  await guest.send(`${path}/note`, { text: "The file came from the union's office." }, { quiet: true });
  await guest.go(`${path}/duties`);
  await guest.send(`${path}/ask-deletion`);
  return path;
}

// A case with everything on it. Answers { code, path, pages }: the worker's code, and the pages of the case.
export async function aCaseWithEverything(browser, people, options) {
  const made = {};
  const person = people("ines@paths.example");
  await step("a worker tells of a fee, with a photo", async () => {
    const worker = await comesBy(browser, { ...options, language: "en", name: "worker" });
    await worker.go("/help/en/report");
    await fill(worker.page, { pick: ["fees", "documents"], safe: "no",  // the first in the list of cases that is in English
      what: "I paid 1,800 dollars to Sky Path for this job. The boss keeps my passport. I want the money back." });
    await fill(worker.page, { where: "Ansan, the dye works behind the station", who: "Sky Path Recruitment, Mr Kang" });
    await fill(worker.page, { contact: "Zalo, evenings", file: files.photo });
    made.code = await codeOn(worker.page);
    await worker.leaves();
  });
  await step("a case worker answers, asks, refers and follows the money", async () => {
    const guest = await arrives(browser, person, { ...options, language: "en" });
    await unlocks(guest, person);
    await guest.go("/services/new");
    await guest.send("/services/new", service, { quiet: true });
    await guest.go("/cases");
    await guest.follow(/^\/cases\/[0-9a-z]{26}$/, { row: "English" });
    made.path = new URL(guest.page.url()).pathname;
    made.imported = await theImported(guest);
    await guest.go("/cases/teams");
    await guest.follow(/^\/cases\/teams\/[0-9a-z]{26}$/);
    made.team = new URL(guest.page.url()).pathname;
    await guest.go(made.path);
    await guest.send(`${made.path}/answer`, { text: "We believe you. Are you safe tonight? The fee was not legal; we ask for it back." }, { quiet: true });
    await guest.send(`${made.path}/note`, { text: "Third report about Sky Path this year. Ask the clinic for the licence." }, { quiet: true });
    made.to = await asks(guest, made.path);
    await guest.leaves();
  });
  await step("the worker says yes to the question", async () => {
    const worker = await comesBy(browser, { ...options, language: "en", name: "worker" });
    await returns(worker.page, "en", made.code);
    await worker.go("/help/en/consent");
    await worker.send("/help/en/consent", {}, { button: { answer: "yes" }, quiet: true });
    await worker.leaves();
  });
  await step("the case worker refers her, and asks for the money", async () => {
    const guest = await arrives(browser, person, { ...options, language: "en" });
    await unlocks(guest, person);
    const sent = await refers(guest, made.path, made.to);
    made.outside = await sends(guest, sent);
    const draft = await refers(guest, made.path, made.to);
    const fee = await followsTheMoney(guest, made.path);
    made.pages = { sent, draft, fee, order: await isOrdered(guest, made.path) };
    await asksAgain(guest, made.path, made.to);
    await guest.leaves();
  });
  return made;
}

// A second question stays open, so that the worker's page has one to answer.
async function asksAgain(guest, path) {
  await guest.go(`${path}/consent`);
  await guest.send(`${path}/consent`, { to: "statistics", purpose: "statistics" }, { button: { answer: "ask" } });
}

function pagesOf(made) {
  const of = (rest) => made.path + rest;
  return [
    ["cases", "/cases"], ["cases-search", "/cases/search"], ["cases-teams", "/cases/teams"], ["cases-team-new", "/cases/teams/new"],
    ["case", of("")], ["case-assessment", of("/assessment")], ["case-duties", of("/duties")], ["case-consent", of("/consent")],
    ["case-concerns", of("/concerns")], ["case-referrals", of("/referrals")], ["case-referral-new", of("/referrals/new")], ["case-referral-draft", made.pages.draft],
    ["case-referral-sent", made.pages.sent], ["case-claims", of("/claims")], ["case-claim-new", of("/claims/new")],
    ["case-claim", made.pages.fee], ["services", "/services"], ["service-new", "/services/new"], ["remedy", "/remedy"],
    ["case-redaction", of("/redaction")], ["orders", "/cases/orders"], ["order-new", "/cases/orders/new"], ["order", made.pages.order],
    ["case-imported", made.imported], ["case-record", `${made.imported}/record`], ["case-imported-duties", `${made.imported}/duties`],
    ["cases-to-delete", "/cases?show=delete"], ["cases-team", made.team],
    ["remedy-groups", "/remedy/groups"], ["referrals-received", "/referrals?show=received"], ["gate", "/gate"],
  ];
}

// With no team that takes reports, workers' pages say so and show other help; afterwards the team is open again.
export async function whileNobodyReads(browser, people, options, work) {
  const person = people("ines@paths.example");
  const guest = await arrives(browser, person, { ...options, language: "en" });
  const sets = async (open) => {
    await guest.go("/cases/teams");
    await guest.follow(/^\/cases\/teams\/[0-9a-z]{26}$/);
    await guest.send(/^\/cases\/teams\/[0-9a-z]{26}$/, { open });
  };
  await step("the team takes no reports", () => sets([]));
  await work();
  await step("the team takes reports again", () => sets(["yes"]));
  await guest.leaves();
}

export async function casePages(browser, people, options, made) {
  const person = people("ines@paths.example");
  for (const language of ["en", "ko"]) {
    await step(`${language}: the pages of a case`, async () => {
      const guest = await arrives(browser, person, { ...options, language });
      await unlocks(guest, person);
      for (const [name, path] of pagesOf(made)) {
        await guest.go(path);
        await guest.see(`helpline ${name}`);
      }
      await guest.leaves();
    });
    await step(`${language}: a concern about a company that nobody here knows`, async () => {
      const guest = await arrives(browser, person, { ...options, language });
      await unlocks(guest, person);
      if (language === "en") {
        await guest.go("/gate");
        await guest.send("/gate/key");
      }
      await guest.go("/gate");
      await guest.see("helpline gate-with-key");
      await guest.go(`${made.path}/concerns`);
      await guest.send(`${made.path}/concerns/search`, { name: "Sky Path Recruitment", country: "kr" }, { quiet: true });
      await guest.see("helpline case-concern-unknown");
      await guest.leaves();
    });
    await step(`${language}: what somebody outside sees behind a sealed link`, async () => {
      const outside = await comesBy(browser, { ...options, language, name: "outside" });
      await outside.go(made.outside.link);
      await outside.see("helpline outside-code");
      await outside.send(made.outside.link, { code: made.outside.code }, { quiet: true });
      await outside.reads("1,800 dollars");
      await outside.see("helpline outside");
      await outside.leaves();
    });
  }
}
