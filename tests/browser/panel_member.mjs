// The member's day: what needs me now, a session, papers, an offer and a need, a promise, a practice of our own and one that we copied.
import { step } from "./checks.mjs";
import { makesSession } from "./panel_meetings.mjs";
import { promises } from "./panel_promises.mjs";
import { asksForHelp, copiesPractice, exchanges, writesPractice } from "./panel_sharing.mjs";
import { arrives, localTime } from "./panel_kit.mjs";

async function seminar(office, words) {
  const path = await makesSession(office, "seminar", {
    title: words.plenary, summary: words.forumAbout, questions: words.themes, zone: "Europe/Berlin", starts: localTime(30, "09:00"),
    ends: localTime(30, "10:30"), in_room: false, online: true, link: "https://meet.example/seminar", audience: "public", admission: "open",
  });
  await office.send(/\/state$/, {}, { button: { act: "announce" } });
  await office.send(/\/state$/, {}, { button: { act: "open-registration" } });
  return path;
}

async function registers(browser, people, options, words, path) {
  const mill = await arrives(browser, people("panel@hansae.example"), options);
  await mill.see("home of a member", { all: true });
  if ((await mill.page.locator("main .todo li").count()) === 0) throw new Error("nothing needs the member now");
  await mill.go("/sessions");
  await mill.see("sessions", { all: true });
  await mill.send("/sessions", { q: words.plenary }, { quiet: true });
  await mill.see("sessions found");
  await mill.follow(new RegExp(`${path}$`));
  await mill.send(/\/register$/, {}, { button: { do: "online" } });
  await mill.see("seminar of a member that comes");
  await mill.go("/sessions?view=mine");
  await mill.reads(words.plenary);
  await mill.leaves();
}

async function looksAround(browser, people, options) {
  const mill = await arrives(browser, people("panel@hansae.example"), options);
  for (const [name, path] of [["members", "/members"], ["relationships", "/relationships"], ["discussions", "/discussions"], ["minutes", "/minutes"],
    ["memoranda", "/memoranda"], ["needs", "/needs"], ["account", "/account"]]) {
    await mill.go(path);
    await mill.see(`${name} of a member`);
  }
  await mill.go("/relationships");
  const other = await mill.page.locator("form[action='/relationships/show'] option").evaluateAll(
    (all) => all.find((one) => one.textContent.includes("Paths")).value);
  const field = await mill.page.locator("form[action='/relationships/show'] select").first().getAttribute("name");
  await mill.send("/relationships/show", { [field]: other }, { quiet: true });
  await mill.see("relationship", { all: true });
  await mill.go("/members");
  await mill.follow(/^\/members\/[a-z0-9]{26}$/, { text: "Paths" });
  await mill.see("member as another member sees it");
  await mill.leaves();
}

export async function membersDay(browser, people, options, words, { office, practice }) {
  await step(`${options.language}: a member sees what needs it now, finds a seminar and registers`, async () => {
    await registers(browser, people, options, words, await seminar(office, words));
  });
  await exchanges(browser, people, options, words);
  await promises(browser, people, options, words);
  await copiesPractice(browser, people, options, words, { path: practice });
  await asksForHelp(browser, people, options, words, { office });
  await step(`${options.language}: a practice of another member's own stays a draft`, async () => {
    const home = await arrives(browser, people("panel@paths.example"), options);
    await writesPractice(home, { ...words, practice: `${words.practice} 2` });
    await home.go("/practices/own");
    await home.see("practices of ours");
    await home.leaves();
  });
  await step(`${options.language}: the rest of the panel as a member sees it`, () => looksAround(browser, people, options));
}
