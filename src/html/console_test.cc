#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "html/components.h"
#include "html/console_components.h"
#include "html/form_parts.h"
#include "html/forms.h"
#include "html/locale.h"
#include "html/shell.h"
#include "html/suggestions.h"

namespace html {
namespace {

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

const Locale& English() {
  return *Locales().front();
}

// Every element is closed in order, void elements are written as <x/>, every attribute is quoted: what XML
// asks for.
std::string Unbalanced(std::string_view markup) {
  std::vector<std::string> open;
  for (std::size_t at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', at + 1)) {
    if (markup.substr(at).starts_with("<!DOCTYPE")) continue;
    const std::size_t end = markup.find('>', at);
    if (end == std::string_view::npos) return "no end";
    const std::string_view tag = markup.substr(at + 1, end - at - 1);
    if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return std::string(tag);
    if (tag.ends_with('/')) continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return std::string(tag);
      open.pop_back();
    } else {
      open.emplace_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty() ? "" : open.back();
}

ShellOptions SignedIn() {
  ShellOptions options;
  options.locale = &English();
  options.title = "Alerts <1>";
  options.subtitle = "2 & 3";
  options.person = "Mina O.";
  options.organisation = "Nordvale";
  options.csrf = "tok\"en";
  options.nav = {{"Screening", "Alerts", "/alerts", 38},
                 {"Screening", "Parties", "/parties"},
                 {"Desk", "People", "/people"}};
  options.current = "/alerts";
  return options;
}

TEST(Shell, PartsOfASectionFoldAndTheOneOfThePageIsOpen) {
  ShellOptions options = SignedIn();
  options.nav = {{"Panel\nSessions", "All", "/sessions", 2},
                 {"Desk", "People", "/people"},
                 {"Panel\nExchange", "Offers", "/offers"},
                 {"Panel\nSessions", "Minutes", "/minutes", 3}};
  options.current = "/offers";
  const std::string page = Page(options, {});
  EXPECT_TRUE(Has(page, "<h2>Panel</h2><details><summary>Sessions<span class=\"n\">5"));
  EXPECT_TRUE(
      Has(page, "<details open=\"\"><summary>Exchange</summary><ul><li><a href=\"/offers\" aria-current"));
  EXPECT_LT(page.find("/minutes"), page.find("<h2>Desk</h2>")) << "a section stands together";
  options.nav.resize(2);
  EXPECT_FALSE(Has(Page(options, {}), "<details")) << "one part alone has nothing to fold away";
  options.search = false;
  EXPECT_TRUE(Has(page, "role=\"search\""));
  EXPECT_FALSE(Has(Page(options, {}), "role=\"search\""));
}

TEST(Forms, PostOnlyToPathsOfThisServerWithAToken) {
  EXPECT_EQ(Form({.action = "/a?b=1&c=2", .csrf = "t<"}, "x").markup(),
            "<form method=\"post\" action=\"/a?b=1&amp;c=2\"><input type=\"hidden\" name=\"csrf\" "
            "value=\"t&lt;\"/>x</form>");
  EXPECT_EQ(Form({.action = "/search", .get = true, .label = "Search"}, {}).markup(),
            "<form method=\"get\" action=\"/search\" role=\"search\" aria-label=\"Search\"></form>");
  for (const char* path :
       {"", "//evil.example", "https://evil.example", "javascript:alert(1)", "a", "/\\evil", "/a b", "#x"})
    EXPECT_FALSE(IsLocalPath(path)) << path;
  EXPECT_TRUE(IsLocalPath("/people/7?x=y:z"));
  EXPECT_DEATH(Form({.action = "//evil.example", .csrf = "t"}, {}), "IsLocalPath");
  EXPECT_DEATH(Form({.action = "/a"}, {}), "csrf");
  EXPECT_DEATH(Button("x", {.form_action = "https://evil.example"}), "IsLocalPath");
}

TEST(Forms, InputsSayWhatTheyAre) {
  EXPECT_EQ(Input({.name = "email", .type = InputType::kEmail, .value = "a\"b", .required = true}).markup(),
            "<input type=\"email\" id=\"email\" name=\"email\" value=\"a&quot;b\" autocomplete=\"email\" "
            "required=\"\"/>");
  const std::string password = Input({.name = "p", .type = InputType::kPassword, .value = "secret"}).markup();
  EXPECT_FALSE(Has(password, "secret"));
  EXPECT_TRUE(Has(password, "current-password"));
  EXPECT_TRUE(Has(Input({.name = "n", .type = InputType::kNewPassword}).markup(), "new-password"));
  EXPECT_TRUE(Has(Input({.name = "c", .type = InputType::kOneTimeCode, .max_length = 6}).markup(),
                  "autocomplete=\"one-time-code\" maxlength=\"6\""));
  EXPECT_FALSE(Has(Input({.name = "f", .type = InputType::kFile, .value = "x.csv"}).markup(), "x.csv"));
  EXPECT_EQ(Input({.name = "h", .type = InputType::kHidden, .value = "7"}).markup(),
            "<input type=\"hidden\" name=\"h\" value=\"7\"/>");
}

TEST(Forms, AFieldOffersWords) {
  const std::string field = InputWithSuggestions({.name = "who", .id = "claim-who"}, {"A & B", "C"}).markup();
  EXPECT_TRUE(Has(field, R"(list="claim-who-offered")")) << field;
  EXPECT_TRUE(Has(field, R"(<datalist id="claim-who-offered"><option value="A &amp; B"></option>)")) << field;
  EXPECT_EQ(InputWithSuggestions({.name = "who"}, {}).markup(), Input({.name = "who"}).markup());
}

TEST(Forms, TextAreasKeepWhatWasTyped) {
  EXPECT_EQ(TextArea("t", "a\r\nb</textarea>", 3).markup(),
            "<textarea id=\"t\" name=\"t\" rows=\"3\">a\nb&lt;/textarea&gt;</textarea>");
  EXPECT_TRUE(Has(TextArea("t", "\nx", 3, 10).markup(), "maxlength=\"10\">\n\nx<"));
}

TEST(Forms, ChoicesMarkTheChosenOne) {
  const std::string select = Select("s", {{"a", "A"}, {"b", "B <"}}, "b").markup();
  EXPECT_TRUE(Has(select, "<option value=\"a\">A</option>"));
  EXPECT_TRUE(Has(select, "<option value=\"b\" selected=\"\">B &lt;</option>"));
  EXPECT_TRUE(Has(CheckBox("c", "1", "x", true).markup(), "checked=\"\""));
  EXPECT_FALSE(Has(Radio("c", "1", "x", false).markup(), "checked"));
}

TEST(Forms, ErrorsStandAboveAndAtTheField) {
  EXPECT_TRUE(ErrorSummary("h", {}).empty());
  const std::string summary =
      ErrorSummary("2 errors", {{"country", "No such country"}, {"", "Too large"}}).markup();
  EXPECT_TRUE(Has(summary, "role=\"alert\""));
  EXPECT_TRUE(Has(summary, "<a href=\"#country\">No such country</a>"));
  EXPECT_TRUE(Has(summary, "<li>Too large</li>"));
  const std::string field =
      Field({.control_id = "country", .label = "Country", .hint = "In English", .error = "No"}, "x").markup();
  EXPECT_TRUE(Has(field, "class=\"field bad\"><label for=\"country\">Country</label>"));
  EXPECT_TRUE(Has(field, "id=\"country-hint\""));
  EXPECT_TRUE(Has(field, "id=\"country-err\""));
}

TEST(Forms, KeysAreShownAndCarried) {
  const std::string button =
      Button("Same", {.name = "d", .value = "same", .kind = ButtonKind::kQuiet, .key = "s"}).markup();
  EXPECT_TRUE(Has(button, "data-key=\"s\" aria-keyshortcuts=\"s\""));
  EXPECT_TRUE(Has(button, "Same <kbd aria-hidden=\"true\">S</kbd>"));
  EXPECT_TRUE(Has(button, "class=\"btn quiet\" name=\"d\" value=\"same\""));
}

TEST(Forms, ProgressSaysHowFarInWords) {
  const std::string bar =
      ProgressBar(
          {.done = 12, .total = 10, .words = "All", .events = "/jobs/1/events", .done_href = "/imports/1"})
          .markup();
  EXPECT_TRUE(Has(bar, "data-events=\"/jobs/1/events\" data-done-href=\"/imports/1\""));
  EXPECT_TRUE(Has(bar, "max=\"10\" value=\"10\""));
  EXPECT_TRUE(Has(bar, "role=\"status\""));
  EXPECT_FALSE(Has(ProgressBar({.words = "Waiting"}).markup(), "value="));
}

TEST(Forms, PasskeysWaitForTheirIsland) {
  const std::string get = PasskeyForm({.action = "/sign-in/passkey",
                                       .csrf = "t",
                                       .options_json = "{\"challenge\":\"<\"}",
                                       .button = "Use"})
                              .markup();
  EXPECT_TRUE(Has(get, "data-options=\"{&quot;challenge&quot;:&quot;&lt;&quot;}\" hidden=\"\""));
  EXPECT_TRUE(Has(get, "name=\"signature\""));
  EXPECT_FALSE(Has(get, "attestation_object"));
  EXPECT_TRUE(Has(PasskeyForm({.action = "/me/passkeys", .csrf = "t", .create = true}).markup(),
                  "attestation_object"));
}

TEST(Components, TodoNamesWhatEachActionIsFor) {
  const std::string todo =
      TodoList({{Mark::kHarm, "2 h left", "A & B", "/alerts/1", "Why", "Review"}}).markup();
  EXPECT_TRUE(Has(todo, "<span class=\"badge harm\">2 h left</span>"));
  EXPECT_TRUE(Has(todo, "Review<span class=\"vh\">: A &amp; B</span>"));
}

TEST(Components, WizardsAndTabsSayWhereWeAre) {
  const std::string steps = Steps(English(), {{"File", "/i/1"}, {"Columns"}, {"Check"}}, 1).markup();
  EXPECT_TRUE(
      Has(steps,
          "<li class=\"done\"><span><a href=\"/i/1\">File</a><span class=\"vh\"> done</span></span></li>"));
  EXPECT_TRUE(Has(steps, "<li aria-current=\"step\"><span>Columns</span></li>"));
  EXPECT_FALSE(Has(Steps(English(), {{"File"}}, 1).markup(), "aria-current"));
  const std::string tabs =
      Tabs(English(), "Filter", {{"Waiting", "/a", true, 1234}, {"Decided", "/d"}}).markup();
  EXPECT_TRUE(Has(tabs, "<a href=\"/a\" aria-current=\"true\">Waiting 1,234</a>"));
  EXPECT_TRUE(Pager(English(), {.range = "1–3 of 3"}).empty());
  EXPECT_TRUE(Has(Pager(English(), {.next = "?after=x"}).markup(), "<a href=\"?after=x\">Next</a>"));
}

TEST(Components, TheReviewPageCarriesItsKeys) {
  const Html queue = Queue(English(), {.label = "Alerts", .next = "/alerts/2"},
                           {{"한빛", "45%", "List", "2 d", "/alerts/1", true}});
  EXPECT_TRUE(Has(queue.markup(), "data-key=\"j\""));
  EXPECT_FALSE(Has(queue.markup(), "data-key=\"k\""));
  EXPECT_TRUE(Has(queue.markup(), "<b lang=\"ko\"><bdi>한빛</bdi></b>"));
  const Html page = Join(TwoPane(queue, Detail("Same?", {}, Versus({"Ours", "A"}, {"List", "B"}))),
                         KeyHint(English()), KeyHelp(English()));
  EXPECT_TRUE(Has(page.markup(), "data-focus=\"next\""));
  EXPECT_TRUE(Has(page.markup(), "<dialog id=\"keys\""));
  EXPECT_EQ(Unbalanced(page.markup()), "");
}

TEST(Shell, WritesAWellFormedPageWithoutScriptUnlessAsked) {
  ShellOptions options = SignedIn();
  const std::string page = Page(options, El("p", "x"));
  EXPECT_EQ(Unbalanced(page.substr(page.find("<html")).substr(0)), "");
  EXPECT_FALSE(Has(page, "<script"));
  EXPECT_FALSE(Has(page, "<style"));
  EXPECT_FALSE(Has(page, " style="));
  EXPECT_TRUE(Has(page, "<html lang=\"en\" dir=\"ltr\">"));
  EXPECT_TRUE(Has(page, "<title>Alerts &lt;1&gt; · Manumit</title>"));
  EXPECT_TRUE(Has(page, "<a href=\"/alerts\" aria-current=\"page\">Alerts<span class=\"n\">38"));
  EXPECT_TRUE(Has(page, "action=\"/sign-out\""));
  EXPECT_TRUE(Has(page, "value=\"tok&quot;en\""));
  EXPECT_TRUE(Has(page, "action=\"/search\""));
  EXPECT_FALSE(Has(page, "action=\"/organisation\""));
  EXPECT_FALSE(Has(page, "data-keys"));
  options.islands = {"review"};
  options.theme = "dark";
  options.single_keys = false;
  options.flash = "Saved.";
  options.organisations = {{"nordvale", "Nordvale"}, {"hanbit", "한빛"}};
  options.crumbs = {{"Imports", "/imports"}};
  const std::string full = Page(options, {});
  EXPECT_TRUE(Has(full, "data-theme=\"dark\""));
  EXPECT_TRUE(Has(full, "<body class=\"console\" data-keys=\"off\">"));
  EXPECT_TRUE(Has(full, "<script type=\"module\" src=\"/assets/review."));
  EXPECT_TRUE(Has(full, "role=\"status\" id=\"flash\">Saved."));
  EXPECT_TRUE(Has(full, "<option value=\"nordvale\" selected=\"\">"));
  EXPECT_TRUE(Has(full, "<a href=\"/imports\">Imports</a>"));
  EXPECT_EQ(Unbalanced(full.substr(full.find("<html"))), "");
}

TEST(Shell, IsPlainBeforeSigningIn) {
  ShellOptions options;
  options.locale = FindLocale("ko");
  options.title = "x";
  options.theme = "\"><script>";
  const std::string page = Page(options, {});
  EXPECT_TRUE(Has(page, "<html lang=\"ko\" dir=\"ltr\">"));
  EXPECT_FALSE(Has(page, "sign-out"));
  EXPECT_FALSE(Has(page, "script"));
  EXPECT_FALSE(Has(page, "class=\"rail\""));
}

TEST(Shell, AssetsHaveNamesThatHoldTheirHash) {
  std::set<std::string> names;
  for (const Asset& asset : Assets()) {
    EXPECT_TRUE(names.insert(asset.name).second);
    EXPECT_TRUE(IsLocalPath(asset.path)) << asset.path;
    EXPECT_TRUE(asset.path.starts_with("/assets/" + asset.name + ".")) << asset.path;
    EXPECT_FALSE(asset.bytes.empty());
    EXPECT_FALSE(Has(asset.bytes, "http://") && asset.name != "icon") << asset.name;
    for (const char* sink :
         {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"})
      EXPECT_FALSE(Has(asset.bytes, sink)) << asset.name;
  }
  for (const char* name : {"console", "icon", "review", "progress", "passkey", "drop"})
    EXPECT_TRUE(names.contains(name)) << name;
}

TEST(Locales, AreEnglishAndWhateverPoHolds) {
  EXPECT_EQ(Locales().front()->tag(), "en");
  EXPECT_EQ(Locales().front()->own_name(), "English");
  ASSERT_NE(FindLocale("ko"), nullptr);
  EXPECT_EQ(FindLocale("ko")->own_name(), "한국어");
  EXPECT_EQ(FindLocale("ko-KR"), FindLocale("ko"));
  EXPECT_EQ(FindLocale("KO_kr"), FindLocale("ko"));
  EXPECT_EQ(FindLocale("tlh"), nullptr);
  EXPECT_EQ(FindLocale(""), nullptr);
}

TEST(Locales, AreChosenByThePersonThenByTheBrowser) {
  EXPECT_EQ(ChooseLocale("ko", "en").tag(), "ko");
  EXPECT_EQ(ChooseLocale("", "ko-KR,ko;q=0.9,en-US;q=0.8").tag(), "ko");
  EXPECT_EQ(ChooseLocale("", "fr, en;q=0.5, ko;q=0.7").tag(), "ko");
  EXPECT_EQ(ChooseLocale("", "ko;q=0, en;q=0.1").tag(), "en");
  EXPECT_EQ(ChooseLocale("xx", "").tag(), "en");
  EXPECT_EQ(ChooseLocale("", ",;q=,;;,ko;q=abc,*").tag(), "en");
}

TEST(Locales, FillInNamesAndNumbers) {
  const Locale& en = English();
  EXPECT_EQ(en.tr("Hello, {name}: {name} {other} {{x}}", {{"name", "{name}"}}),
            "Hello, {name}: {name} {other} {x}");
  EXPECT_EQ(en.tr("{"), "{");
  EXPECT_EQ(en.ntr("{n} alert", "{n} alerts", 1), "1 alert");
  EXPECT_EQ(en.ntr("{n} alert of {who}", "{n} alerts of {who}", 12345, {{"who", "{n}"}}),
            "12,345 alerts of {n}");
  EXPECT_EQ(en.Number(-1234567), "-1,234,567");
  EXPECT_EQ(en.Number(INT64_MIN), "-9,223,372,036,854,775,808");
  EXPECT_EQ(en.Number(999), "999");
}

TEST(Locales, WriteDatesAsTheLanguageDoes) {
  constexpr std::int64_t kMoment = 1795328405123;  // 2026-11-22 06:20:05 UTC
  const Locale& en = English();
  const Locale& ko = *FindLocale("ko");
  EXPECT_EQ(en.Date(kMoment), "22 November 2026");
  EXPECT_EQ(en.ShortDate(kMoment), "22 Nov 2026");
  EXPECT_EQ(en.DateTime(kMoment), "22 Nov 2026, 06:20 UTC");
  EXPECT_EQ(ko.Date(kMoment), "2026년 11월 22일");
  EXPECT_EQ(ko.ShortDate(kMoment), "2026. 11. 22.");
  EXPECT_EQ(ko.DateTime(kMoment), "2026. 11. 22. 06:20 UTC");
  EXPECT_EQ(en.Date(INT64_MAX), "31 December 9999");
  EXPECT_EQ(en.Date(INT64_MIN), "1 January 0");
  EXPECT_EQ(en.Age(0), "just now");
  EXPECT_EQ(en.Age(90'000), "1 minute");
  EXPECT_EQ(en.Age(3 * 86'400'000LL), "3 days");
  EXPECT_EQ(en.Age(800 * 86'400'000LL), "2 years");
  EXPECT_EQ(ko.Age(3 * 86'400'000LL), "3일");
}

}  // namespace
}  // namespace html
