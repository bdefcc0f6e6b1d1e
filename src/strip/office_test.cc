#include "base/limits_strip.h"
#include "strip/document.h"
#include "strip/test_files.h"
#include "strip/xml_part.h"

namespace strip {
namespace {

using Entries = std::vector<ZipEntry>;

const std::string kRelNs = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string kOffice = "application/vnd.openxmlformats-officedocument.";

std::string Relations(const std::vector<std::array<std::string, 3>>& relations) {
  std::string out = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (const auto& [id, type, target] : relations) {
    bool external = target.find(':') != std::string::npos;
    out += "<Relationship Id=\"" + id + "\" Type=\"" + kRelNs + "/" + type + "\" Target=\"" + target + "\"" +
           (external ? " TargetMode=\"External\"" : "") + "/>";
  }
  return out + "</Relationships>";
}

std::string Types(const std::vector<std::pair<std::string, std::string>>& overrides) {
  std::string out =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
      "Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"jpeg\" "
      "ContentType=\"image/jpeg\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  for (const auto& [part, type] : overrides) {
    out += "<Override PartName=\"/" + part + "\" ContentType=\"" + type + "\"/>";
  }
  return out + "</Types>";
}

// The body says "Visible words"; everything else that is text is the secret.
Entries Docx() {
  const std::string w =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" + kRelNs +
      "\" xmlns:w14=\"w14\" xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:o=\"o\" xmlns:v=\"v\"";
  const std::string s = kSecret;
  std::string body =
      "<w:p w:rsidR=\"" + s + "\" w:rsidRPr=\"" + s + "\" w14:paraId=\"" + s +
      "\"><w:ins w:id=\"1\" w:author=\"" + s + "\" w:date=\"2024-01-01T10:00:00Z\"><w:r w:rsidDel=\"" + s +
      "\"><w:t>Visible words</w:t></w:r></w:ins>" + "<w:del w:id=\"2\" w:author=\"" + s +
      "\" w:date=\"2024\"><w:r><w:delText>gone words</w:delText></w:r></w:del>" +
      "<w:hyperlink r:id=\"rLink\"><w:r><w:t>a link</w:t></w:r></w:hyperlink>" +
      "<w:hyperlink r:id=\"rFile\"><w:r><w:t>a file</w:t></w:r></w:hyperlink>" +
      "<w:r><w:instrText> INCLUDEPICTURE \"C:\\" + s +
      "\" </w:instrText></w:r><w:fldSimple w:instr=\"LINK C:\\" + s + "\"/>" +
      "<w:r><w:drawing><wp:docPr id=\"1\" name=\"" + s + "\" descr=\"" + s + "\" title=\"" + s +
      "\"/><a:blip r:embed=\"rPic\" r:link=\"rFar\"/>" + "</w:drawing></w:r><w:r><w:object><v:shape alt=\"" +
      s + "\" o:gfxdata=\"" + s + "\"><v:imagedata r:id=\"rEmf\" o:title=\"" + s +
      "\"/></v:shape><o:OLEObject r:id=\"rOle\" ProgID=\"" + s + "\"/></w:object></w:r>" +
      "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"" + s +
      "\"/></w:sdtPr><w:sdtContent><w:r><w:t>bound words</w:t></w:r></w:sdtContent></w:sdt>" +
      "<w:smartTag><w:smartTagPr><w:attr w:name=\"x\" w:val=\"" + s +
      "\"/></w:smartTagPr></w:smartTag></w:p><w:extLst><w:ext>" + s + "</w:ext></w:extLst>";
  std::string settings =
      "<w:rsids><w:rsid w:val=\"" + s + "\"/></w:rsids><w:docVars><w:docVar w:name=\"a\" w:val=\"" + s +
      "\"/></w:docVars><w:attachedTemplate r:id=\"rTpl\"/><w14:docId w14:val=\"" + s +
      "\"/><w:mailMerge><w:query w:val=\"" + s + "\"/></w:mailMerge><w:zoom w:percent=\"100\"/>";
  const std::string main = kOffice + "wordprocessingml.";
  return {
      {"[Content_Types].xml",
       Types({{"word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"},
              {"word/settings.xml", main + "settings+xml"},
              {"word/comments.xml", main + "comments+xml"},
              {"word/people.xml", main + "people+xml"},
              {"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
              {"word/vbaProject.bin", "application/vnd.ms-office.vbaProject"}})},
      {"_rels/.rels", Relations({{"r1", "officeDocument", "word/document.xml"},
                                 {"r2", "metadata/core-properties", "docProps/core.xml"},
                                 {"r3", "extended-properties", "docProps/app.xml"},
                                 {"r4", "metadata/thumbnail", "docProps/thumbnail.jpeg"}})},
      {"word/document.xml", kHead + "<w:document" + w + "><w:body>" + body + "</w:body></w:document>"},
      {"word/_rels/document.xml.rels", Relations({{"rSet", "settings", "settings.xml"},
                                                  {"rCom", "comments", "/word/comments.xml"},
                                                  {"rPeo", "people", "people.xml"},
                                                  {"rPic", "image", "media/" + s + ".jpeg"},
                                                  {"rEmf", "image", "media/image2.emf"},
                                                  {"rFar", "image", "https://example.org/" + s + ".png"},
                                                  {"rLink", "hyperlink", "https://example.org/help"},
                                                  {"rFile", "hyperlink", "file:///C:/" + s},
                                                  {"rOle", "oleObject", "embeddings/oleObject1.bin"},
                                                  {"rVba", "vbaProject", "vbaProject.bin"},
                                                  {"rXml", "customXml", "../customXml/item1.xml"}})},
      {"word/settings.xml", kHead + "<w:settings" + w + ">" + settings + "</w:settings>"},
      {"word/_rels/settings.xml.rels",
       Relations({{"rTpl", "attachedTemplate", "file:///C:/Users/" + s + "/Normal.dotm"}})},
      {"word/comments.xml",
       kHead + "<w:comments" + w + "><w:comment w:id=\"0\" w:author=\"" + s + "\" w:initials=\"" + s +
           "\" w:date=\"2024-01-01\"><w:p><w:r><w:t>remark words</w:t></w:r></w:p></w:comment></w:comments>"},
      {"word/people.xml", "<p>" + s + "</p>"},
      {"word/media/" + s + ".jpeg", PhotoWithSecret()},
      {"word/media/image2.emf", "EMF" + s},
      {"word/embeddings/oleObject1.bin", s},
      {"word/vbaProject.bin", s},
      {"customXml/item1.xml", "<x>" + s + "</x>"},
      {"docProps/core.xml", "<c>" + s + "</c>"},
      {"docProps/app.xml", "<c>" + s + "</c>"},
      {"docProps/thumbnail.jpeg", PhotoWithSecret()},
      {"word/" + s + ".xml", "<x/>"},
  };
}

TEST(StripOffice, DocxKeepsItsTextAndPictures) {
  std::string planted = WriteZip(Docx());
  ASSERT_TRUE(ZipHoldsSecret(planted));
  Stripped clean = StripWell(planted);
  EXPECT_EQ(clean.kind, Kind::kDocx);
  EXPECT_FALSE(ZipHoldsSecret(clean.bytes));
  std::string document = EntryOf(clean.bytes, "word/document.xml");
  for (const char* words : {"Visible words", "gone words", "a link", "a file", "bound words",
                            "r:id=\"rLink\"", "r:embed=\"rPic\""}) {
    EXPECT_NE(document.find(words), std::string::npos) << words;
  }
  for (const char* words : {"rOle", "rFar", "rFile", "rsid", "2024", "paraId"}) {
    EXPECT_EQ(document.find(words), std::string::npos) << words;
  }
  EXPECT_NE(EntryOf(clean.bytes, "word/comments.xml").find("remark words"), std::string::npos);
  EXPECT_NE(EntryOf(clean.bytes, "word/settings.xml").find("w:zoom"), std::string::npos);
  EXPECT_EQ(DecodeJpeg(EntryOf(clean.bytes, "media/image1.jpg")), DecodeJpeg(MakeJpeg()));
  for (Taken what : {Taken::kExif, Taken::kThumbnail, Taken::kDocumentInfo, Taken::kAttachedFile,
                     Taken::kScript, Taken::kAuthor, Taken::kIdentifier, Taken::kExternalLink,
                     Taken::kDescription, Taken::kFieldCode, Taken::kPicture}) {
    EXPECT_GT(Count(clean.removed, what), 0u) << TakenName(what);
  }
}

// Every part that a relationship names is there, every part has a type, and every id in a part is one of its
// own.
void ExpectConsistent(const std::string& bytes) {
  Budget budget;
  auto entries = ReadZip(bytes, budget);
  ASSERT_TRUE(entries.has_value());
  std::string types = EntryOf(bytes, "[Content_Types].xml");
  for (const ZipEntry& entry : *entries) {
    if (entry.name.find(".rels") == std::string::npos) {
      if (entry.name.find("media/") != 0 && entry.name != "[Content_Types].xml") {
        EXPECT_NE(types.find("PartName=\"/" + entry.name + "\""), std::string::npos) << entry.name;
      }
      continue;
    }
    auto document = ParseXml(entry.content);
    ASSERT_TRUE(document.has_value());
    for (pugi::xml_node relation : (*document)->document_element().children()) {
      if (relation.attribute("TargetMode")) continue;
      EXPECT_FALSE(EntryOf(bytes, relation.attribute("Target").value() + 1).empty())
          << relation.attribute("Target").value();
    }
    std::string part = entry.name;
    part.erase(part.find("_rels/"), 6);
    part.erase(part.size() - 5);
    auto content = ParseXml(EntryOf(bytes, part));
    if (!content.has_value()) continue;
    const bool whole = Prune((*content)->document_element(), [&](pugi::xml_node element) {
      for (const char* name : {"r:id", "r:embed", "r:link"}) {
        std::string id = element.attribute(name).value();
        EXPECT_TRUE(id.empty() || entry.content.find("Id=\"" + id + "\"") != std::string::npos)
            << part << " " << id;
      }
      return true;
    });
    EXPECT_TRUE(whole);
  }
}

TEST(StripOffice, DocxStaysConsistent) {
  Stripped clean = StripWell(WriteZip(Docx()));
  ExpectConsistent(clean.bytes);
  EXPECT_NE(EntryOf(clean.bytes, "[Content_Types].xml").find("wordprocessingml.document.main+xml"),
            std::string::npos);
}

TEST(StripOffice, Xlsx) {
  const std::string s = kSecret,
                    main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" +
                           kRelNs + "\"";
  const std::string sheet = kOffice + "spreadsheetml.";
  Entries book = {
      {"[Content_Types].xml", Types({{"xl/workbook.xml", sheet + "sheet.main+xml"},
                                     {"xl/worksheets/sheet1.xml", sheet + "worksheet+xml"},
                                     {"xl/comments1.xml", sheet + "comments+xml"},
                                     {"xl/drawings/vml1.vml", kOffice + "vmlDrawing"},
                                     {"xl/pivotCache/p1.xml", sheet + "pivotCacheDefinition+xml"}})},
      {"_rels/.rels", Relations({{"r1", "officeDocument", "/xl/workbook.xml"}})},
      {"xl/workbook.xml", kHead + "<workbook" + main + "><fileVersion appName=\"" + s +
                              "\"/><fileSharing userName=\"" + s + "\"/><workbookPr codeName=\"" + s +
                              "\"/><absPath url=\"C:\\" + s +
                              "\"/><sheets><sheet name=\"Wages\" sheetId=\"1\" r:id=\"rS\"/></sheets>" +
                              "<externalReferences><externalReference "
                              "r:id=\"rX\"/></externalReferences><pivotCaches><pivotCache cacheId=\"1\" "
                              "r:id=\"rP\"/></pivotCaches></workbook>"},
      {"xl/_rels/workbook.xml.rels", Relations({{"rS", "worksheet", "worksheets/sheet1.xml"},
                                                {"rX", "externalLink", "externalLinks/e1.xml"},
                                                {"rP", "pivotCacheDefinition", "pivotCache/p1.xml"}})},
      {"xl/externalLinks/e1.xml", "<e>" + s + "</e>"},
      {"xl/pivotCache/p1.xml",
       "<pivotCacheDefinition" + main + " refreshedBy=\"" + s + "\" refreshedDate=\"45000.5\"/>"},
      {"xl/worksheets/sheet1.xml",
       kHead + "<worksheet" + main + " xmlns:xr=\"xr\" xr:uid=\"{" + s +
           "}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Visible "
           "words</t></is></c></row></sheetData>" +
           "<hyperlinks><hyperlink ref=\"A1\" r:id=\"rH\"/><hyperlink ref=\"A2\" "
           "r:id=\"rF\"/></hyperlinks><pageSetup orientation=\"portrait\" r:id=\"rPr\"/>" +
           "<legacyDrawing r:id=\"rV\"/><oleObjects><oleObject r:id=\"rO\" progId=\"" + s +
           "\"/></oleObjects></worksheet>"},
      {"xl/worksheets/_rels/sheet1.xml.rels",
       Relations({{"rH", "hyperlink", "mailto:help@example.org"},
                  {"rF", "hyperlink", "file:///" + s},
                  {"rC", "comments", "../comments1.xml"},
                  {"rV", "vmlDrawing", "../drawings/vml1.vml"},
                  {"rPr", "printerSettings", "../printerSettings/p.bin"},
                  {"rO", "oleObject", "../embeddings/o.bin"}})},
      {"xl/drawings/vml1.vml", "<xml><br>" + s},
      {"xl/printerSettings/p.bin", Utf16(s, false)},
      {"xl/embeddings/o.bin", s},
      {"xl/comments1.xml",
       kHead + "<comments" + main + "><authors><author>" + s +
           "</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><r><t>" + s +
           ":</t></r><r><t>remark words</t></r></text></comment></commentList></comments>"},
  };
  Stripped clean = StripWell(WriteZip(book));
  EXPECT_EQ(clean.kind, Kind::kXlsx);
  EXPECT_FALSE(ZipHoldsSecret(clean.bytes));
  ExpectConsistent(clean.bytes);
  std::string cells = EntryOf(clean.bytes, "xl/worksheets/sheet1.xml");
  EXPECT_NE(cells.find("Visible words"), std::string::npos);
  EXPECT_NE(cells.find("<hyperlink ref=\"A1\" r:id=\"rH\"/>"), std::string::npos);
  EXPECT_EQ(cells.find("A2"), std::string::npos);
  EXPECT_NE(cells.find("<pageSetup orientation=\"portrait\"/>"), std::string::npos);
  EXPECT_EQ(cells.find("legacyDrawing"), std::string::npos) << "a drawing that is no XML";
  std::string comments = EntryOf(clean.bytes, "xl/comments1.xml");
  EXPECT_NE(comments.find("<author>Author</author>"), std::string::npos);
  EXPECT_NE(comments.find("<t>Author:</t>"), std::string::npos);
  EXPECT_NE(comments.find("remark words"), std::string::npos);
}

TEST(StripOffice, Pptx) {
  const std::string s = kSecret, p = " xmlns:p=\"p\" xmlns:a=\"a\" xmlns:r=\"" + kRelNs + "\"",
                    type = kOffice + "presentationml.";
  Entries show = {
      {"[Content_Types].xml", Types({{"ppt/presentation.xml", type + "presentation.main+xml"},
                                     {"ppt/slides/slide1.xml", type + "slide+xml"},
                                     {"ppt/commentAuthors.xml", type + "commentAuthors+xml"},
                                     {"ppt/comments/comment1.xml", type + "comments+xml"},
                                     {"ppt/tags/tag1.xml", type + "tags+xml"}})},
      {"_rels/.rels", Relations({{"r1", "officeDocument", "ppt/presentation.xml"}})},
      {"ppt/presentation.xml",
       "<p:presentation" + p +
           "><p:sldIdLst><p:sldId id=\"256\" r:id=\"rS\"/></p:sldIdLst><p:custDataLst><p:tags "
           "r:id=\"rT\"/></p:custDataLst></p:presentation>"},
      {"ppt/_rels/presentation.xml.rels", Relations({{"rS", "slide", "slides/slide1.xml"},
                                                     {"rA", "commentAuthors", "commentAuthors.xml"},
                                                     {"rT", "tags", "tags/tag1.xml"}})},
      {"ppt/commentAuthors.xml", "<p:cmAuthorLst" + p + "><p:cmAuthor id=\"0\" name=\"" + s +
                                     "\" initials=\"" + s +
                                     "\" lastIdx=\"1\" clrIdx=\"0\"/></p:cmAuthorLst>"},
      {"ppt/tags/tag1.xml", "<t>" + s + "</t>"},
      {"ppt/slides/slide1.xml", "<p:sld" + p + "><p:cNvPr id=\"2\" name=\"" + s + "\" descr=\"" + s +
                                    "\"/><a:t>Visible words</a:t><p:oleObj name=\"" + s +
                                    "\" r:id=\"rO\"><p:embed/></p:oleObj><a:blip r:embed=\"rI\"/></p:sld>"},
      {"ppt/slides/_rels/slide1.xml.rels", Relations({{"rC", "comments", "../comments/comment1.xml"},
                                                      {"rO", "package", "../embeddings/b.xlsx"},
                                                      {"rV", "video", "../media/m.mp4"},
                                                      {"rI", "image", "../media/i.png"}})},
      {"ppt/comments/comment1.xml", "<p:cmLst" + p +
                                        "><p:cm authorId=\"0\" dt=\"2024-01-01T00:00:00\" "
                                        "idx=\"1\"><p:text>remark words</p:text></p:cm></p:cmLst>"},
      {"ppt/embeddings/b.xlsx", s},
      {"ppt/media/m.mp4", s},
      {"ppt/media/i.png", std::string(kPngSignature) + PngHeader(20, 10, 2) + PngChunk("tEXt", s) +
                              PngChunk("IDAT", PngData()) + PngChunk("IEND", "")},
  };
  Stripped clean = StripWell(WriteZip(show));
  EXPECT_EQ(clean.kind, Kind::kPptx);
  EXPECT_FALSE(ZipHoldsSecret(clean.bytes));
  ExpectConsistent(clean.bytes);
  EXPECT_NE(EntryOf(clean.bytes, "ppt/slides/slide1.xml").find("Visible words"), std::string::npos);
  EXPECT_NE(EntryOf(clean.bytes, "ppt/comments/comment1.xml").find("remark words"), std::string::npos);
  EXPECT_EQ(EntryOf(clean.bytes, "ppt/comments/comment1.xml").find("2024"), std::string::npos);
  EXPECT_FALSE(EntryOf(clean.bytes, "media/image1.png").empty());
}

TEST(StripOffice, ArchivesTellNothing) {
  std::string zip =
      WriteZip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"a", std::string(5000, 'x')}});
  for (std::size_t at = zip.find("PK\3\4"); at != std::string::npos; at = zip.find("PK\3\4", at + 1)) {
    EXPECT_EQ(Little32(zip, at + 10), 0x00210000u) << "1 January 1980, midnight";
    EXPECT_EQ(Little16(zip, at + 28), 0u) << "extra field";
  }
  Budget budget;
  auto entries = ReadZip(zip, budget);
  ASSERT_TRUE(entries.has_value());
  EXPECT_EQ(entries->at(1).content, std::string(5000, 'x'));
}

TEST(StripOffice, DamagedPackages) {
  for (const std::string missing : {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}) {
    Entries docx = Docx();
    docx.erase(
        std::find_if(docx.begin(), docx.end(), [&](const ZipEntry& entry) { return entry.name == missing; }));
    auto result = Strip(WriteZip(docx));
    ASSERT_FALSE(result.has_value()) << missing;
  }
  Entries broken = Docx();
  broken[2].content = "<w:document><w:body></w:document>";
  EXPECT_EQ(WhyRefused(WriteZip(broken)), Refusal::kDamaged);
  Entries entity = Docx();
  entity[2].content = "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document>&b;</w:document>";
  EXPECT_EQ(WhyRefused(WriteZip(entity)), Refusal::kDamaged);
  Entries twice = Docx();
  twice.push_back({"WORD/Document.xml", "<x/>"});
  EXPECT_EQ(WhyRefused(WriteZip(twice)), Refusal::kDamaged);
  Entries out = Docx();
  out.push_back({"../../etc/passwd", "x"});
  EXPECT_EQ(WhyRefused(WriteZip(out)), Refusal::kDamaged);
  std::string whole = WriteZip(Docx());
  EXPECT_FALSE(Strip(whole.substr(0, whole.size() / 2)).has_value());
}

TEST(StripOffice, Limits) {
  Entries many = Docx();
  for (std::size_t i = 0; many.size() <= base::kMaxStripEntries; ++i)
    many.push_back({"x/" + std::to_string(i), ""});
  auto names = ZipNames(WriteZip(many));
  ASSERT_FALSE(names.has_value());
  EXPECT_EQ(RefusalOf(names.error()), Refusal::kTooMuch);
  EXPECT_EQ(WhyRefused(WriteZip(many)), Refusal::kTooMuch);
  many.pop_back();
  EXPECT_TRUE(Strip(WriteZip(many)).has_value());

  Entries dense = Docx();  // zeros pack about 1,000 to one
  static_assert(base::kMaxStripRatio < 900);
  dense.push_back({"word/zeros.bin", std::string(8u << 20, '\0')});
  EXPECT_EQ(WhyRefused(WriteZip(dense)), Refusal::kTooMuch);

  std::string open(base::kMaxStripXmlBytes - 7, ' ');
  EXPECT_TRUE(ParseXml("<a>" + open + "</a>").has_value());
  auto long_xml = ParseXml("<a>" + open + " </a>");
  ASSERT_FALSE(long_xml.has_value());
  EXPECT_EQ(RefusalOf(long_xml.error()), Refusal::kTooMuch);

  auto nested = [](std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i <= depth; ++i) out += "<a>";
    for (std::size_t i = 0; i <= depth; ++i) out += "</a>";
    return out;
  };
  EXPECT_TRUE(ParseXml(nested(base::kMaxStripXmlDepth)).has_value());
  auto deep = ParseXml(nested(base::kMaxStripXmlDepth + 1));
  ASSERT_FALSE(deep.has_value());
  EXPECT_EQ(RefusalOf(deep.error()), Refusal::kTooMuch);
}

}  // namespace
}  // namespace strip
