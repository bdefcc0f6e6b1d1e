#pragma once
// Text and lines on A4 pages by Pango and Cairo, for pdf_writer.cc. A canvas without a surface measures and
// counts pages but draws nothing, so that the number of pages is known before the first is drawn; both do the
// same layout. Lengths in points (1/72 inch) from the top left; "start" and "end" are left and right, or
// right and left where the document's language runs from right to left. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace files {

enum class PdfColor : std::uint8_t { kInk, kInk2, kLine, kLineStrong, kIndigo, kTint, kPaper };

struct PdfStyle {
  double size = 9.5;
  bool bold = false;
  PdfColor color = PdfColor::kInk;
  bool at_end = false;  // set to the end of the width
  bool own_direction =
      true;  // a value from somewhere: in the direction of its own writing; false: the document's own words
};

// A text broken into lines of a width. Lives shorter than its canvas.
class PdfLines {
 public:
  ~PdfLines();
  PdfLines(PdfLines&&) noexcept;
  PdfLines& operator=(PdfLines&&) noexcept;

  std::size_t count() const;
  double height() const { return Height(0, count()); }
  double Height(std::size_t first, std::size_t end) const;
  // How many lines from `first` on fit into `room`.
  std::size_t Fitting(std::size_t first, double room) const;

 private:
  friend class PdfCanvas;
  PdfLines();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class PdfCanvas {
 public:
  static constexpr double kPageWidth = 595.28, kPageHeight = 841.89;

  // Draws into `out`; null: measures only.
  PdfCanvas(const std::string& language, std::string* out);
  ~PdfCanvas();
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  bool right_to_left() const;
  PdfLines Break(std::string_view text, double width, const PdfStyle& style);
  // Lines [first, end) with the first one's top at `y`; `start` is the distance from the page's start edge.
  void Text(const PdfLines& lines, std::size_t first, std::size_t end, double start, double y);
  void Text(const PdfLines& lines, double start, double y) { Text(lines, 0, lines.count(), start, y); }
  void Rule(double start, double width, double y, double thickness, PdfColor color);
  void Fill(double start, double y, double width, double height, PdfColor color);
  void Outline(double start, double y, double width, double height, PdfColor color);
  void Dashed(double start, double y, double height, PdfColor color);
  void Diamond(double start, double y, double size, PdfColor color);
  void EndPage();

  // Structure for assistive software: "H1", "P", "Table", "TR", "TH", "TD", ...
  class Tag {
   public:
    Tag(PdfCanvas& canvas, const char* name);
    ~Tag();
    Tag(const Tag&) = delete;
    Tag& operator=(const Tag&) = delete;

   private:
    PdfCanvas& canvas_;
    const char* name_;
  };

  void SetMetadata(const std::string& title, const std::string& author, std::int64_t created_ms);
  bool Finish();  // false: Cairo could not draw; the text for the log is lost
  std::size_t unknown_glyphs() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace files
