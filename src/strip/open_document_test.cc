#include "strip/test_files.h"

namespace strip {
namespace {

using Entries = std::vector<ZipEntry>;

Entries Odt(const std::string& which) {
  const std::string s = kSecret;
  const std::string ns =
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
      "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:officeooo=\"oo\" "
      "xmlns:script=\"sc\"";
  std::string content =
      kHead + "<office:document-content" + ns + "><office:scripts><script:x>" + s +
      "</script:x></office:scripts><office:body><office:text>" + "<text:p officeooo:rsid=\"" + s +
      "\">Visible words<office:annotation><dc:creator>" + s +
      "</dc:creator><dc:date>2024-01-01</dc:date><text:p>remark words</text:p></office:annotation></text:p>" +
      "<text:tracked-changes><text:changed-region><office:change-info><dc:creator>" + s +
      "</dc:creator></office:change-info></text:changed-region></text:tracked-changes>" +
      "<draw:frame draw:name=\"" + s + "\"><draw:image xlink:href=\"Pictures/" + s + ".jpg\"/><svg:title>" +
      s + "</svg:title><svg:desc>" + s + "</svg:desc></draw:frame>" +
      "<draw:frame><draw:image xlink:href=\"https://example.org/" + s +
      "\"/></draw:frame><draw:frame><draw:image><office:binary-data>" + s +
      "</office:binary-data></draw:image></draw:frame>" +
      "<draw:frame><draw:object xlink:href=\"./Object 1\"/><draw:image "
      "xlink:href=\"./ObjectReplacements/Object 1\"/></draw:frame><draw:frame><draw:object-ole "
      "xlink:href=\"./Object 2\"/></draw:frame>" +
      "<text:a xlink:href=\"https://example.org/help\">link</text:a><text:a xlink:href=\"file:///" + s +
      "\">file</text:a></office:text></office:body></office:document-content>";
  return {
      {"mimetype", "application/vnd.oasis.opendocument." + which},
      {"META-INF/manifest.xml", "<m>" + s + "</m>"},
      {"meta.xml", "<office:document-meta" + ns + "><meta:initial-creator>" + s +
                       "</meta:initial-creator></office:document-meta>"},
      {"settings.xml", "<x>" + s + "</x>"},
      {"styles.xml",
       "<office:document-styles" + ns + "><office:meta>" + s + "</office:meta></office:document-styles>"},
      {"content.xml", content},
      {"Pictures/" + s + ".jpg", PhotoWithSecret()},
      {"Object 1/content.xml",
       "<office:document-content" + ns + "><office:body>chart words</office:body></office:document-content>"},
      {"Object 1/meta.xml", "<x>" + s + "</x>"},
      {"ObjectReplacements/Object 1", s},
      {"Object 2", s},
      {"Thumbnails/thumbnail.png", s},
      {"Basic/Standard/Module1.xml", "<x>" + s + "</x>"},
      {"META-INF/documentsignatures.xml", "<x>" + s + "</x>"},
      {"manifest.rdf", s},
  };
}

TEST(StripOffice, OpenDocument) {
  for (auto [which, kind] : {std::pair("text", Kind::kOdt), std::pair("spreadsheet", Kind::kOds),
                             std::pair("presentation", Kind::kOdp)}) {
    Stripped clean = StripWell(WriteZip(Odt(which)));
    EXPECT_EQ(clean.kind, kind);
    EXPECT_FALSE(ZipHoldsSecret(clean.bytes));
    std::string content = EntryOf(clean.bytes, "content.xml");
    for (const char* words :
         {"Visible words", "remark words", "https://example.org/help", "./Object 1", "Pictures/image1.jpg"}) {
      EXPECT_NE(content.find(words), std::string::npos) << words;
    }
    EXPECT_EQ(content.find("2024"), std::string::npos);
    EXPECT_NE(EntryOf(clean.bytes, "Object 1/content.xml").find("chart words"), std::string::npos);
    EXPECT_EQ(DecodeJpeg(EntryOf(clean.bytes, "Pictures/image1.jpg")), DecodeJpeg(MakeJpeg()));
    EXPECT_EQ(clean.bytes.substr(30, 8), "mimetype");
    std::string manifest = EntryOf(clean.bytes, "META-INF/manifest.xml");
    EXPECT_NE(manifest.find("\"Pictures/image1.jpg\" manifest:media-type=\"image/jpeg\""), std::string::npos);
    for (Taken what : {Taken::kDocumentInfo, Taken::kPrinter, Taken::kScript, Taken::kAuthor,
                       Taken::kDescription, Taken::kSignature, Taken::kExternalLink, Taken::kAttachedFile,
                       Taken::kThumbnail, Taken::kExif, Taken::kIdentifier}) {
      EXPECT_GT(Count(clean.removed, what), 0u) << TakenName(what);
    }
  }
}

TEST(StripOffice, OpenDocumentRefusals) {
  Entries locked = Odt("text");
  locked[1].content = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
  EXPECT_EQ(WhyRefused(WriteZip(locked)), Refusal::kLocked);
  Entries unusual = Odt("text");
  unusual[5].content =
      "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:x=\"http://purl.org/dc/elements/1.1/\"><x:creator>me</x:creator></office:document-content>";
  EXPECT_EQ(WhyRefused(WriteZip(unusual)), Refusal::kDamaged);
  // A root that would have to go: nothing below it would be looked at.
  unusual[5].content =
      "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "xlink:href=\"http://example.org/\"><dc:creator>me</dc:creator></office:document-content>";
  EXPECT_EQ(WhyRefused(WriteZip(unusual)), Refusal::kDamaged);
}

}  // namespace
}  // namespace strip
