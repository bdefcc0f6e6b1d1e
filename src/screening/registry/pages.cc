// /lists: which watch lists there are, of when, what changed; and for operators how to bring in others.

#include <charconv>

#include "base/limits.h"
#include "desk/web/confirm.h"
#include "html/components.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "lists/lists.h"
#include "screening/registry/entry_index.h"
#include "screening/registry/faces.h"
#include "screening/registry/transfer.h"

namespace screening {

namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;
using html::Locale;

constexpr std::size_t kRowsAPage = 50;

bool MayManage(const Context& context) {
  return context.actor().Can(Permission::kListsManage);
}

std::string DatasetHref(std::string_view dataset) {
  return "/lists/" + net::UrlEncode(dataset);
}

Html Link(const std::string& href, std::string_view words) {
  return El("a", {html::Href(href)}, words);
}

Html Moment(const Locale& locale, const Context& context, base::UtcTime time) {
  return El("time", {{"datetime", base::FormatTime(time)}, {"title", locale.DateTime(time.ms)}},
            locale.Age(context.desk().clock().Now().ms - time.ms));
}

std::string DateWords(const Locale& locale, const ListEdition& edition) {
  return edition.date.empty() ? locale.tr("not given") : edition.date;
}

// "+12 ~3 −1", with words for those who do not see.
Html ChangeWords(const Locale& locale, const ListEdition& edition) {
  return locale.tr("{added} new, {changed} changed, {removed} gone",
                   {{"added", locale.Number(edition.added)},
                    {"changed", locale.Number(edition.changed)},
                    {"removed", locale.Number(edition.removed)}});
}

Html ProblemWords(const Locale& locale, std::int64_t count) {
  if (count == 0) return html::Badge(html::Mark::kOk, locale.tr("none"));
  return html::Badge(html::Mark::kCare, locale.Number(count));
}

// ---- /lists

Html ListsTable(const Context& context, const Locale& locale, const std::vector<ListEdition>& editions) {
  const std::string heads[] = {locale.tr("List"),     locale.tr("Its date"), locale.tr("Entries"),
                               locale.tr("Names"),    locale.tr("Changes"),  locale.tr("Problems"),
                               locale.tr("Imported"), locale.tr("From")};
  const std::vector<html::Column> all = {{heads[0]}, {heads[1]}, {heads[2], true}, {heads[3], true},
                                         {heads[4]}, {heads[5]}, {heads[6]},       {heads[7]}};
  Html rows;
  for (const ListEdition& edition : editions) {
    rows.Add(html::TableRow(
        all,
        {Link(DatasetHref(edition.dataset), edition.dataset), DateWords(locale, edition),
         locale.Number(edition.entities), locale.Number(edition.names), ChangeWords(locale, edition),
         ProblemWords(locale, edition.problems), Moment(locale, context, edition.imported), edition.source}));
  }
  return html::Table("data", locale.tr("Watch lists of this server"), all, rows);
}

Html ImportForm(const Context& context, const Locale& locale) {
  const std::string name_label = locale.tr("Name of the list");
  const std::string name_hint =
      locale.tr("Small letters, digits, _ and -, for example un_sc. An existing name gets a new edition.");
  const std::string file_label = locale.tr("File");
  const std::string file_hint = locale.tr(
      "UN XML, OFAC CSV (sdn.csv, alt.csv, add.csv), FollowTheMoney JSON lines, or a table with its "
      "mapping.");
  const std::string more_label = locale.tr("Further file of the same list");
  Html fields = html::Field(
      {.control_id = "dataset", .label = name_label, .hint = name_hint},
      html::Input({.name = "dataset", .required = true, .max_length = base::kMaxDatasetNameBytes}));
  fields.Add(html::Field({.control_id = "file", .label = file_label, .hint = file_hint},
                         html::FileDrop("file", "", locale.tr("Drop a file here, or choose one"))));
  for (const std::string_view id : {"file-2", "file-3", "file-4"})
    fields.Add(html::Field({.control_id = id, .label = more_label},
                           html::Input({.name = id, .type = html::InputType::kFile})));
  fields.Add(html::Button(locale.tr("Import")));
  return html::Section(
      locale.tr("Import a list"),
      html::Form({.action = "/lists/import", .csrf = context.csrf(), .upload = true}, fields));
}

base::Result<Html> AddressTable(const Context& context, const Locale& locale) {
  const std::string heads[] = {locale.tr("List"), locale.tr("Address"), locale.tr("Asked"),
                               locale.tr("Outcome"), locale.tr("Next")};
  std::vector<html::Column> columns;
  for (const std::string& head : heads) columns.push_back({head});
  columns.push_back({locale.tr("Action")});
  Html rows;
  for (const desk::ListSource& source : context.desk().config().list_sources) {
    const LastFetch last = TRY(LastFetchOf(context.desk(), source.dataset));
    const bool asked = last.checked.ms > 0;
    const std::string action = DatasetHref(source.dataset) + "/fetch";
    rows.Add(
        html::TableRow(columns, {Link(DatasetHref(source.dataset), source.dataset), ShownAddress(source.url),
                                 asked ? Moment(locale, context, last.checked) : Html(locale.tr("not yet")),
                                 last.outcome, asked ? Html(locale.DateTime(last.due.ms)) : Html(),
                                 html::PostButton(locale.tr("Fetch now"), action, context.csrf(),
                                                  {.kind = html::ButtonKind::kQuiet, .css = "small"})}));
  }
  return html::Section(
      locale.tr("Addresses"),
      html::Table("data", locale.tr("Where lists are fetched from by themselves"), columns, rows));
}

// ---- /lists/{dataset}

std::int64_t Offset(const Context& context, std::string_view name) {
  const std::string_view text = context.Query(name);
  std::int64_t offset = 0;
  std::from_chars(text.data(), text.data() + text.size(), offset);
  return std::max<std::int64_t>(0, offset);
}

// Links to the pages before and after of one of the two tables of an edition; `there`: rows on this page.
Html PagerFor(const Locale& locale, const ListEdition& edition, const std::string& name, std::int64_t first,
              std::size_t there, bool more) {
  const auto href = [&](std::int64_t at) {
    return DatasetHref(edition.dataset) + "?edition=" + edition.id + "&" + name + "=" + std::to_string(at) +
           "#" + name;
  };
  const auto step = static_cast<std::int64_t>(kRowsAPage);
  html::PageLinks links;
  if (first > 0) links.previous = href(std::max<std::int64_t>(0, first - step));
  if (more) links.next = href(first + step);
  links.range = locale.Number(first + 1) + "–" + locale.Number(first + static_cast<std::int64_t>(there));
  return html::Pager(locale, links);
}

html::Mark MarkOf(ChangeKind kind) {
  return kind == ChangeKind::kAdded     ? html::Mark::kAct
         : kind == ChangeKind::kChanged ? html::Mark::kUnknown
                                        : html::Mark::kPlain;
}

std::string WordsOf(const Locale& locale, ChangeKind kind) {
  return kind == ChangeKind::kAdded     ? locale.tr("new")
         : kind == ChangeKind::kChanged ? locale.tr("changed")
                                        : locale.tr("gone");
}

base::Result<Html> ChangesSection(const Context& context, const Locale& locale, WatchLists& lists,
                                  const ListEdition& edition) {
  const std::int64_t first = Offset(context, "changes");
  std::vector<EntryChange> changes = TRY(lists.Changes(edition.id, first, kRowsAPage + 1));
  const std::string heading = locale.tr("What changed against the edition before");
  if (changes.empty())
    return html::Section(
        heading,
        html::Empty(locale.tr("Nothing"),
                    locale.tr("Entries are as they were, or older editions' details are no longer kept.")));
  const bool more = changes.size() > kRowsAPage;
  if (more) changes.pop_back();
  const std::string heads[] = {locale.tr("Entry"), locale.tr("Name"), locale.tr("Change")};
  const std::vector<html::Column> columns = {{heads[0]}, {heads[1]}, {heads[2]}};
  Html rows;
  for (const EntryChange& change : changes) {
    rows.Add(html::TableRow(columns, {El("code", change.id), El("bdi", change.caption),
                                      html::Badge(MarkOf(change.kind), WordsOf(locale, change.kind))}));
  }
  Html content = html::Table("data", heading, columns, rows);
  content.Add(PagerFor(locale, edition, "changes", first, changes.size(), more));
  return El("div", {{"id", "changes"}}, html::Section(heading, content));
}

base::Result<Html> ProblemsSection(const Context& context, const Locale& locale, WatchLists& lists,
                                   const ListEdition& edition) {
  if (edition.problems == 0) return Html();
  const std::int64_t first = Offset(context, "problems");
  std::vector<lists::Problem> problems = TRY(lists.Problems(edition.id, first, kRowsAPage + 1));
  const bool more = problems.size() > kRowsAPage;
  if (more) problems.pop_back();
  const std::string heads[] = {locale.tr("File"), locale.tr("Row"), locale.tr("Field"), locale.tr("Value"),
                               locale.tr("Why")};
  const std::vector<html::Column> columns = {
      {heads[0]}, {heads[1], true}, {heads[2]}, {heads[3]}, {heads[4]}};
  Html rows;
  for (const lists::Problem& problem : problems) {
    rows.Add(html::TableRow(columns, {problem.file, locale.Number(static_cast<std::int64_t>(problem.row)),
                                      problem.field, El("bdi", problem.value), problem.reason}));
  }
  const std::string heading = locale.tr("What could not be used");
  Html content =
      El("p", locale.ntr("{n} value or entry could not be used. Entries are screened without it.",
                         "{n} values or entries could not be used. Entries are screened without them.",
                         edition.problems));
  content.Add(html::Table("data", heading, columns, rows));
  content.Add(PagerFor(locale, edition, "problems", first, problems.size(), more));
  return El("div", {{"id", "problems"}}, html::Section(heading, content));
}

Html EditionsSection(const Context& context, const Locale& locale, const std::vector<ListEdition>& editions) {
  const std::string heads[] = {locale.tr("Edition"), locale.tr("Its date"), locale.tr("Imported"),
                               locale.tr("By"),      locale.tr("Entries"),  locale.tr("Changes")};
  std::vector<html::Column> columns = {{heads[0]}, {heads[1]},       {heads[2]},
                                       {heads[3]}, {heads[4], true}, {heads[5]}};
  if (MayManage(context)) columns.push_back({locale.tr("Action")});
  Html rows;
  for (const ListEdition& edition : editions) {
    Html number =
        Link(DatasetHref(edition.dataset) + "?edition=" + edition.id, locale.Number(edition.number));
    if (edition.current) number.Add(Html(" ")).Add(html::Badge(html::Mark::kOk, locale.tr("current")));
    html::Row row = {number,
                     DateWords(locale, edition),
                     locale.DateTime(edition.imported.ms),
                     edition.imported_by,
                     locale.Number(edition.entities),
                     ChangeWords(locale, edition)};
    if (MayManage(context)) {
      const std::string action = DatasetHref(edition.dataset) + "/restore/" + edition.id;
      row.push_back(edition.current ? Html()
                                    : html::PostButton(locale.tr("Make current"), action, context.csrf(),
                                                       {.kind = html::ButtonKind::kQuiet, .css = "small"}));
    }
    rows.Add(html::TableRow(columns, row));
  }
  return html::Section(locale.tr("Editions"),
                       html::Table("data", locale.tr("Editions of this list"), columns, rows));
}

Html EditionFacts(const Context& context, const Locale& locale, const ListEdition& edition) {
  const std::string names[] = {locale.tr("Its date"), locale.tr("Entries"),  locale.tr("Names"),
                               locale.tr("Changes"),  locale.tr("Problems"), locale.tr("Layout"),
                               locale.tr("Imported"), locale.tr("By"),       locale.tr("From"),
                               locale.tr("SHA-256")};
  return html::Facts({{names[0], DateWords(locale, edition)},
                      {names[1], locale.Number(edition.entities)},
                      {names[2], locale.Number(edition.names)},
                      {names[3], ChangeWords(locale, edition)},
                      {names[4], ProblemWords(locale, edition.problems)},
                      {names[5], edition.layout},
                      {names[6], Moment(locale, context, edition.imported)},
                      {names[7], edition.imported_by},
                      {names[8], edition.source},
                      {names[9], El("code", edition.sha256)}});
}

// The edition that ?edition= names, else the current one, else the newest.
const ListEdition* Chosen(const Context& context, const std::vector<ListEdition>& editions) {
  const ListEdition* chosen = nullptr;
  for (const ListEdition& edition : editions) {
    if (edition.id == context.Query("edition")) return &edition;
    if (chosen == nullptr || edition.current) chosen = &edition;
  }
  return context.Query("edition").empty() ? chosen : nullptr;
}

class ListPages {
 public:
  explicit ListPages(WatchLists& lists) : lists_(lists) {}

  base::Result<net::Response> Index(Context& context) const {
    const Locale& locale = desk::LocaleOf(context);
    const std::vector<ListEdition> editions = TRY(lists_.Editions());
    Html main;
    if (editions.empty()) {
      main.Add(html::Empty(
          locale.tr("No watch list yet"),
          locale.tr("Without a list nothing can be found. An operator of this server imports one.")));
    } else {
      main.Add(ListsTable(context, locale, editions));
    }
    if (MayManage(context)) {
      if (!context.desk().config().list_sources.empty()) {
        const Html addresses = TRY(AddressTable(context, locale));
        main.Add(addresses);
      }
      main.Add(ImportForm(context, locale));
    }
    desk::PageOptions page;
    page.title = locale.tr("Watch lists");
    page.subtitle = locale.tr("Every organisation on this server screens against the same lists.");
    if (MayManage(context)) page.islands = {"drop"};
    return desk::PageResponse(context, page, main);
  }

  base::Result<net::Response> Dataset(Context& context) const {
    const Locale& locale = desk::LocaleOf(context);
    const std::vector<ListEdition> editions = TRY(lists_.Editions(context.Path("dataset")));
    const ListEdition* edition = Chosen(context, editions);
    if (edition == nullptr) return base::NotFound(locale.tr("There is no such list."));
    std::vector<Html> main;
    if (!edition->current)
      main.push_back(html::Notice(locale.tr("This edition is not the one that is screened against.")));
    main.push_back(html::Section(locale.tr("Edition {number}", {{"number", locale.Number(edition->number)}}),
                                 EditionFacts(context, locale, *edition)));
    main.push_back(TRY(ChangesSection(context, locale, lists_, *edition)));
    main.push_back(TRY(ProblemsSection(context, locale, lists_, *edition)));
    main.push_back(EditionsSection(context, locale, editions));
    desk::PageOptions page;
    page.title = edition->dataset;
    page.subtitle = locale.tr("Watch list");
    page.current = "/lists";
    if (MayManage(context) && edition->current) {
      page.actions =
          html::PostButton(locale.tr("Withdraw this list"), DatasetHref(edition->dataset) + "/withdraw",
                           context.csrf(), {.kind = html::ButtonKind::kStop});
    }
    return desk::PageResponse(context, page, html::Stack(main));
  }

  base::Result<net::Response> Import(Context& context) const {
    const net::Form* form = TRY(context.Form());
    std::vector<net::UploadedFile> files;
    for (const net::UploadedFile& file : form->files)
      if (!file.file_name.empty() || !file.bytes.empty()) files.push_back(file);
    const desk::JobId job =
        TRY(EnqueueImport(context.desk(), context.actor(), form->fields.Get("dataset"), files));
    return net::Redirect(303, "/jobs/" + job.text());
  }

  base::Result<net::Response> Fetch(Context& context) const {
    const desk::JobId job = TRY(EnqueueFetch(context.desk(), context.actor(), context.Path("dataset")));
    return net::Redirect(303, "/jobs/" + job.text());
  }

  base::Result<net::Response> Withdraw(Context& context) const {
    const Locale& locale = desk::LocaleOf(context);
    const std::string dataset(context.Path("dataset"));
    if (!TRY(lists_.Editions(dataset)).empty()) {
      auto asked = TRY(desk::AskFirst(
          context,
          {.title = locale.tr("Withdraw the list {name}?", {{"name", dataset}}),
           .meaning = locale.tr("Nobody on this server is compared with it any more, and the alerts on its "
                                "entries are withdrawn for every organisation. Decisions stay on record. "
                                "“Make current” on one of its editions brings it back."),
           .verb = locale.tr("Withdraw this list"),
           .back = DatasetHref(dataset),
           .current = "/lists"}));
      if (asked) return *std::move(asked);
    }
    TRY(lists_.Withdraw(context.actor(), dataset));
    return desk::RedirectWithFlash(
        context, DatasetHref(dataset),
        locale.tr("The list is withdrawn. “Make current” on an edition below brings it back."));
  }

  base::Result<net::Response> Restore(Context& context) const {
    const Locale& locale = desk::LocaleOf(context);
    const ListEdition edition = TRY(lists_.Edition(context.Path("edition")));
    if (edition.dataset != context.Path("dataset"))
      return base::NotFound(locale.tr("There is no such list."));
    TRY(lists_.Restore(context.actor(), edition.id));
    return desk::RedirectWithFlash(context, DatasetHref(edition.dataset),
                                   locale.tr("This edition is screened against now."));
  }

 private:
  WatchLists& lists_;
};

}  // namespace

void AddListPages(desk::Desk& desk, WatchLists& lists) {
  const auto pages = std::make_shared<ListPages>(lists);
  using PageMethod = base::Result<net::Response> (ListPages::*)(Context&) const;
  const auto route = [&](std::string_view method, std::string_view pattern, Permission permission,
                         PageMethod handler) {
    desk::Route made;
    made.method = method;
    made.pattern = pattern;
    made.permission = permission;
    made.handler = [pages, handler](Context& context) { return (pages.get()->*handler)(context); };
    return made;
  };
  desk.router().Add(route("GET", "/lists", Permission::kListsRead, &ListPages::Index));
  desk.router().Add(route("GET", "/lists/{dataset}", Permission::kListsRead, &ListPages::Dataset));
  desk.router().Add(route("POST", "/lists/{dataset}/fetch", Permission::kListsManage, &ListPages::Fetch));
  desk.router().Add(
      route("POST", "/lists/{dataset}/withdraw", Permission::kListsManage, &ListPages::Withdraw));
  desk.router().Add(
      route("POST", "/lists/{dataset}/restore/{edition}", Permission::kListsManage, &ListPages::Restore));
  desk::Route import = route("POST", "/lists/import", Permission::kListsManage, &ListPages::Import);
  import.max_body = base::kMaxUploadBytes;
  import.may_spool = true;
  desk.router().Add(std::move(import));
}

}  // namespace screening
