#include <fmt/format.h>

#include "base/limits_voice.h"
#include "html/forms.h"
#include "strip/strip.h"
#include "voice/worker/kit.h"

namespace voice::worker {
namespace {

std::string RefusalText(const Page& page, strip::Refusal refusal) {
  switch (refusal) {
    case strip::Refusal::kEmpty:
      return page.tr("The file is empty.");
    case strip::Refusal::kTooLarge:
    case strip::Refusal::kTooMuch:
      return page.tr("The file is too large. Please send a smaller one.");
    case strip::Refusal::kDamaged:
      return page.tr("The file is damaged. Please send it again, or as a photo.");
    case strip::Refusal::kLocked:
      return page.tr("The file has a password. Please send it without one.");
    case strip::Refusal::kHeic:
      return page.tr("We cannot clean this kind of photo. Please make a screenshot and send that.");
    case strip::Refusal::kFilm:
    case strip::Refusal::kSound:
      return page.tr("We cannot clean films and sound. Please tick the box to send them as they are.");
    default:
      return page.tr("We cannot clean this kind of file. Please send a photo or a PDF.");
  }
}

std::string AtMost(const Page& page) {
  return page.tr("{n} MB at most.", {{"n", std::to_string(base::kMaxReportFileBytes >> 20)}});
}

}  // namespace

bool TooLargeToRead(const Page& page) {
  return page.context->request().body_cut;
}

std::string FileTooLarge(const Page& page) {
  return page.tr("The file is too large. Please send a smaller one.") + " " + AtMost(page);
}

html::Html FileField(const Page& page) {
  return html::Join(
      html::Field({.control_id = "file",
                   .label = page.tr("Add a photo or a paper"),
                   .hint = page.tr("We take out hidden details, such as place and time. What the picture "
                                   "shows stays.") +
                           " " + AtMost(page)},
                  html::Input({.name = "file", .type = html::InputType::kFile, .described_by = "file-hint"})),
      html::CheckBox("original", "yes", page.tr("Keep the file as it is, with hidden details, as proof"),
                     false));
}

// Cleaned copies under neutral names; the original too, only where she asked for it. A kind that cannot be
// cleaned is taken only so.
base::Result<CleanFiles> FilesOf(Page& page) {
  const net::Form& form = *TRY(page.context->Form());
  const bool original = Field(page, "original") == "yes";
  CleanFiles clean;
  std::vector<SentFile> files;
  for (const net::UploadedFile& sent : form.files) {
    if (sent.field != "file" || (sent.bytes.empty() && sent.file_name.empty())) continue;
    if (sent.bytes.size() > base::kMaxReportFileBytes) return base::TooLarge(FileTooLarge(page));
    const std::string number = std::to_string(files.size() + 1);
    base::Result<strip::Stripped> stripped = strip::Strip(sent.bytes);
    if (!stripped && !original) {
      const std::optional<strip::Refusal> refusal = strip::RefusalOf(stripped.error());
      return base::Invalid(RefusalText(page, refusal.value_or(strip::Refusal::kUnknownKind)));
    }
    if (stripped) {
      clean.bytes.push_back(std::move(stripped->bytes));
      files.push_back({number + "." + stripped->extension, stripped->media_type, {}});
    }
    if (original) {
      clean.bytes.emplace_back(sent.bytes);
      const strip::Kind kind = strip::Recognise(sent.bytes);
      files.push_back({number + "-original." + strip::Extension(kind), "application/octet-stream", {}});
    }
  }
  if (files.size() > base::kMaxReportFiles)
    return base::TooLarge(page.tr("That was too large. Please send less, or fewer files."));
  for (std::size_t i = 0; i < files.size(); ++i) files[i].bytes = clean.bytes[i];
  clean.files = std::move(files);
  return clean;
}

}  // namespace voice::worker
