// Files that other programs made, read by other readers afterwards.
#include <cairo-pdf.h>
#include <unistd.h>

#include <filesystem>

#include "files/bytes.h"
#include "files/table.h"
#include "files/xlsx_writer.h"
#include "strip/qpdf.h"
#include "strip/test_files.h"

namespace strip {
namespace {

std::string Cells(std::string_view bytes) {
  auto reader = files::OpenTableBytes(bytes, "test.xlsx");
  EXPECT_TRUE(reader.has_value());
  if (!reader.has_value()) return "";
  std::string out;
  files::Record record;
  while (true) {
    auto more = (*reader)->Next(record);
    if (!more.has_value() || !*more) return out;
    for (const auto& cell : record.cells) out += std::string(cell) + "|";
    out += "\n";
  }
}

TEST(StripWhole, WorkbookOfLibxlsxwriterReadsTheSame) {
  std::string path = std::filesystem::temp_directory_path() / ("strip_" + std::to_string(getpid()) + ".xlsx");
  auto writer = files::XlsxWriter::Create(path);
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE((*writer)->BeginSheet("Wages", {{"Month", 10, {"May", "June"}}, {"Paid", 10, {}}}).has_value());
  for (int i = 0; i < 50; ++i) {
    (*writer)->Text("month " + std::to_string(i), {.bold = true});
    (*writer)->Number(i * 1.5);
    (*writer)->Link("https://example.org/help", "help");
    ASSERT_TRUE((*writer)->EndRow().has_value());
  }
  ASSERT_TRUE((*writer)->Close().has_value());
  auto bytes = files::ReadFile(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(bytes.has_value());
  Stripped clean = StripWell(*bytes);
  EXPECT_EQ(clean.kind, Kind::kXlsx);
  EXPECT_EQ(Count(clean.removed, Taken::kDocumentInfo), 2u);
  EXPECT_EQ(Cells(clean.bytes), Cells(*bytes));
  EXPECT_NE(Cells(clean.bytes).find("month 49|73.5|help|"), std::string::npos)
      << Cells(clean.bytes).substr(0, 200);
}

TEST(StripWhole, PdfOfCairoKeepsItsPages) {
  std::string bytes;
  auto write = [](void* out, const unsigned char* data, unsigned size) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
  };
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(write, &bytes, 300, 200);
  for (auto what : {CAIRO_PDF_METADATA_TITLE, CAIRO_PDF_METADATA_AUTHOR, CAIRO_PDF_METADATA_CREATOR}) {
    cairo_pdf_surface_set_metadata(surface, what, kSecret.c_str());
  }
  cairo_t* page = cairo_create(surface);
  for (int i = 0; i < 3; ++i) {
    cairo_move_to(page, 20, 50 + i);
    cairo_show_text(page, "Visible words");
    cairo_show_page(page);
  }
  cairo_destroy(page);
  cairo_surface_destroy(surface);
  ASSERT_TRUE(HoldsSecret(bytes));
  Stripped clean = StripWell(bytes);
  EXPECT_EQ(clean.bytes.find("cairo"), std::string::npos);
  auto pages = [](const std::string& file) {
    QPDF pdf;
    pdf.processMemoryFile("test", file.data(), file.size());
    std::string contents;
    for (QPDFObjectHandle each : pdf.getAllPages()) {
      auto data = each.getKey("/Contents").getStreamData();
      contents.append(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()) += "\n";
    }
    return contents;
  };
  EXPECT_EQ(pages(clean.bytes), pages(bytes));
  EXPECT_GT(pages(clean.bytes).size(), 100u);
}

}  // namespace
}  // namespace strip
