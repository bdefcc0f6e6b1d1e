// The figures for programs: JSON, CSV, and the bytes that were published.

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "desk/web/public_page.h"
#include "files/csv_writer.h"
#include "voice/mechanism/pages.h"
#include "voice/mechanism/shares.h"
#include "voice/mechanism/words.h"

namespace voice::mechanism {
namespace {

namespace json = boost::json;
using desk::Context;

constexpr std::string_view kSchema =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object"}}}})";

std::string LetterOf(Figure figure) {
  const std::optional<Criterion> criterion = CriterionOf(figure);
  return criterion ? std::string(1, CriterionLetter(*criterion)) : std::string();
}

json::object JsonOf(const gate::Band& band) {
  return {{"low", band.low}, {"high", band.high()}};
}

json::array ClassesOf(const Split& split) {
  json::array classes;
  for (std::size_t i = 0; i < split.cells.size(); ++i) {
    const gate::ShareRange share = ShareOfCell(split, i);
    classes.push_back(json::object{{"class", CellName(split.figure, split.cells[i])},
                                   {"reports", JsonOf(split.cells[i].band)},
                                   {"percent_low", share.low_percent},
                                   {"percent_high", share.high_percent}});
  }
  return classes;
}

json::object JsonOf(const Publication& publication, const Published& figures) {
  json::array groups;
  for (const Group& group : figures.groups)
    groups.push_back(json::object{{"language", group.name}, {"reports", JsonOf(group.reports)}});
  json::array splits;
  for (const Split& split : figures.splits)
    splits.push_back(json::object{{"figure", FigureName(split.figure)},
                                  {"criterion", LetterOf(split.figure)},
                                  {"language", split.group},
                                  {"classes", ClassesOf(split)}});
  json::object item{{"number", publication.number},        {"quarter", publication.quarter.Text()},
                    {"digest", publication.digest},        {"head", publication.head},
                    {"languages_open", figures.languages}, {"languages", std::move(groups)},
                    {"figures", std::move(splits)}};
  item["reports"] = figures.reports.shown() ? json::value(JsonOf(figures.reports)) : json::value(nullptr);
  item["remedies"] = figures.remedies.shown() ? json::value(JsonOf(figures.remedies)) : json::value(nullptr);
  return item;
}

base::Result<net::Response> Json(const Context& context, Mechanism& mechanism) {
  json::array items;
  for (const Publication& publication : TRY(mechanism.Publications())) {
    const Published figures = TRY(ReadContent(publication.content));
    items.push_back(JsonOf(publication, figures));
  }
  return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
}

void WriteRows(files::CsvWriter& csv, const Published& figures) {
  const std::string quarter = figures.quarter.Text();
  const auto row = [&](std::string_view figure, std::string_view letter, std::string_view group,
                       std::string_view name, const gate::Band& band) {
    if (!band.shown()) return;
    csv.Row({quarter, figure, letter, group, name, std::to_string(band.low), std::to_string(band.high())});
  };
  row("reports", "b", kAll, "", figures.reports);
  for (const Group& group : figures.groups) row("reports", "b", group.name, "", group.reports);
  row("remedies", "", kAll, "", figures.remedies);
  for (const Split& split : figures.splits)
    for (const Cell& cell : split.cells)
      row(FigureName(split.figure), LetterOf(split.figure), split.group, CellName(split.figure, cell),
          cell.band);
}

base::Result<net::Response> Csv(const Context& context, Mechanism& mechanism) {
  std::string text;
  files::CsvWriter csv(&text);
  csv.Row({"quarter", "figure", "criterion", "language", "class", "reports_low", "reports_high"});
  for (const Publication& publication : TRY(mechanism.Publications())) {
    const Published figures = TRY(ReadContent(publication.content));
    WriteRows(csv, figures);
  }
  net::Response response = desk::PublicBytes(context, std::move(text), "text/csv; charset=utf-8");
  const net::Response names = desk::Download("mechanism.csv", "text/csv; charset=utf-8");
  response.headers.Set("Content-Disposition", names.headers.Get("Content-Disposition"));
  return response;
}

base::Result<net::Response> Bytes(const Context& context, Mechanism& mechanism) {
  const gate::Quarter quarter = TRY(gate::Quarter::Parse(context.Path("quarter")));
  Publication publication = TRY(mechanism.PublicationOf(quarter));
  return desk::PublicBytes(context, std::move(publication.content), "text/plain; charset=utf-8");
}

}  // namespace

void AddDataRoutes(desk::Desk& desk, Mechanism& mechanism) {
  desk.router().Add({.method = "GET",
                     .pattern = "/api/v1/mechanism",
                     .permission = desk::Permission::kPublic,
                     .handler = [&mechanism](Context& context) { return Json(context, mechanism); },
                     .face = desk::Face::kApi,
                     .doc = {.summary = "Figures of the grievance mechanism, newest quarter first",
                             .tag = "voice",
                             .response_schema = kSchema}});
  AddOpenPage(desk, mechanism, "/mechanism.csv", Csv);
  AddOpenPage(desk, mechanism, "/mechanism/{quarter}/published", Bytes);
}

}  // namespace voice::mechanism
