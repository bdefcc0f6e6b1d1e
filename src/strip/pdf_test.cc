#include <functional>
#include <map>

#include "base/limits_strip.h"
#include "strip/pdf_filters.h"
#include "strip/qpdf.h"
#include "strip/test_files.h"

namespace strip {
namespace {

using Handle = QPDFObjectHandle;

std::string Write(QPDF& pdf, const std::function<void(QPDFWriter&)>& how) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  how(writer);
  writer.write();
  std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void Load(QPDF& pdf, const std::string& bytes) {
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("test", bytes.data(), bytes.size());
}

// Whether any string, name or unpacked stream of the file holds the secret.
bool PdfHoldsSecret(const std::string& bytes) {
  QPDF pdf;
  Load(pdf, bytes);
  std::string open = Write(pdf, [](QPDFWriter& writer) {
    writer.setQDFMode(true);
    writer.setDecodeLevel(qpdf_dl_all);
    writer.setStreamDataMode(qpdf_s_uncompress);
  });
  if (HoldsSecret(open)) return true;
  for (Handle object : pdf.getAllObjects()) {
    if (object.isStream() && object.getRawStreamData()->getSize() > 0) {
      auto raw = object.getRawStreamData();
      if (HoldsSecret({reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()})) return true;
    }
  }
  return false;
}

// One object of a PDF by number, as text.
using Objects = std::map<int, std::string>;

std::string StreamOf(const std::string& dict, const std::string& data) {
  return "<< " + dict + " /Length " + std::to_string(data.size()) + " >> stream\n" + data + "\nendstream";
}

// Objects and a cross-reference table; `before` is an earlier state of the file, whose table begins at
// `previous`.
std::string MakePdf(const Objects& objects, const std::string& trailer,
                    std::string before = "%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", std::size_t previous = 0,
                    std::size_t* table = nullptr) {
  std::string out = std::move(before), entries;
  for (const auto& [number, text] : objects) {
    std::string offset = std::to_string(out.size());
    entries +=
        std::to_string(number) + " 1\n" + std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
  }
  std::size_t at = out.size();
  if (table != nullptr) *table = at;
  out += "xref\n0 1\n0000000000 65535 f \n" + entries + "trailer\n<< /Size 100 /Root 1 0 R " + trailer;
  if (previous != 0) out += " /Prev " + std::to_string(previous);
  return out + " >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string Exif() {
  std::string jpeg = MakeJpeg();
  return jpeg.substr(0, 2) + JpegSegment(0xe1, MakeExif(6, true)) + jpeg.substr(2) + kSecret;
}

std::string Jp2() {
  auto box = [](const std::string& type, const std::string& body) {
    std::string out;
    PutBig32(out, static_cast<std::uint32_t>(body.size() + 8));
    return out + type + body;
  };
  return box("jP  ", "\r\n\x87\n") + box("ftyp", "jp2 ") + box("xml ", kSecret) + box("uuid", kSecret) +
         box("jp2h", "head") + box("jp2c", "code");
}

const std::string kContents = "BT /F1 12 Tf 20 100 Td (Visible words) Tj ET /Im1 Do";

Objects Everywhere() {
  const std::string s = "(" + kSecret + ")", u = "<feff" + Hex(Utf16(kSecret, true)) + ">";
  const std::string packed = Deflate("<x:xmpmeta>" + kSecret + "</x:xmpmeta>", Wrap::kZlib);
  const std::string flate = "/Filter /FlateDecode";
  return {
      {1, "<< /Type /Catalog /Pages 2 0 R /Metadata 10 0 R /Names << /EmbeddedFiles << /Names [ " + s +
              " 11 0 R ] >> /JavaScript << /Names [ " + s +
              " 13 0 R ] >> /Dests << /Names [ (here) [ 3 0 R /Fit ] ] >> >> /OpenAction 13 0 R /AA << /WC "
              "13 0 R >> /AF [ 11 0 R ] /PieceInfo << /App << /Private " +
              s + " >> >> /AcroForm << /Fields [ 15 0 R 20 0 R ] /XFA " + s +
              " >> /OutputIntents [ << /Info " + s + " >> ] /Perms << /DocMDP 21 0 R >> /Vendor " + u +
              " /PageMode /UseAttachments /Collection << /View /D >> /Lang (en) /StructTreeRoot << /Type "
              "/StructTreeRoot /IDTree << /Names [ " +
              s + " 22 0 R ] >> /K 22 0 R >> /Outlines 23 0 R >>"},
      {2, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /Vendor " + s + " >>"},
      {3,
       "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 300 200 ] /Contents 4 0 R /Resources << /Font << /F1 5 "
       "0 R >> /XObject << /Im1 6 0 R /Im2 17 0 R /Im3 18 0 R /Fm1 19 0 R >> "
       "/ColorSpace << /CS0 [ /ICCBased 7 0 R ] >> >> /Thumb 8 0 R /LastModified (D:20240101) /PieceInfo << "
       "/A " +
           s +
           " >> /Annots [ 14 0 R 15 0 R 16 0 R 24 0 R 20 0 R ] /VP [ << /Measure << /Subtype /GEO /GPTS [ 1 "
           "2 ] /Name " +
           s + " >> >> ] /AA << /O 13 0 R >> /Metadata 10 0 R >>"},
      {4, StreamOf(flate, Deflate(kContents, Wrap::kZlib) + kSecret)},
      {5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"},
      {6, StreamOf("/Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace [ /ICCBased 7 0 R ] "
                   "/BitsPerComponent 8 /Filter /DCTDecode /Metadata 10 0 R /Name " +
                       s,
                   Exif())},
      {7, StreamOf("/N 3 /Alternate /DeviceRGB " + flate, packed)},
      {8, StreamOf("/Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", kSecret)},
      {9, "<< /Author " + s + " /Title " + u + " /Producer " + s + " /CreationDate (D:20240101) >>"},
      {10, StreamOf("/Type /Metadata /Subtype /XML " + flate, packed)},
      {11, "<< /Type /Filespec /F " + s + " /UF " + u + " /EF << /F 12 0 R >> >>"},
      {12, StreamOf("/Type /EmbeddedFile /Params << /CheckSum " + s + " >>", kSecret)},
      {13, "<< /Type /Action /S /JavaScript /JS " + s + " >>"},
      {14, "<< /Type /Annot /Subtype /Text /Rect [ 0 0 9 9 ] /T " + s + " /M (D:20240101) /NM " + u +
               " /CreationDate (D:20240101) /Subj " + s + " /Contents (remark words) /Popup 25 0 R >>"},
      {15,
       "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name of the field) /V (typed words) /Rect [ 0 0 9 9 ] "
       "/AA << /K 13 0 R >> /MK << >> /Vendor " +
           s + " >>"},
      {16, "<< /Type /Annot /Subtype /FileAttachment /Rect [ 0 0 9 9 ] /FS 11 0 R /Contents " + s + " >>"},
      {17, StreamOf("/Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace /DeviceRGB "
                    "/BitsPerComponent 8 /Filter [ /FlateDecode /DCTDecode ]",
                    Deflate(Exif(), Wrap::kZlib))},
      {18, StreamOf("/Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter /JPXDecode", Jp2())},
      {19, StreamOf("/Type /XObject /Subtype /Form /BBox [ 0 0 1 1 ] /PieceInfo << /X " + s +
                        " >> /LastModified (D:2024) /OPI << /V " + s + " >> /Ref << /F 11 0 R >>",
                    "q Q")},
      {20, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /Rect [ 0 0 9 9 ] /V 21 0 R >>"},
      {21, "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [ 0 1 2 3 ] /Contents <" + Hex(kSecret) +
               "> /Name " + s + " /Location " + s + " /M (D:2024) >>"},
      {22, "<< /Type /StructElem /S /Figure /P 1 0 R /Alt " + s + " /ID " + s + " /T " + s + " >>"},
      {23, "<< /Type /Outlines /First 26 0 R /Last 26 0 R /Count 1 >>"},
      {24, "<< /Type /Annot /Subtype /Link /Rect [ 0 0 9 9 ] /A << /S /Launch /F " + s +
               " >> /PA << /S /URI /URI (https://example.org/help) /IsMap true /Next [ 13 0 R ] >> >>"},
      {25, "<< /Type /Annot /Subtype /Popup /Rect [ 0 0 9 9 ] /Parent 14 0 R /M (D:20240101) >>"},
      {26, "<< /Title (a chapter) /Parent 23 0 R /A << /S /GoTo /D [ 3 0 R /Fit ] >> >>"},
      {30, s},
  };
}

const std::string kTrailer =
    "/Info 9 0 R /ID [ <" + Hex(kSecret) + "> <" + Hex(kSecret) + "> ] /Vendor (" + kSecret + ")";

// What the page shows: its unpacked content.
std::string ContentsOf(const std::string& bytes) {
  QPDF pdf;
  Load(pdf, bytes);
  std::string out;
  for (Handle page : pdf.getAllPages()) {
    auto data = page.getKey("/Contents").getStreamData();
    out.append(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  }
  return out;
}

TEST(StripPdf, TakesOutWhatThePagesDoNotShow) {
  std::string planted = MakePdf(Everywhere(), kTrailer);
  ASSERT_TRUE(PdfHoldsSecret(planted));
  Stripped clean = StripWell(planted);
  EXPECT_EQ(clean.kind, Kind::kPdf);
  EXPECT_FALSE(PdfHoldsSecret(clean.bytes));
  EXPECT_EQ(ContentsOf(clean.bytes), kContents);
  for (Taken what :
       {Taken::kXmp, Taken::kAttachedFile, Taken::kScript, Taken::kAction, Taken::kAppData, Taken::kThumbnail,
        Taken::kDocumentInfo, Taken::kIdentifier, Taken::kAuthor, Taken::kSignature, Taken::kColourProfile,
        Taken::kExif, Taken::kDescription, Taken::kTime, Taken::kHidden, Taken::kTrailing}) {
    EXPECT_GT(Count(clean.removed, what), 0u) << TakenName(what);
  }
}

TEST(StripPdf, KeepsWhatThePagesShow) {
  Stripped clean = StripWell(MakePdf(Everywhere(), kTrailer));
  QPDF pdf;
  Load(pdf, clean.bytes);
  ASSERT_EQ(pdf.getAllPages().size(), 1u);
  Handle page = pdf.getAllPages()[0], pictures = page.getKey("/Resources").getKey("/XObject");
  std::string original = DecodeJpeg(MakeJpeg());
  for (const char* name : {"/Im1", "/Im2"}) {
    auto raw = pictures.getKey(name).getRawStreamData();
    EXPECT_EQ(DecodeJpeg({reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()}), original);
  }
  EXPECT_EQ(pictures.getKey("/Im3").getRawStreamData()->getSize(), Jp2().size() - 2 * (8 + kSecret.size()));
  EXPECT_EQ(pictures.getKey("/Im1").getDict().getKey("/ColorSpace").unparse(), "[ /DeviceRGB ]");
  Handle notes = page.getKey("/Annots");
  ASSERT_EQ(notes.getArrayNItems(), 4) << "the attached file is gone";
  EXPECT_EQ(notes.getArrayItem(0).getKey("/Contents").getStringValue(), "remark words");
  EXPECT_EQ(notes.getArrayItem(1).getKey("/T").getStringValue(), "name of the field");
  EXPECT_EQ(notes.getArrayItem(1).getKey("/V").getStringValue(), "typed words");
  Handle root = pdf.getRoot();
  EXPECT_TRUE(root.getKey("/Names").hasKey("/Dests"));
  EXPECT_EQ(root.getKey("/Outlines").getKey("/First").getKey("/Title").getStringValue(), "a chapter");
  EXPECT_EQ(root.getKey("/Lang").getStringValue(), "en");
}

TEST(StripPdf, LinksStay) {
  Objects objects = Everywhere();
  objects[24] =
      "<< /Type /Annot /Subtype /Link /Rect [ 0 0 9 9 ] /A << /S /URI /URI (https://example.org/help) /Next "
      "13 0 R >> >>";
  Stripped clean = StripWell(MakePdf(objects, kTrailer));
  EXPECT_NE(clean.bytes.find("https://example.org/help"), std::string::npos);
}

TEST(StripPdf, AStreamIsNoAction) {
  Objects objects = Everywhere();
  for (const char* says : {"/Type /Action", "/S /JavaScript", "/S /JavaScript /P 1 0 R /K 22 0 R"}) {
    objects[13] = StreamOf(says, kSecret);
    Stripped clean = StripWell(MakePdf(objects, kTrailer));
    EXPECT_FALSE(PdfHoldsSecret(clean.bytes)) << says;
    EXPECT_EQ(clean.bytes.find("/JavaScript"), std::string::npos) << says;
    QPDF pdf;
    Load(pdf, clean.bytes);
    EXPECT_FALSE(pdf.getRoot().hasKey("/OpenAction")) << says;
    EXPECT_EQ(ContentsOf(clean.bytes), kContents);
  }
}

TEST(StripPdf, SaysHowManyObjectsThereAre) {
  std::string silent = MakePdf(Everywhere(), kTrailer);
  const std::size_t at = silent.find("/Size ");
  ASSERT_NE(at, std::string::npos);
  silent.replace(at, 5, "/Zize");
  const Stripped clean = StripWell(silent);
  EXPECT_NE(clean.bytes.find("/Size "), std::string::npos);
  EXPECT_EQ(ContentsOf(clean.bytes), kContents);
}

TEST(StripPdf, EarlierVersionsAreGone) {
  Objects first = Everywhere();
  first[4] = StreamOf("", "BT (" + kSecret + ") Tj ET");
  std::size_t table = 0;
  std::string before = MakePdf(first, kTrailer, "%PDF-1.6\n", 0, &table);
  std::string updated = MakePdf({{4, StreamOf("", kContents)}}, kTrailer, before, table);
  ASSERT_TRUE(HoldsSecret(updated));
  Stripped clean = StripWell(updated);
  EXPECT_FALSE(PdfHoldsSecret(clean.bytes));
  EXPECT_EQ(ContentsOf(clean.bytes), kContents);
}

TEST(StripPdf, ObjectStreams) {
  QPDF pdf;
  std::string plain = MakePdf(Everywhere(), kTrailer);
  Load(pdf, plain);
  std::string packed = Write(pdf, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_generate); });
  ASSERT_NE(packed.find("/ObjStm"), std::string::npos);
  ASSERT_TRUE(PdfHoldsSecret(packed));
  Stripped clean = StripWell(packed);
  EXPECT_FALSE(PdfHoldsSecret(clean.bytes));
  EXPECT_EQ(ContentsOf(clean.bytes), kContents);
}

TEST(StripPdf, LockedFiles) {
  auto lock = [](const char* password) {
    QPDF pdf;
    std::string plain = MakePdf(Everywhere(), kTrailer);
    Load(pdf, plain);
    return Write(pdf, [&](QPDFWriter& writer) {
      writer.setR6EncryptionParameters(password, "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                       true);
    });
  };
  EXPECT_EQ(WhyRefused(lock("secret")), Refusal::kLocked);
  Stripped clean = StripWell(lock(""));  // opens for everybody: only printing or copying was forbidden
  EXPECT_FALSE(PdfHoldsSecret(clean.bytes));
  EXPECT_EQ(ContentsOf(clean.bytes), kContents);
}

TEST(StripPdf, DamagedFiles) {
  EXPECT_EQ(WhyRefused("%PDF-1.4\nnothing"), Refusal::kDamaged);
  std::string planted = MakePdf(Everywhere(), kTrailer);
  for (std::size_t size = 20; size < planted.size(); size += 97) {
    auto result = Strip(planted.substr(0, size));
    if (result.has_value()) {
      EXPECT_FALSE(HoldsSecret(result->bytes)) << size;
    } else {
      EXPECT_TRUE(RefusalOf(result.error()).has_value());
    }
  }
}

TEST(StripPdf, LimitsOfObjectsAndValues) {
  Objects many = Everywhere();
  for (std::size_t i = 100; many.size() <= base::kMaxStripPdfObjects; ++i) many[static_cast<int>(i)] = "null";
  EXPECT_EQ(WhyRefused(MakePdf(many, "")), Refusal::kTooMuch);

  Objects wide = Everywhere();
  std::string values;
  for (std::size_t i = 0; i <= base::kMaxStripPdfValues; ++i) values += "0 ";
  wide[30] = "[" + values + values.substr(0, values.size() / 4) + "]";
  EXPECT_EQ(WhyRefused(MakePdf(wide, "")), Refusal::kTooMuch);
  EXPECT_EQ(CountPdfValues(reinterpret_cast<const unsigned char*>("[1 2 (a) <</B/C>>]"), 18), 9u);

  // The same packed into an object stream, which is read before anything is written.
  Objects packed = Everywhere();
  packed[3] = "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 3 2 ] /Contents 4 0 R /Resources 30 0 R >>";
  packed[30] = "[" + values + "]";
  QPDF pdf;
  std::string plain = MakePdf(packed, "");
  Load(pdf, plain);
  std::string dense = Write(pdf, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_generate); });
  ASSERT_LT(dense.size(), 100'000u);
  EXPECT_EQ(WhyRefused(dense), Refusal::kTooMuch);
}

TEST(StripPdf, LimitOfUnpackedBytes) {
  // A page's content that unpacks to more than kMaxStripInflated.
  std::string bomb = Deflate(std::string(64u << 20, ' '), Wrap::kZlib);
  Objects objects = Everywhere();
  std::string kids;
  for (int i = 40; i < 49; ++i) {
    objects[i] = StreamOf("/Filter /FlateDecode", bomb);
    kids += std::to_string(i) + " 0 R ";
  }
  objects[3] = "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 3 2 ] /Contents [ " + kids + "] >>";
  static_assert(std::uint64_t{9} * (64u << 20) > base::kMaxStripInflated);
  EXPECT_EQ(WhyRefused(MakePdf(objects, "")), Refusal::kTooMuch);
}

}  // namespace
}  // namespace strip
