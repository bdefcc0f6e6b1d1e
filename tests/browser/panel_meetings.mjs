// A hybrid forum from its draft to its certificates, and a session behind closed doors of which the uninvited learn nothing.
import { writeFileSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { step } from "./checks.mjs";
import { arrives, comesBy, localTime, seoulTime } from "./panel_kit.mjs";

function paperFile(words) {
  const path = join(mkdtempSync(join(tmpdir(), "manumit-browser-")), "figures.txt");
  writeFileSync(path, `${words.paper}\n${words.forumAbout}\n`);
  return path;
}

export async function makesSession(office, kind, fields) {
  await office.go("/sessions");
  await office.follow(/\/sessions\/new$/);
  await office.follow(new RegExp(`kind=${kind}$`));
  await office.see(`session new ${kind}`);
  await office.send("/sessions/new", fields);
  return new URL(office.page.url()).pathname;
}

// The day has come: a session takes place so many hours from now.
export async function movesTo(office, path, starts, ends) {
  await office.go(path);
  await office.follow(/\/edit$/);
  await office.send(/\/edit$/, { starts: seoulTime(starts), ends: seoulTime(ends) }, { holding: { starts: null } });
}

async function plans(office, forum, words) {
  const path = await makesSession(office, "forum", {
    title: forum, summary: words.forumAbout, themes: words.themes, zone: "Asia/Seoul", starts: localTime(1, "14:00"), ends: localTime(1, "17:00"),
    in_room: true, online: true, place: words.place, room_seats: "30", link: "https://meet.example/forum", audience: "members", admission: "approval",
  });
  await office.follow(/\/boards$/);
  await office.send(/\/boards$/, { title: words.board, question: words.themes.split("\n")[1] });
  await office.follow(/\/programme$/);
  await office.send(/\/programme$/, { title: words.plenary, label: "plenary", minutes: "45" }, { holding: { do: "part" } });
  await office.send(/\/programme$/, { title: words.group, label: "group", minutes: "60" }, { holding: { do: "part" } });
  await office.send(/\/programme$/, { name: words.head, topic: words.paper }, { holding: { do: "speaker" } });
  await office.see("session programme");
  await office.follow(/\/documents$/);
  await office.send(/\/documents$/, { title: words.paper, file: paperFile(words) });
  await office.see("session papers");
  await office.go(path);
  await office.send(/\/state$/, {}, { button: { act: "announce" } });
  await office.send(/\/state$/, {}, { button: { act: "open-registration" } });
  await office.follow(/\/people$/);
  await office.send(/\/people$/, { email: "panel@paths.example", org: "paths", role: "speaker" }, { holding: { do: "invite" } });
  return path;
}

async function comes(browser, people, options, path, forum, words) {
  const mill = await arrives(browser, people("panel@hansae.example"), options);
  await mill.go("/sessions");
  await mill.follow(new RegExp(`${path}$`), { text: forum });
  await mill.reads(words.place, words.plenary);
  await mill.takes(/\/documents\/[a-z0-9]{26}$/);
  await mill.send(/\/register$/, {}, { button: { do: "online" } });
  await mill.see("session of a member that asks to come");
  const home = await arrives(browser, people("panel@paths.example"), options);
  await home.see("home of the invited");
  await home.follow(new RegExp(`${path}$`));
  await home.send(/\/register$/, {}, { button: { do: "room" } });
  await home.leaves();
  return mill;
}

async function takesPlace(office, mill, path, words) {
  await office.go("/");
  await office.follow(new RegExp(`${path}/people$`));
  await office.send(/\/people$/, {}, { button: { do: "approve" } });
  await office.see("session people");
  await movesTo(office, path, -4, -2);
  await office.send(/\/state$/, {}, { button: { act: "begin" } });
  await mill.go(`${path}/boards`);
  const field = await mill.page.locator("textarea[name^=text-]").getAttribute("name");
  await mill.send(/\/boards$/, { [field]: words.note }, { holding: { do: "note" } });
  await office.go(`${path}/boards`);
  await office.reads(words.note);
  const output = await office.page.locator("textarea[name^=output-]").getAttribute("name");
  await office.send(/\/boards$/, { [output]: words.output }, { button: { do: "output" } });
  await office.send(/\/boards$/, {}, { button: { do: "close" } });
  await office.see("session boards");
  await office.go(path);
  await office.send(/\/state$/, {}, { button: { act: "end" } });
}

async function records(browser, office, mill, path, options) {
  await office.go("/");
  await office.follow(new RegExp(`${path}/people$`));
  const fields = await office.page.locator("select[name^=at-]").evaluateAll(
    (all) => all.map((one) => [one.name, document.querySelector(`label[for="${one.id}"]`).textContent]));
  const present = Object.fromEntries(fields.map(([name, who]) => [name, who.includes("Dara") ? "online" : "room"]));
  await office.send(/\/people$/, present, { holding: { do: "attendance" } });
  await office.send(/\/people$/, {}, { holding: { do: "certificates" } });
  await office.see("session held people");
  await mill.go(path);
  await mill.takes(/\/certificate$/, "%PDF");
  await mill.see("session held");
}

// Answers the forum's address.
export async function holdsForum(browser, people, options, words, { office }) {
  const forum = words.forum;
  let path;
  await step(`${options.language}: a hybrid forum is planned, announced, and members are invited`, async () => {
    path = await plans(office, forum, words);
  });
  await step(`${options.language}: members come, one is approved; the forum takes place; attendance and certificates`, async () => {
    const mill = await comes(browser, people, options, path, forum, words);
    await takesPlace(office, mill, path, words);
    await records(browser, office, mill, path, options);
    await office.go(path);
    await office.see("session overview", { all: true });
    await mill.leaves();
  });
  return path;
}

export async function unlocks(guest, password, next) {
  await guest.go(next ? `/vault?next=${encodeURIComponent(next)}` : "/vault");
  await guest.page.fill("form[action='/vault/unlock'] input[name=passphrase]", password);
  await Promise.all([guest.page.waitForNavigation(), guest.page.locator("form[action='/vault/unlock'] button").click()]);
}

// Pages on which a session could show itself, and what they say without the marks that differ with every answer.
const surfaces = ["/", "/sessions", "/sessions?view=mine", "/sessions?view=past", "/minutes", "/minutes/book", "/actions", "/actions?view=all",
  "/discussions", "/opinions", "/relationships", "/workplan", "/search?q=QUERY", "/sessions?q=QUERY", "/panel", "/members"];

async function whatShows(guest, query) {
  const seen = {};
  for (const surface of surfaces) {
    const path = surface.replace("QUERY", encodeURIComponent(query));
    await guest.page.goto(path);
    seen[surface] = await guest.page.locator("body").innerText();
  }
  return seen;
}

function compares(before, after, unwanted) {
  for (const [surface, text] of Object.entries(after)) {
    if (text !== before[surface]) throw new Error(`${surface} is another page than before:\n${before[surface]}\n----\n${text}`);
    for (const words of unwanted) if (text.replace(words, "").includes(words)) throw new Error(`${surface} says ${words}`);
  }
}

async function closedSession(office, words) {
  const path = await makesSession(office, "peer-circle", {
    title: words.closed, summary: words.closedAbout, focus: words.closedAbout, rule: words.rule, zone: "Asia/Seoul",
    starts: localTime(5, "10:00"), ends: localTime(5, "12:00"), place: words.place, audience: "closed", admission: "invitation",
  });
  await office.reads(words.closed);
  await office.send(/\/state$/, {}, { button: { act: "announce" } });
  await office.go(`${path}/people`);
  await office.send(/\/people$/, { email: "panel@hansae.example", org: "hansae", role: "speaker" }, { holding: { do: "invite" } });
  await office.see("closed session people");
  return path;
}

async function unknownToHim(other, path) {
  const unknown = path.replace(/[a-z0-9]{26}$/, "0".repeat(26));
  const texts = [];
  for (const address of [path, unknown]) {
    for (const below of ["", "/people", "/programme", "/documents", "/boards", "/minutes", "/progress"]) {
      const response = await other.page.goto(address + below);
      const text = (await other.page.locator("main").innerText()).replaceAll(/: [a-z0-9]{20,}/g, "");
      texts.push(`${response.status()} ${text}`);
    }
  }
  if (texts.slice(0, 7).join() !== texts.slice(7).join()) throw new Error("the address of the session answers otherwise than one of none");
  if (!texts[0].startsWith("404")) throw new Error(`it answers ${texts[0]}`);
}

export async function holdsClosed(browser, people, options, words, { office }) {
  let path;
  await step(`${options.language}: a session behind closed doors: the invited read it, the uninvited see what they saw before`, async () => {
    const other = await arrives(browser, people("panel@paths.example"), options);
    const before = await whatShows(other, words.closed);
    await unlocks(office, people("office@ministry.example").password);
    path = await closedSession(office, words);
    compares(before, await whatShows(other, words.closed), [words.closedAbout, words.rule]);
    await unknownToHim(other, path);
    await other.leaves();
  });
  await step(`${options.language}: the invited unlocks, reads and comes; locked, the words stay sealed`, async () => {
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    await mill.see("home of the invited behind closed doors");
    await mill.follow(new RegExp(path));
    await mill.readsNot(words.closed, words.closedAbout);
    await mill.see("closed session sealed");
    await mill.follow(/\/vault/);
    await mill.page.fill("form[action='/vault/unlock'] input[name=passphrase]", people("panel@hansae.example").password);
    await Promise.all([mill.page.waitForNavigation(), mill.page.locator("form[action='/vault/unlock'] button").click()]);
    await mill.go(path);
    await mill.reads(words.closed, words.closedAbout, words.rule);
    await mill.send(/\/register$/, {}, { button: { do: "room" } });
    await mill.see("closed session open");
    await mill.leaves();
  });
  await step(`${options.language}: the closed session takes place and has sealed minutes`, async () => {
    await movesTo(office, path, -3, -1);
    await office.send(/\/state$/, {}, { button: { act: "begin" } });
    await office.send(/\/state$/, {}, { button: { act: "end" } });
    await office.go(`${path}/people`);
    const names = await office.page.locator("select[name^=at-]").evaluateAll((all) => all.map((one) => one.name));
    await office.send(/\/people$/, Object.fromEntries(names.map((name) => [name, "room"])), { holding: { do: "attendance" } });
    await office.go(path);
    await office.follow(/\/minutes$/);
    await office.follow(/\/minutes\/edit$/);
    await office.send(/\/edit$/, { text: `${words.closedAbout}\n!decision: ${words.output}` }, { button: { do: "save" } });
    await office.see("closed session minutes");
  });
  return path;
}

export async function checksCertificate(browser, options, number) {
  const guest = await comesBy(browser, options);
  await guest.go(`/panel/certificates/${number}`);
  await guest.leaves();
}
