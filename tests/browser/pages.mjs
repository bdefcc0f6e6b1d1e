// Every page of the console, for an administrator who also operates the installation.

// A path, or how to find one: the first link on `on` whose path matches `link`.
export const consolePages = [
  { name: "home", path: "/" },
  { name: "alerts", path: "/alerts" },
  { name: "alert", on: "/alerts", link: /^\/alerts\/[a-z0-9]{26}/ },
  { name: "alerts-table", path: "/alerts/table" },
  { name: "alerts-second-look", path: "/alerts?stage=second-look" },
  { name: "alerts-decided", path: "/alerts?stage=decided" },
  { name: "parties", path: "/parties" },
  { name: "parties-empty", path: "/parties?text=zzzzzzzz" },
  { name: "party", on: "/parties", link: /^\/parties\/[a-z0-9]{26}$/ },
  { name: "party-edit", on: "/parties", link: /^\/parties\/[a-z0-9]{26}$/, then: "/edit" },
  { name: "party-new", path: "/parties/new" },
  { name: "imports", path: "/imports" },
  { name: "import-new", path: "/imports/new" },
  { name: "import", on: "/imports", link: /^\/imports\/[a-z0-9]{26}$/ },
  { name: "lists", path: "/lists" },
  { name: "list", on: "/lists", link: /^\/lists\/[a-z0-9_]+$/ },
  { name: "reports", path: "/reports" },
  { name: "search", path: "/search?q=trading" },
  { name: "search-empty", path: "/search" },
  { name: "jobs", path: "/jobs" },
  { name: "jobs-installation", path: "/jobs?of=installation" },
  { name: "job", on: "/jobs?of=installation", link: /^\/jobs\/[a-z0-9]{26}$/ },
  { name: "people", path: "/people" },
  { name: "person", on: "/people", link: /^\/people\/[a-z0-9]{26}$/ },
  { name: "keys", path: "/keys" },
  { name: "organisations", path: "/organisations" },
  { name: "organisation", on: "/organisations", link: /^\/organisations\/[a-z0-9]{26}$/ },
  { name: "review-rules", path: "/settings/screening" },
  { name: "webhooks", path: "/settings/webhooks" },
  { name: "audit", path: "/audit" },
  { name: "account", path: "/account" },
  { name: "vault", path: "/vault" },
  { name: "reference", path: "/reference" },
  { name: "panel-sessions", path: "/sessions" },
  { name: "panel-memoranda", path: "/memoranda" },
  { name: "panel-relationships", path: "/relationships" },
  { name: "panel-commitments", path: "/commitments" },
  { name: "panel-workplan", path: "/workplan" },
  { name: "panel-minutes", path: "/minutes" },
  { name: "panel-actions", path: "/actions" },
  { name: "panel-consultations", path: "/consultations" },
  { name: "panel-discussions", path: "/discussions" },
  { name: "panel-opinions", path: "/opinions" },
  { name: "panel-members", path: "/members" },
  { name: "panel-members-balance", path: "/members/balance" },
  { name: "panel-members-interests", path: "/members/interests" },
  { name: "panel-practices", path: "/practices" },
  { name: "panel-settings-panel", path: "/settings/panel" },
  { name: "panel-projects", path: "/projects" },
  { name: "panel-resources", path: "/resources" },
  { name: "panel-honours", path: "/honours" },
  { name: "panel-offers", path: "/offers" },
  { name: "panel-needs", path: "/needs" },
  { name: "panel-introductions", path: "/introductions" },
  { name: "panel-help", path: "/help" },
  { name: "panel-barriers", path: "/barriers" },
  { name: "panel-member", on: "/members", link: /^\/members\/[a-z0-9]{26}$/ },
  { name: "panel-commitment-new", path: "/commitments/new" },
  { name: "panel-practice-new", path: "/practices/new" },
  { name: "panel-offer-new", path: "/offers/new" },
  { name: "not-found", path: "/nothing-here", status: 404 },
];

export const openPages = [
  { name: "sign-in", path: "/sign-in" },
  { name: "public-panel", path: "/panel" },
  { name: "public-panel-members", path: "/panel/members" },
  { name: "public-panel-practices", path: "/panel/practices" },
  { name: "public-panel-commitments", path: "/panel/commitments" },
  { name: "public-panel-resources", path: "/panel/resources" },
  { name: "public-panel-opinions", path: "/panel/opinions" },
  { name: "public-panel-network", path: "/panel/network" },
  { name: "public-panel-honours", path: "/panel/honours" },
  { name: "join-unknown", path: "/join/unknown", status: 404 },
];

export async function pathOf(page, entry) {
  if (entry.path) return entry.path;
  await page.goto(entry.on);
  const hrefs = await page.locator("main a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const found = hrefs.find((href) => entry.link.test(href));
  if (found === undefined) throw new Error(`${entry.name}: no link ${entry.link} on ${entry.on}`);
  return found + (entry.then ?? "");
}
