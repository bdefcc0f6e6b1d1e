#include "panel/practices/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/date.h"
#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "html/html.h"
#include "html/markdown.h"
#include "panel/common/isic.h"
#include "panel/common/languages.h"
#include "panel/common/licences.h"
#include "panel/practices/amount.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::size_t kMaxLabelBytes = 300;
constexpr std::size_t kMaxUrlBytes = 2'000;

std::string Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

void Tidy(std::vector<std::string>& codes) {
  for (std::string& code : codes) code = Trimmed(code);
  std::erase(codes, "");
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

// Names of countries become their codes; what is not known stays, and the check names it.
void TidyCountries(std::vector<std::string>& countries) {
  for (std::string& country : countries) {
    const std::string_view code = entity::CountryCode(Trimmed(country));
    if (!code.empty()) country = code;
  }
  Tidy(countries);
}

void TidyIndustries(std::vector<std::string>& industries) {
  for (std::string& industry : industries)
    if (const Industry* known = FindIndustry(Trimmed(industry))) industry = known->code;
  Tidy(industries);
}

class Checker {
 public:
  void Length(std::string_view field, std::string_view text, std::size_t most) {
    if (text.size() > most) Fail(field, tr("This is too long."));
  }
  void Text(std::string_view field, std::string_view text, std::size_t most) {
    Length(field, text, most);
    if (!html::CheckMarkdown(text).has_value()) Fail(field, tr("This text cannot be stored as it is."));
  }
  void Needed(std::string_view field, bool there, const char* message) {
    if (!there) Fail(field, message);
  }
  void Terms(std::string_view field, std::span<const Term> terms, const std::vector<std::string>& codes) {
    for (const std::string& code : codes)
      if (!PlaceIn(terms, code)) Fail(field, tr("This is none of the terms."), code);
  }
  void Industries(const std::vector<std::string>& codes) {
    Many("industries", codes.size(), base::kMaxPracticeTags);
    for (const std::string& code : codes)
      if (FindIndustry(code) == nullptr)
        Fail("industries", tr("This is no section or division of ISIC."), code);
  }
  void Countries(const std::vector<std::string>& codes) {
    Many("countries", codes.size(), base::kMaxPracticeTags);
    for (const std::string& code : codes)
      if (entity::CountryCode(code) != code) Fail("countries", tr("This country is not known."), code);
  }
  void Language(std::string_view field, std::string_view tag) {
    if (!LanguageIndex(tag)) Fail(field, tr("Choose a language of the list."), std::string(tag));
  }
  void LicenceId(std::string_view field, std::string_view id) {
    if (!IsLicenceId(id))
      Fail(field, tr("This is no licence id of SPDX that we know; use LicenseRef-… for others."),
           std::string(id));
  }
  void Many(std::string_view field, std::size_t size, std::size_t most) {
    if (size > most) Fail(field, tr("These are too many."));
  }
  void Fail(std::string_view field, const char* message, std::string detail = {}) {
    faults_.push_back({std::string(field), message, std::move(detail)});
  }
  std::vector<Fault> Done() { return std::move(faults_); }

 private:
  std::vector<Fault> faults_;
};

void CheckMoney(Checker& checker, const std::vector<MoneyLine>& money) {
  checker.Many("money", money.size(), base::kMaxPracticeMoneyLines);
  for (const MoneyLine& line : money) {
    checker.Length("money", line.label, kMaxLabelBytes);
    checker.Needed("money", !line.label.empty(),
                   tr("Each cost and benefit needs words that say what it is."));
    if (!ParseAmount(line.amount))
      checker.Fail("money", tr("An amount is digits with at most four places: 1200.50"), line.amount);
    if (!IsCurrency(line.currency))
      checker.Fail("money", tr("This is no currency code of ISO 4217."), line.currency);
    if (!PlaceIn(CostBearers(), line.whose)) checker.Fail("money", tr("Say who pays or gains."), line.whose);
  }
}

void CheckTexts(Checker& checker, const PracticeTexts& texts) {
  checker.Text("title", texts.title, base::kMaxPracticeTitleBytes);
  checker.Text("summary", texts.summary, base::kMaxPracticeSummaryBytes);
  checker.Text("body", texts.body, base::kMaxPracticeTextBytes);
  checker.Text("evidence", texts.evidence, base::kMaxPracticeTextBytes);
  checker.Text("limits", texts.limits, base::kMaxPracticeTextBytes);
}

void CheckEditions(Checker& checker, const std::vector<ToolEdition>& editions) {
  checker.Needed("editions", !editions.empty(), tr("Name at least one edition: language, version, address."));
  checker.Many("editions", editions.size(), base::kMaxToolEditions);
  for (const ToolEdition& edition : editions) {
    checker.Language("editions", edition.language);
    checker.Length("editions", edition.version, kMaxLabelBytes);
    if (!IsWebAddress(edition.url))
      checker.Fail("editions", tr("An address begins with https://"), edition.url);
    checker.LicenceId("editions", edition.licence);
    if (!edition.released.empty() && !base::ParseDate(edition.released).has_value())
      checker.Fail("editions", tr("A date is a year, a month or a day: 2024-03"), edition.released);
  }
}

}  // namespace

bool IsWebAddress(std::string_view url) {
  if (url.size() > kMaxUrlBytes || !html::IsSafeUrl(url)) return false;
  std::string_view rest = url;
  if (rest.starts_with("https://"))
    rest.remove_prefix(8);
  else if (rest.starts_with("http://"))
    rest.remove_prefix(7);
  else
    return false;
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  return host.size() >= 3 && host.find('@') == std::string_view::npos &&
         host.find('.') != std::string_view::npos && host.front() != '.' &&
         host.find("..") == std::string_view::npos;
}

std::vector<Fault> FaultsOfDraft(const PracticeContent& content) {
  Checker checker;
  checker.Needed("title", !content.texts.title.empty(), tr("It needs a title."));
  CheckTexts(checker, content.texts);
  if (!PlaceIn(PracticeKinds(), content.kind))
    checker.Fail("kind", tr("This is none of the terms."), content.kind);
  checker.Language("language", content.language);
  checker.LicenceId("licence", content.licence);
  checker.Terms("topics", Topics(), content.topics);
  checker.Terms("stages", Stages(), content.stages);
  checker.Terms("groups", Groups(), content.groups);
  checker.Industries(content.industries);
  checker.Countries(content.countries);
  CheckMoney(checker, content.money);
  if (content.years < 1 || content.years > base::kMaxPracticeYears)
    checker.Fail("years", tr("A number of years from 1 to 30 is expected."));
  checker.Many("links", content.links.size(), base::kMaxPracticeLinks);
  for (const WebLink& link : content.links) {
    checker.Length("links", link.label, kMaxLabelBytes);
    if (!IsWebAddress(link.url)) checker.Fail("links", tr("An address begins with https://"), link.url);
  }
  return checker.Done();
}

std::vector<Fault> MissingToSend(const PracticeContent& content) {
  Checker checker;
  checker.Needed("summary", !content.texts.summary.empty(), tr("Say in two or three sentences what it is."));
  checker.Needed("body", !content.texts.body.empty(), tr("Say what is done, step by step."));
  checker.Needed("evidence", !content.texts.evidence.empty(),
                 tr("Say what was measured, or that nothing was measured yet."));
  checker.Needed("limits", !content.texts.limits.empty(),
                 tr("Say what did not work, or where it does not fit."));
  checker.Needed("topics", !content.topics.empty(), tr("Choose at least one topic."));
  checker.Needed("industries", !content.industries.empty(), tr("Choose at least one industry."));
  checker.Needed("countries", !content.countries.empty(), tr("Name at least one country."));
  checker.Needed("stages", !content.stages.empty(), tr("Choose at least one stage."));
  checker.Needed("groups", !content.groups.empty(), tr("Choose at least one group."));
  if (content.kind == "business-case") {
    const auto has = [&](bool benefit) {
      return std::any_of(content.money.begin(), content.money.end(),
                         [benefit](const MoneyLine& line) { return line.benefit == benefit; });
    };
    checker.Needed("money", has(false) && has(true),
                   tr("A business case needs at least one cost and one benefit."));
  }
  return checker.Done();
}

std::vector<Fault> FaultsOf(const PracticeTexts& texts, std::string_view language) {
  Checker checker;
  CheckTexts(checker, texts);
  checker.Language("language", language);
  checker.Needed("title", !texts.title.empty(), tr("It needs a title."));
  checker.Needed("summary", !texts.summary.empty(), tr("Say in two or three sentences what it is."));
  checker.Needed("body", !texts.body.empty(), tr("Say what is done, step by step."));
  return checker.Done();
}

std::vector<Fault> FaultsOf(const ToolContent& content) {
  Checker checker;
  checker.Needed("title", !content.title.empty(), tr("It needs a title."));
  checker.Needed("summary", !content.summary.empty(), tr("Say in two or three sentences what it is."));
  checker.Text("title", content.title, base::kMaxPracticeTitleBytes);
  checker.Text("makers", content.makers, base::kMaxPracticeTitleBytes);
  checker.Text("summary", content.summary, base::kMaxPracticeSummaryBytes);
  checker.Text("body", content.body, base::kMaxPracticeTextBytes);
  if (!PlaceIn(ToolKinds(), content.kind))
    checker.Fail("kind", tr("This is none of the terms."), content.kind);
  checker.Language("language", content.language);
  checker.Terms("topics", Topics(), content.topics);
  checker.Terms("stages", Stages(), content.stages);
  checker.Terms("groups", Groups(), content.groups);
  checker.Industries(content.industries);
  checker.Countries(content.countries);
  CheckEditions(checker, content.editions);
  return checker.Done();
}

base::Status NoneOf(const std::vector<Fault>& faults) {
  if (faults.empty()) return base::Ok();
  const Fault& first = faults.front();
  return base::Invalid(first.detail.empty()
                           ? fmt::format("{}: {}", first.field, first.message)
                           : fmt::format("{}: {} ({})", first.field, first.message, first.detail));
}

void Normalise(PracticeContent& content) {
  content.texts.title = Trimmed(content.texts.title);
  content.texts.summary = Trimmed(content.texts.summary);
  Tidy(content.topics);
  Tidy(content.stages);
  Tidy(content.groups);
  TidyIndustries(content.industries);
  TidyCountries(content.countries);
  content.licence = Trimmed(content.licence);
  for (MoneyLine& line : content.money) {
    line.label = Trimmed(line.label);
    line.amount = Trimmed(line.amount);
  }
  std::erase_if(content.money,
                [](const MoneyLine& line) { return line.label.empty() && line.amount.empty(); });
  for (WebLink& link : content.links) link = {Trimmed(link.label), Trimmed(link.url)};
  std::erase_if(content.links, [](const WebLink& link) { return link.url.empty() && link.label.empty(); });
}

void Normalise(ToolContent& content) {
  content.title = Trimmed(content.title);
  content.makers = Trimmed(content.makers);
  content.summary = Trimmed(content.summary);
  Tidy(content.topics);
  Tidy(content.stages);
  Tidy(content.groups);
  TidyIndustries(content.industries);
  TidyCountries(content.countries);
  for (ToolEdition& edition : content.editions) {
    edition.version = Trimmed(edition.version);
    edition.released = Trimmed(edition.released);
    edition.url = Trimmed(edition.url);
    edition.licence = Trimmed(edition.licence);
  }
  std::erase_if(content.editions, [](const ToolEdition& edition) { return edition.url.empty(); });
}

}  // namespace panel
