#include "panel/minutes/minutes_book.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "files/pdf_writer.h"
#include "html/names.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/minutes_view.h"
#include "panel/minutes/people_lookup.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

base::Result<BookChapter> ChapterOf(PanelServices& services, db::Transaction& tx, const html::Locale& locale,
                                    const Minutes& minutes, const vault::UnlockedPerson* reader) {
  BookChapter chapter;
  chapter.session = minutes.session;
  chapter.phase = minutes.phase;
  chapter.title = TitleOf(tx, services.places, locale, minutes.session, reader);
  const base::Result<std::string> text = services.minutes.Text(tx, minutes, reader);
  chapter.locked = !text && minutes.session.closed();
  if (!text && !chapter.locked) return text.error();
  if (text) chapter.text = *text;
  return chapter;
}

base::Status AddActions(PanelServices& services, db::Transaction& tx, const vault::UnlockedPerson* reader,
                        std::vector<BookChapter>& chapters) {
  std::vector<PanelSession> sessions;
  for (const BookChapter& chapter : chapters) sessions.push_back(chapter.session);
  auto actions = TRY(services.actions.OfSessions(tx, sessions, reader));
  NamesOfPeople names(tx);
  for (BookChapter& chapter : chapters) {
    const auto found = actions.find(chapter.session.id);
    if (found == actions.end()) continue;
    chapter.actions = std::move(found->second);
    for (const PanelAction& action : chapter.actions)
      chapter.owners.push_back(action.owner_person.empty() ? TRY(names.Org(action.owner_org))
                                                           : TRY(names.Person(action.owner_person)));
  }
  return base::Ok();
}

// The state in words, for PDF.
std::string StateWords(const html::Locale& locale, const PanelAction& action, base::UtcTime now) {
  if (const std::int64_t late = DaysLate(action, now); late > 0)
    return locale.ntr("Late {n} day", "Late {n} days", late);
  switch (action.state) {
    case ActionState::kInProgress:
      return locale.tr("In progress");
    case ActionState::kDone:
      return locale.tr("Said to be done");
    case ActionState::kConfirmed:
      return locale.tr("Done and confirmed");
    case ActionState::kDropped:
      return locale.tr("Dropped");
    case ActionState::kOpen:
    case ActionState::kCount:
      break;
  }
  return locale.tr("Not begun");
}

void AddBlocks(files::PdfWriter& pdf, const html::Locale& locale, std::string_view text) {
  const Tags tags = ParseTags(text);
  for (const Block& block : BlocksOf(text, tags.tags)) {
    if (block.kind == BlockKind::kHeading) {
      pdf.Heading(3, block.text);
    } else if (block.kind == BlockKind::kPoint) {
      pdf.Paragraph("• " + block.text);
    } else if (block.kind == BlockKind::kParagraph) {
      pdf.Paragraph(block.text);
    } else {
      const std::string number = fmt::to_string(block.tag->number);
      const std::string head = block.tag->kind == TagKind::kDecision
                                   ? locale.tr("Decision {n}", {{"n", number}})
                                   : locale.tr("Action {n}", {{"n", number}});
      pdf.Paragraph(head + ": " + block.text, files::PdfText::kNotice);
    }
  }
}

void AddChapter(files::PdfWriter& pdf, const html::Locale& locale, base::UtcTime now,
                const BookChapter& chapter) {
  pdf.Heading(2, chapter.title + " · " + locale.Date(chapter.session.starts.ms));
  pdf.Paragraph(PhaseWords(locale, chapter.phase), files::PdfText::kSmall);
  if (chapter.locked) {
    pdf.Paragraph(locale.tr("Sealed: unlock your vault to read"), files::PdfText::kNotice);
    return;
  }
  AddBlocks(pdf, locale, chapter.text);
  if (chapter.actions.empty()) return;
  files::PdfTable table{.caption = locale.tr("Actions of this session"),
                        .columns = {{locale.tr("Action"), 4},
                                    {locale.tr("Owner"), 2},
                                    {locale.tr("Due"), 1.4},
                                    {locale.tr("State"), 1.8}},
                        .rows = {},
                        .total = {}};
  for (std::size_t i = 0; i < chapter.actions.size(); ++i) {
    const PanelAction& action = chapter.actions[i];
    table.rows.push_back({action.text, files::Isolated(chapter.owners[i]), locale.ShortDate(action.due.ms),
                          StateWords(locale, action, now)});
  }
  pdf.Table(std::move(table));
}

struct Asked {
  SeriesId series;
  MinutesBook book;
};

base::Result<Asked> Load(PanelServices& services, const Context& context) {
  Asked asked;
  const Reader reader = TRY(Reader::Of(services, context));
  if (const std::string_view chosen = context.Query("series"); !chosen.empty())
    asked.series = TRY(SeriesId::Parse(chosen));
  asked.book = TRY(LoadBook(services, context.actor(), desk::LocaleOf(context), asked.series, reader.get()));
  return asked;
}

base::Result<net::Response> ShowBook(PanelServices& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Asked asked = TRY(Load(services, context));
  desk::PageOptions options{.title = locale.tr("Minutes in one document"), .current = "/minutes"};
  options.subtitle = locale.ntr("{n} session", "{n} sessions", std::ssize(asked.book.chapters));
  options.crumbs = {{locale.tr("Minutes"), "/minutes"}};
  options.actions = html::LinkButton(locale.tr("As PDF"),
                                     desk::WithArgument("/minutes/book.pdf", "series", asked.series.text()));
  return desk::PageResponse(context, options, BookHtml(locale, services.places.Now(), asked.book));
}

base::Result<net::Response> SendPdf(PanelServices& services, Context& context) {
  const Asked asked = TRY(Load(services, context));
  net::Response response = desk::Download("minutes.pdf", "application/pdf");
  response.body = TRY(BookPdf(desk::LocaleOf(context), services.places.Now(), asked.book));
  return response;
}

}  // namespace

base::Result<MinutesBook> LoadBook(PanelServices& services, const desk::Actor& actor,
                                   const html::Locale& locale, const SeriesId& series,
                                   const vault::UnlockedPerson* reader) {
  return services.seams.database.Read([&](db::Transaction& tx) -> base::Result<MinutesBook> {
    MinutesBook book;
    std::vector<Minutes> list = TRY(services.minutes.List(tx, actor, series, {}, base::kMaxMinutesBook + 1));
    book.cut = std::ssize(list) > base::kMaxMinutesBook;
    if (book.cut) list.pop_back();
    std::reverse(list.begin(), list.end());
    for (const Minutes& minutes : list)
      if (minutes.phase != MinutesPhase::kDraft)
        book.chapters.push_back(TRY(ChapterOf(services, tx, locale, minutes, reader)));
    TRY(AddActions(services, tx, reader, book.chapters));
    return book;
  });
}

Html BookHtml(const html::Locale& locale, base::UtcTime now, const MinutesBook& book) {
  if (book.chapters.empty())
    return html::Empty(locale.tr("No minutes yet"),
                       locale.tr("Minutes appear here once they are circulated."));
  Html contents;
  Html all;
  for (std::size_t n = 0; n < book.chapters.size(); ++n) {
    const BookChapter& chapter = book.chapters[n];
    const std::string id = fmt::format("chapter-{}", n + 1);
    contents.Add(El("li", El("a", {html::Href("#" + id)}, chapter.title), " · ",
                    locale.ShortDate(chapter.session.starts.ms)));
    MinutesTextView view{locale, now, {}, {}};
    for (std::size_t i = 0; i < chapter.actions.size(); ++i) {
      view.actions[chapter.actions[i].number] = &chapter.actions[i];
      view.owners[chapter.actions[i].id.text()] = chapter.owners[i];
    }
    const Html text =
        chapter.locked
            ? El("p", html::Badge(html::Mark::kSealed, locale.tr("Sealed: unlock your vault to read")))
            : MinutesTextHtml(view, chapter.text);
    all.Add(El("section", {{"id", id}, {"class", "stack"}},
               El("h2", desk::LinkTo(MinutesHref(chapter.session.id), chapter.title)),
               El("p", {{"class", "row small"}}, locale.Date(chapter.session.starts.ms), " ",
                  PhaseBadge(locale, chapter.phase)),
               text));
  }
  Html cut;
  if (book.cut) cut = html::Notice(locale.tr("Older sessions are left out: choose a series."));
  return Join(cut, html::Section(locale.tr("Contents"), El("ol", contents)),
              El("div", {{"class", "stack-l"}}, all));
}

base::Result<std::string> BookPdf(const html::Locale& locale, base::UtcTime now, const MinutesBook& book) {
  files::PdfWriter pdf({.title = locale.tr("Minutes in one document"),
                        .language = std::string(locale.tag()),
                        .footer = locale.tr("Made {day}", {{"day", locale.Date(now.ms)}}),
                        .created_ms = now.ms});
  pdf.Title(locale.tr("Minutes in one document"),
            locale.ntr("{n} session", "{n} sessions", std::ssize(book.chapters)));
  for (const BookChapter& chapter : book.chapters) AddChapter(pdf, locale, now, chapter);
  return pdf.Bytes();
}

void AddMinutesBookPages(desk::Desk& desk, PanelServices& services) {
  AddPage(desk, services, "GET", "/minutes/book", desk::Permission::kPanelRead,
          [&services](Context& context) { return ShowBook(services, context); });
  AddPage(desk, services, "GET", "/minutes/book.pdf", desk::Permission::kPanelRead,
          [&services](Context& context) { return SendPdf(services, context); });
}

}  // namespace panel
