#include "files/pdf_canvas.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/time.h"
#include "files/utf8.h"

namespace files {
namespace {

struct Line {
  PangoLayoutLine* line;
  double top, baseline, bottom, x;
};

cairo_status_t Append(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

struct Rgb {
  double red, green, blue;
};

Rgb Of(PdfColor color) {
  const auto rgb = [](unsigned hex) {
    return Rgb{(hex >> 16) / 255.0, (hex >> 8 & 0xFF) / 255.0, (hex & 0xFF) / 255.0};
  };
  switch (color) {
    case PdfColor::kInk2:
      return rgb(0x465350);
    case PdfColor::kLine:
      return rgb(0xCAD1CE);
    case PdfColor::kLineStrong:
      return rgb(0x6B7774);
    case PdfColor::kIndigo:
      return rgb(0x24418E);
    case PdfColor::kTint:
      return rgb(0xE5EAF7);
    case PdfColor::kPaper:
      return rgb(0xFFFFFF);
    case PdfColor::kInk:
      break;
  }
  return rgb(0x15201E);
}

// What the letters of a text say about its direction and about the shapes of its Han characters.
struct Writing {
  bool begins_right_to_left = false, has_right_to_left = false, has_strong = false;
  bool han = false, kana = false, hangul = false;
};

void Look(UChar32 c, Writing& writing) {
  const auto direction = u_charDirection(c);
  const bool right = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  if (right || direction == U_LEFT_TO_RIGHT) {
    if (!writing.has_strong) writing.begins_right_to_left = right;
    writing.has_strong = true;
    writing.has_right_to_left = writing.has_right_to_left || right;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  writing.han = writing.han || script == USCRIPT_HAN;
  writing.kana = writing.kana || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
  writing.hangul = writing.hangul || script == USCRIPT_HANGUL;
}

bool IsOverride(UChar32 c) {
  return c >= 0x202A && c <= 0x202E;
}

// Valid UTF-8 without control characters; marks that would turn the rest of a line round are shown instead of
// obeyed.
std::string Cleaned(std::string_view text, Writing& writing) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    if (length == 0) {
      clean += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    const std::string_view bytes = text.substr(0, length);
    const auto lead = static_cast<unsigned char>(bytes[0]);
    UChar32 c = length == 1 ? lead : lead & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (bytes[i] & 0x3F);
    text.remove_prefix(length);
    Look(c, writing);
    if (IsOverride(c)) {
      clean += fmt::format("[U+{:04X}]", static_cast<unsigned>(c));
    } else if (c == '\t' || c == '\r') {
      clean += ' ';
    } else if (c == '\n' || !(c < 0x20 || (c >= 0x7F && c < 0xA0))) {
      clean += bytes;
    }
  }
  return clean;
}

}  // namespace

struct PdfLines::Impl {
  PangoLayout* layout = nullptr;
  std::vector<Line> lines;
  double width = 0;
  PdfColor color = PdfColor::kInk;
  std::size_t unknown = 0;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    for (const Line& line : lines) pango_layout_line_unref(line.line);
    if (layout != nullptr) g_object_unref(layout);
  }
};

PdfLines::PdfLines() : impl_(std::make_unique<Impl>()) {}
PdfLines::~PdfLines() = default;
PdfLines::PdfLines(PdfLines&&) noexcept = default;
PdfLines& PdfLines::operator=(PdfLines&&) noexcept = default;

std::size_t PdfLines::count() const {
  return impl_->lines.size();
}

double PdfLines::Height(std::size_t first, std::size_t end) const {
  return first < end ? impl_->lines[end - 1].bottom - impl_->lines[first].top : 0;
}

std::size_t PdfLines::Fitting(std::size_t first, double room) const {
  std::size_t end = first;
  while (end < count() && Height(first, end + 1) <= room) ++end;
  return end - first;
}

struct PdfCanvas::Impl {
  std::string language;
  bool right_to_left = false;
  PangoFontMap* fonts = nullptr;
  PangoContext* left = nullptr;  // base direction left to right
  PangoContext* right = nullptr;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  std::size_t unknown = 0;

  PangoContext* MakeContext(PangoDirection direction) const {
    PangoContext* context = pango_font_map_create_context(fonts);
    pango_context_set_base_dir(context, direction);
    pango_context_set_language(context, pango_language_from_string(language.c_str()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);  // a whole point is much on paper
    return context;
  }

  // Left edge of something that begins `start` from the start edge and is `width` wide.
  double X(double start, double width) const { return right_to_left ? kPageWidth - start - width : start; }

  void SetColor(PdfColor color) const {
    const Rgb rgb = Of(color);
    cairo_set_source_rgb(cairo, rgb.red, rgb.green, rgb.blue);
  }

  // Which national shapes Han characters take: the document's where it has them, else what the text itself
  // says.
  const char* HanLanguage(const Writing& writing) const {
    if (writing.hangul) return "ko";
    if (writing.kana) return "ja";
    const std::string_view tag = language;
    if (!writing.han || tag.starts_with("zh") || tag.starts_with("ja") || tag.starts_with("ko"))
      return nullptr;
    return "zh-hans";
  }
};

PdfCanvas::PdfCanvas(const std::string& language, std::string* out) : impl_(std::make_unique<Impl>()) {
  impl_->language = language;
  impl_->right_to_left = uloc_isRightToLeft(language.c_str());
  impl_->fonts = pango_cairo_font_map_new();
  impl_->left = impl_->MakeContext(PANGO_DIRECTION_LTR);
  impl_->right = impl_->MakeContext(PANGO_DIRECTION_RTL);
  if (out == nullptr) return;
  impl_->surface = cairo_pdf_surface_create_for_stream(Append, out, kPageWidth, kPageHeight);
  cairo_pdf_surface_restrict_to_version(impl_->surface, CAIRO_PDF_VERSION_1_4);
  impl_->cairo = cairo_create(impl_->surface);
}

PdfCanvas::~PdfCanvas() {
  if (impl_->cairo != nullptr) cairo_destroy(impl_->cairo);
  if (impl_->surface != nullptr) cairo_surface_destroy(impl_->surface);
  g_object_unref(impl_->left);
  g_object_unref(impl_->right);
  g_object_unref(impl_->fonts);
}

bool PdfCanvas::right_to_left() const {
  return impl_->right_to_left;
}

std::size_t PdfCanvas::unknown_glyphs() const {
  return impl_->unknown;
}

PdfLines PdfCanvas::Break(std::string_view text, double width, const PdfStyle& style) {
  Writing writing;
  const std::string clean = Cleaned(text, writing);
  // In a document from right to left one letter of that direction is enough; else the first letter decides.
  // Numbers keep their signs in front.
  bool right = impl_->right_to_left;
  if (style.own_direction) right = right ? writing.has_right_to_left : writing.begins_right_to_left;

  PdfLines made;
  PangoLayout* layout = made.impl_->layout = pango_layout_new(right ? impl_->right : impl_->left);
  pango_layout_set_auto_dir(layout, FALSE);
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, "Noto Sans,sans-serif");
  pango_font_description_set_size(font, static_cast<int>(style.size * PANGO_SCALE));
  if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout,
                             impl_->right_to_left != style.at_end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  if (const char* han = impl_->HanLanguage(writing)) {
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string(han)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
  }
  pango_layout_set_text(layout, clean.data(), static_cast<int>(clean.size()));
  made.impl_->width = width;
  made.impl_->color = style.color;
  made.impl_->unknown = static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(layout));

  PangoLayoutIter* at = pango_layout_get_iter(layout);
  do {
    int top = 0, bottom = 0;
    PangoRectangle extents;
    pango_layout_iter_get_line_yrange(at, &top, &bottom);
    pango_layout_iter_get_line_extents(at, nullptr, &extents);
    made.impl_->lines.push_back({pango_layout_line_ref(pango_layout_iter_get_line_readonly(at)),
                                 pango_units_to_double(top),
                                 pango_units_to_double(pango_layout_iter_get_baseline(at)),
                                 pango_units_to_double(bottom), pango_units_to_double(extents.x)});
  } while (pango_layout_iter_next_line(at));
  pango_layout_iter_free(at);
  return made;
}

void PdfCanvas::Text(const PdfLines& lines, std::size_t first, std::size_t end, double start, double y) {
  if (impl_->cairo == nullptr || first >= end) return;
  if (first == 0) impl_->unknown += lines.impl_->unknown;
  impl_->SetColor(lines.impl_->color);
  const double x = impl_->X(start, lines.impl_->width);
  const double offset = y - lines.impl_->lines[first].top;
  for (std::size_t i = first; i < end; ++i) {
    const Line& line = lines.impl_->lines[i];
    cairo_move_to(impl_->cairo, x + line.x, offset + line.baseline);
    pango_cairo_show_layout_line(impl_->cairo, line.line);
  }
}

void PdfCanvas::Rule(double start, double width, double y, double thickness, PdfColor color) {
  Fill(start, y - thickness / 2, width, thickness, color);
}

void PdfCanvas::Fill(double start, double y, double width, double height, PdfColor color) {
  if (impl_->cairo == nullptr) return;
  impl_->SetColor(color);
  cairo_rectangle(impl_->cairo, impl_->X(start, width), y, width, height);
  cairo_fill(impl_->cairo);
}

void PdfCanvas::Outline(double start, double y, double width, double height, PdfColor color) {
  if (impl_->cairo == nullptr) return;
  constexpr double kLine = 1;
  impl_->SetColor(color);
  cairo_set_line_width(impl_->cairo, kLine);
  const double inside = width > kLine ? width - kLine : 0;
  cairo_rectangle(impl_->cairo, impl_->X(start, width) + kLine / 2, y + kLine / 2, inside, height - kLine);
  cairo_stroke(impl_->cairo);
}

void PdfCanvas::Dashed(double start, double y, double height, PdfColor color) {
  constexpr double kStep = 4, kDash = 2.5;
  const auto dashes = static_cast<int>(std::ceil(height / kStep));
  for (int i = 0; i < dashes; ++i)
    Fill(start - 0.35, y + i * kStep, 0.7, std::min(kDash, height - i * kStep), color);
}

void PdfCanvas::Diamond(double start, double y, double size, PdfColor color) {
  if (impl_->cairo == nullptr) return;
  impl_->SetColor(color);
  const double x = impl_->X(start, 0), half = size / 2;
  cairo_move_to(impl_->cairo, x, y - half);
  cairo_line_to(impl_->cairo, x + half, y);
  cairo_line_to(impl_->cairo, x, y + half);
  cairo_line_to(impl_->cairo, x - half, y);
  cairo_close_path(impl_->cairo);
  cairo_fill(impl_->cairo);
}

void PdfCanvas::EndPage() {
  if (impl_->cairo != nullptr) cairo_show_page(impl_->cairo);
}

PdfCanvas::Tag::Tag(PdfCanvas& canvas, const char* name) : canvas_(canvas), name_(name) {
  if (canvas_.impl_->cairo != nullptr) cairo_tag_begin(canvas_.impl_->cairo, name_, nullptr);
}

PdfCanvas::Tag::~Tag() {
  if (canvas_.impl_->cairo != nullptr) cairo_tag_end(canvas_.impl_->cairo, name_);
}

void PdfCanvas::SetMetadata(const std::string& title, const std::string& author, std::int64_t created_ms) {
  if (impl_->surface == nullptr) return;
  Writing ignored;
  const auto set = [&](cairo_pdf_metadata_t field, const std::string& value) {
    if (!value.empty())
      cairo_pdf_surface_set_metadata(impl_->surface, field, Cleaned(value, ignored).c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, title);
  set(CAIRO_PDF_METADATA_AUTHOR, author);
  set(CAIRO_PDF_METADATA_CREATOR, "Manumit");
  set(CAIRO_PDF_METADATA_CREATE_DATE, base::FormatTime({created_ms}).substr(0, 19) + "Z");
}

bool PdfCanvas::Finish() {
  if (impl_->surface == nullptr) return true;
  const bool drawn = cairo_status(impl_->cairo) == CAIRO_STATUS_SUCCESS;
  cairo_surface_finish(impl_->surface);
  return drawn && cairo_surface_status(impl_->surface) == CAIRO_STATUS_SUCCESS;
}

}  // namespace files
