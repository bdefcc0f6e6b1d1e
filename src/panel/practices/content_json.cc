// The JSON form of what is written; see content.h.

#include <boost/json.hpp>

#include "panel/practices/content.h"
#include "panel/practices/json_members.h"

namespace panel {

namespace json = boost::json;

json::object JsonOf(const PracticeTexts& texts) {
  return {{"title", texts.title},
          {"summary", texts.summary},
          {"body", texts.body},
          {"evidence", texts.evidence},
          {"limits", texts.limits}};
}

json::object JsonOf(const PracticeContent& content) {
  json::object object = JsonOf(content.texts);
  object["kind"] = content.kind;
  object["language"] = content.language;
  object["topics"] = ArrayOf(content.topics);
  object["industries"] = ArrayOf(content.industries);
  object["countries"] = ArrayOf(content.countries);
  object["stages"] = ArrayOf(content.stages);
  object["groups"] = ArrayOf(content.groups);
  json::array money;
  for (const MoneyLine& line : content.money)
    money.push_back(json::object{{"side", line.benefit ? "benefit" : "cost"},
                                 {"label", line.label},
                                 {"amount", line.amount},
                                 {"currency", line.currency},
                                 {"yearly", line.yearly},
                                 {"whose", line.whose}});
  object["money"] = std::move(money);
  object["years"] = content.years;
  json::array links;
  for (const WebLink& link : content.links)
    links.push_back(json::object{{"label", link.label}, {"url", link.url}});
  object["links"] = std::move(links);
  object["licence"] = content.licence;
  return object;
}

json::object JsonOf(const ToolContent& content) {
  json::array editions;
  for (const ToolEdition& edition : content.editions)
    editions.push_back(json::object{{"language", edition.language},
                                    {"version", edition.version},
                                    {"released", edition.released},
                                    {"url", edition.url},
                                    {"licence", edition.licence}});
  return {{"kind", content.kind},
          {"title", content.title},
          {"makers", content.makers},
          {"summary", content.summary},
          {"body", content.body},
          {"language", content.language},
          {"topics", ArrayOf(content.topics)},
          {"industries", ArrayOf(content.industries)},
          {"countries", ArrayOf(content.countries)},
          {"stages", ArrayOf(content.stages)},
          {"groups", ArrayOf(content.groups)},
          {"editions", std::move(editions)}};
}

base::Result<PracticeTexts> PracticeTextsOf(const json::object& object) {
  PracticeTexts texts;
  texts.title = TRY(TextIn(object, "title"));
  texts.summary = TRY(TextIn(object, "summary"));
  texts.body = TRY(TextIn(object, "body"));
  texts.evidence = TRY(TextIn(object, "evidence"));
  texts.limits = TRY(TextIn(object, "limits"));
  return texts;
}

base::Result<PracticeContent> PracticeContentOf(const json::object& object) {
  PracticeContent content;
  content.texts = TRY(PracticeTextsOf(object));
  content.kind = TRY(TextIn(object, "kind", "practice"));
  content.language = TRY(TextIn(object, "language", "en"));
  content.topics = TRY(TextsIn(object, "topics"));
  content.industries = TRY(TextsIn(object, "industries"));
  content.countries = TRY(TextsIn(object, "countries"));
  content.stages = TRY(TextsIn(object, "stages"));
  content.groups = TRY(TextsIn(object, "groups"));
  const auto take_money = [&](const json::object& one) -> base::Status {
    MoneyLine line;
    const std::string side = TRY(TextIn(one, "side"));
    if (side != "cost" && side != "benefit") return base::Invalid("\"side\" must be cost or benefit");
    line.benefit = side == "benefit";
    line.label = TRY(TextIn(one, "label"));
    line.amount = TRY(TextIn(one, "amount"));
    line.currency = TRY(TextIn(one, "currency"));
    line.yearly = TRY(TruthIn(one, "yearly"));
    line.whose = TRY(TextIn(one, "whose"));
    content.money.push_back(std::move(line));
    return base::Ok();
  };
  TRY(EachIn(object, "money", take_money));
  content.years = TRY(NumberIn(object, "years", 1));
  const auto take_link = [&](const json::object& one) -> base::Status {
    WebLink link;
    link.label = TRY(TextIn(one, "label"));
    link.url = TRY(TextIn(one, "url"));
    content.links.push_back(std::move(link));
    return base::Ok();
  };
  TRY(EachIn(object, "links", take_link));
  content.licence = TRY(TextIn(object, "licence", "CC-BY-4.0"));
  return content;
}

base::Result<ToolContent> ToolContentOf(const json::object& object) {
  ToolContent content;
  content.kind = TRY(TextIn(object, "kind", "guide"));
  content.title = TRY(TextIn(object, "title"));
  content.makers = TRY(TextIn(object, "makers"));
  content.summary = TRY(TextIn(object, "summary"));
  content.body = TRY(TextIn(object, "body"));
  content.language = TRY(TextIn(object, "language", "en"));
  content.topics = TRY(TextsIn(object, "topics"));
  content.industries = TRY(TextsIn(object, "industries"));
  content.countries = TRY(TextsIn(object, "countries"));
  content.stages = TRY(TextsIn(object, "stages"));
  content.groups = TRY(TextsIn(object, "groups"));
  const auto take = [&](const json::object& one) -> base::Status {
    ToolEdition edition;
    edition.language = TRY(TextIn(one, "language"));
    edition.version = TRY(TextIn(one, "version"));
    edition.released = TRY(TextIn(one, "released"));
    edition.url = TRY(TextIn(one, "url"));
    edition.licence = TRY(TextIn(one, "licence"));
    content.editions.push_back(std::move(edition));
    return base::Ok();
  };
  TRY(EachIn(object, "editions", take));
  return content;
}

std::string Stored(const json::object& object) {
  return json::serialize(object);
}

base::Result<json::object> FromStored(std::string_view text) {
  boost::system::error_code problem;
  json::value value = json::parse(text, problem);
  if (problem || !value.is_object())
    return base::Error{base::Code::kCorrupt, "a stored text of the practices cannot be read", {}};
  return std::move(value.get_object());
}

base::Result<PracticeContent> StoredContent(std::string_view text) {
  const json::object object = TRY(FromStored(text));
  return PracticeContentOf(object);
}

base::Result<PracticeTexts> StoredTexts(std::string_view text) {
  const json::object object = TRY(FromStored(text));
  return PracticeTextsOf(object);
}

base::Result<ToolContent> StoredTool(std::string_view text) {
  const json::object object = TRY(FromStored(text));
  return ToolContentOf(object);
}

}  // namespace panel
