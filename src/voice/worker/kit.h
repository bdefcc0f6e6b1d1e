#pragma once
// What every page for workers has: its language, its headers, its answer. Such a page has no script (but
// sealed.cc), sets no
// cookie before a report is filed or a code is typed, is not cached and loads nothing. Errors become pages in
// the worker's own words; the console's error page never shows. Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/router.h"
#include "html/html.h"
#include "html/locale.h"
#include "voice/services.h"

namespace voice::worker {

// One request to a page in a language that is on; or that is off, to a page for who wrote before.
struct Page {
  desk::Context* context = nullptr;
  VoiceServices* services = nullptr;
  const html::Locale* locale = nullptr;
  bool draft = false;  // not yet checked by a speaker
  bool off = false;

  std::string tag() const { return std::string(locale->tag()); }
  // "/help/ko/return"; the start page of a language that is off is that of another.
  std::string Href(std::string_view rest) const {
    return off && rest.empty() ? "/help" : "/help/" + tag() + std::string(rest);
  }
  std::string tr(std::string_view text, html::MessageArguments arguments = {}) const {
    return locale->tr(text, arguments);
  }
};

using PageHandler = base::Result<net::Response> (*)(Page&);
struct WorkerRoute {
  std::string_view method;
  std::string_view pattern;  // below /help/{lang}: "/report"
  PageHandler handler;
  bool takes_files = false;
};
// Adds the routes: public, without request-forgery tokens (nobody is signed in; the visit's cookie is
// SameSite=Strict, and what a browser says comes from another site is refused), bodies that never touch the
// disk. Of a body that is too large a handler that takes files gets the beginning: TooLargeToRead().
enum class WhenOff : std::uint8_t { kGone, kThere };  // in a language that is switched off
void AddRoutes(desk::Desk& desk, VoiceServices& services, const std::vector<WorkerRoute>& routes,
               WhenOff when_off);

struct Answer {
  int status = 200;
  // Pages that show what was written are sent as they are: what compresses together can be guessed from its
  // length (BREACH). So that nothing on the way compresses them either, no-transform stands with them.
  bool secret = false;
  // The one script that runs in the page: the policy lets exactly it through, and no connection at all.
  std::string_view script = {};
};
net::Response Respond(const Page& page, const html::Html& main, const Answer& answer = {});
// What went wrong, in the worker's words. What is our own fault is logged.
struct Failure {
  int status = 500;
  std::string words;
};
Failure FailureOf(const Page& page, const base::Error& error);
// An error in the worker's words, with a way on; `more` stands before it.
net::Response Sorry(const Page& page, const base::Error& error, const html::Html& more = {});
net::Response Redirect(const Page& page, std::string_view rest);

// ---- the visit's cookie
inline constexpr std::string_view kVisitCookie = "help";
std::string_view VisitCookie(const Page& page);
void SetVisitCookie(Page& page, std::string_view value);
void DropVisitCookie(Page& page);

// ---- forms
std::string Field(const Page& page, std::string_view name);  // of a form that was sent; trimmed; or empty
html::Html Form(const Page& page, std::string_view rest, const html::Html& content, bool upload = false);
html::Html Hidden(std::string_view name, std::string_view value);
// For digits: their groups stand from left to right in every language.
html::Html TextField(std::string_view name, std::string_view label, std::string_view hint,
                     std::string_view value);
html::Html TextArea(std::string_view name, std::string_view label, std::string_view hint,
                    std::string_view value, int rows);
html::Html FileField(const Page& page);
// One of several choices, on a line of its own also where no style sheet is read.
html::Html Choice(const html::Html& choice);
// Yes, no, not sure. "Not sure" stands first: browsers of text choose the first where none is chosen, and an
// answer that nobody gave must not say that all is well.
html::Html YesNoUnsure(const Page& page, std::string_view name, std::string_view chosen);
html::Html Submit(std::string_view words);
html::Html QuietLink(const Page& page, std::string_view words, std::string_view rest);
// Errors of what was typed, above the form.
html::Html Errors(const Page& page, const std::vector<std::string>& errors);
// Above a form that holds again what was typed: why it was not sent (may be empty), and that it can be. A
// file is no longer in it: she is told to choose it again.
html::Html NotSent(const Page& page, const std::string& why);

// The files of a form, cleaned of what they carry unseen. `cleaned` owns the bytes.
struct CleanFiles {
  std::vector<std::string> bytes;
  std::vector<SentFile> files;
};
base::Result<CleanFiles> FilesOf(Page& page);
// More was sent than is read: the form has what stood before, and no file.
bool TooLargeToRead(const Page& page);
std::string FileTooLarge(const Page& page);

std::string Day(const Page& page, std::int64_t day);  // "22 November 2026"

}  // namespace voice::worker
