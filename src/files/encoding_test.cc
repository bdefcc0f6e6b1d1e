#include "files/encoding.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <map>
#include <vector>

#include "files/table.h"

namespace files {
namespace {

// windows-1258 holds vowels with circumflex, breve and horn, but tones as marks of their own.
icu::UnicodeString VietnameseApart(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  for (int i = 0; i < text.length(); ++i) {
    icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(
                           icu::UnicodeString(text[i]), status),
                       letter, tone;
    for (int k = 0; k < parts.length(); ++k) {
      UChar c = parts[k];
      (k > 0 && c != 0x302 && c != 0x306 && c != 0x31B ? tone : letter) += c;
    }
    out += icu::Normalizer2::getNFCInstance(status)->normalize(letter, status) + tone;
  }
  return out;
}

std::string Encode(const std::string& utf8, const std::string& encoding) {
  std::string canonical, converter = ConverterName(encoding, &canonical);
  auto text = icu::UnicodeString::fromUTF8(utf8);
  if (encoding == "windows-1258") text = VietnameseApart(text);
  std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  UConverter* open = ucnv_open(converter.c_str(), &status);
  ucnv_setFromUCallBack(open, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  auto length = ucnv_fromUChars(open, bytes.data(), static_cast<int>(bytes.size()), text.getBuffer(),
                                text.length(), &status);
  ucnv_close(open);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status) << " " << encoding << ": " << utf8;
  bytes.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return bytes;
}

struct Language {
  std::string encoding;
  std::string header;
  std::vector<std::string> rows;
};

// Rows as suppliers' files have them; made up for this test.
const std::vector<Language>& Samples() {
  static const std::vector<Language> samples = {
      {"CP949",
       "업체명,주소,국가",
       {"(주)한빛섬유,경기도 안산시 단원구 원시동 772,대한민국",
        "대양물산,부산광역시 사하구 신평동 370-1,대한민국",
        "금강어패럴 주식회사,서울시 금천구 가산디지털1로 145,한국",
        "동방수산,강원도 속초시 청호동 433,한국",
        "김영수,전라남도 목포시 산정동,한국",
        "Hansol Textile Ltd. 한솔,서울 송파구 가락동,KR",
        "신흥화학공업(주),울산광역시 남구 여천동,한국",
        "조선평화무역회사,평양시 모란봉구역,조선",
        "백두산상사,평양시 중구역,북한",
        "세종인력개발,대전광역시 서구 둔산동 1420,한국",
        "유니온어망,경남 통영시 도산면 법송리,한국",
        "롯데케미칼,전남 여수시 중흥동,한국",
        "이정호,충청북도 청주시 흥덕구 복대동,한국",
        "삼화제지,전라북도 전주시 덕진구 팔복동2가,한국",
        "영진봉제,대구광역시 서구 비산동 20-3,한국",
        "하나로물류센터,인천광역시 중구 신흥동3가,한국",
        "광명전기,경기도 광명시 하안동 61,한국",
        "푸른농산,경상북도 상주시 공성면,한국",
        "박미란,제주특별자치도 서귀포시,한국",
        "호치민 비나텍스 법인,베트남 동나이성 년짝공단,베트남",
        "코오롱글로텍,경북 구미시 공단동,한국"}},
      {"GB18030",
       "公司名称,地址,国家",
       {"东莞市恒达鞋业有限公司,广东省东莞市厚街镇,中国",
        "宁波海曙华美纺织品厂,浙江省宁波市海曙区,中国",
        "青岛即发集团,山东省青岛市即墨市黄河二路,中国",
        "和田浙江工业园,新疆和田地区洛浦县,中国",
        "苏州吴江丝绸厂,江苏省苏州市吴江区盛泽镇,中国",
        "大连远洋渔业有限公司,辽宁省大连市中山区,中国",
        "王建国,河北省保定市清苑区,中国",
        "深圳市创新电子,深圳市宝安区沙井街道,中国",
        "绍兴柯桥印染,浙江绍兴柯桥区滨海工业区,中国",
        "南通家纺,江苏南通海门区叠石桥,中国",
        "Fujian Fishery 福建省平潭县水产公司,平潭县,CN",
        "广州白云皮具厂,广州市白云区三元里大道,中国",
        "义乌市玩具厂,义乌市北苑街道,中国",
        "上海申达股份,上海市静安区江宁路,中国",
        "石家庄棉纺四厂,石家庄市长安区和平路,中国",
        "李晓明,四川省成都市武侯区,中国",
        "温州眼镜厂,温州市瓯海区娄桥,中国",
        "西安陕鼓动力,西安市临潼区,中国",
        "佛山陶瓷有限公司,佛山市禅城区石湾镇,中国",
        "厦门建发贸易,厦门市思明区环岛东路,中国",
        "合肥美菱电器,合肥市经济技术开发区,中国"}},
      {"Shift-JIS",
       "会社名,住所,国",
       {"株式会社山田縫製,岐阜県岐阜市柳津町1-12,日本",
        "丸中水産有限会社,宮城県気仙沼市魚市場前,日本",
        "東海ニット工業,愛知県一宮市木曽川町,日本",
        "鈴木一郎,静岡県浜松市中区,日本",
        "大和テキスタイル(株),大阪府泉大津市旭町,日本",
        "北陸繊維協同組合,福井県福井市大手3丁目,日本",
        "Kyowa Foods 協和食品,北海道函館市豊川町,JP",
        "今治タオル工房,愛媛県今治市東門町,日本",
        "三和電機製作所,長野県諏訪市,日本",
        "サンライズ人材センター,東京都新宿区西新宿,日本",
        "高橋美香,福島県郡山市,日本",
        "九州木材,熊本県八代市新港町,日本",
        "タカラ農園,茨城県鉾田市,日本",
        "関西ゴム,兵庫県神戸市長田区,日本",
        "中央運輸倉庫,千葉県船橋市日の出,日本",
        "ひまわり縫製,岡山県倉敷市児島,日本",
        "伊藤金属,新潟県燕市,日本",
        "ﾔﾏﾄ商会,東京都台東区,日本",
        "松井紙業,静岡県富士市,日本",
        "石川技研,富山県高岡市,日本"}},
      {"Big5",
       "公司名稱,地址,國家",
       {"宏遠興業股份有限公司,臺南市山上區明和里,台灣", "豐群水產股份有限公司,高雄市前鎮區漁港中一路,台灣",
        "遠東新世紀,台北市大安區敦化南路二段,台灣", "聯發紡織纖維,桃園市觀音區成功路,台灣",
        "大億金屬,臺中市大里區仁化路,台灣", "林美惠,屏東縣東港鎮豐漁街,台灣",
        "香港利豐貿易有限公司,九龍長沙灣道888號,香港", "新光合成纖維,新竹縣關西鎮,台灣",
        "仁和製衣廠,香港新界葵涌葵昌路,香港", "順天漁業,高雄市小港區,台灣", "陳志強,彰化縣和美鎮,台灣",
        "福懋興業,雲林縣斗六市石榴路,台灣"}},
      {"windows-1251",
       "наименование;адрес;страна",
       {"ООО «Ивановская мануфактура»;г. Иваново, ул. Красных Зорь, 14;Россия",
        "Швейная фабрика Весна;Саратов, пр. Строителей 5;Россия",
        "Рыболовецкий колхоз Восход;Камчатский край, п. Усть-Камчатск;Россия",
        "АО Северсталь;Череповец, Мира 30;Россия",
        "Иванова Мария Петровна;Рязань;Россия",
        "ЗАО Тексима;Москва, Варшавское шоссе 148;Россия",
        "Фермерское хозяйство Рассвет;Краснодарский край;Россия",
        "ТОВ «Львівська швейна фабрика»;м. Львів, вул. Городоцька, 174;Україна",
        "ПрАТ Україна;Житомир, вул. Київська 77;Україна",
        "Ковальчук Ігор Васильович;с. Великі Гаї, Тернопільська обл.;Україна",
        "ПП Чернігівліс;Чернігів, вул. Щорса;Україна",
        "Шевченко Оксана Миколаївна;м. Полтава;Україна",
        "Завод железобетонных изделий;Тула;Россия",
        "ИП Гаджиев Р. М.;Махачкала;Россия",
        "Леспромхоз Тайга;Иркутская область, г. Усть-Кут;Россия",
        "Кооператив Мебельщик;Минск, ул. Тимирязева;Беларусь",
        "Пирин-Текс ЕООД;гр. Гоце Делчев, ул. Драмски път;България",
        "Текстил АД;Благоевград;България",
        "Агентство Карьера;Владивосток;Россия",
        "Трикотажница;Торжок, Тверская область;Россия"}},
      {"windows-1250",
       "nazwa;adres;kraj",
       {"Spółdzielnia Inwalidów Łączność;ul. Żeromskiego 12, Łódź;Polska",
        "Zakłady Odzieżowe Bytom S.A.;Śląska 5, Bytom;Polska",
        "Przetwórnia Ryb Bałtyk;Władysławowo, Portowa 3;Polska",
        "Grażyna Wiśniewska;Częstochowa;Polska",
        "Huta Szkła Wołomin;Wołomin, Gdyńska;Polska",
        "Textilní závod Náchod;Běloveská 77, Náchod;Česko",
        "Šroubárna Kyjov;Jiráskova 987, Kyjov;Česko",
        "Dřevařské závody Příbram;Příbram;Česko",
        "Růžena Dvořáková;Ústí nad Labem;Česko",
        "Škoda Plzeň;Plzeň;Česko",
        "Győri Ruhagyár Kft.;Győr, Fő utca 3;Magyarország",
        "Szegedi Cipőgyár Zrt.;Szeged, Kőrösi út 9;Magyarország",
        "Kovács Gergő;Nyíregyháza;Magyarország",
        "Fűszerüzem;Kalocsa, Hősök tere;Magyarország",
        "Čateks d.d.;Čakovec, Zrinskog 25;Hrvatska",
        "Tvornica obuće Borovo;Vukovar, Dr. Ante Starčevića;Hrvatska",
        "Odevný závod;Trenčín, Ľ. Štúra;Slovensko",
        "Ján Hruška;Žilina;Slovensko",
        "Zakład Mięsny Wierzejki;Płudy;Polska",
        "Chłodnia Kraków;Kraków, ul. Półłanki;Polska"}},
      {"windows-1252",
       "nombre;dirección;país",
       {"Confecciones Peñarroya S.L.;C/ Núñez de Balboa 12, Málaga;España",
        "Cítricos del Guadalquivir;Córdoba, Plaza de la Constitución;España",
        "Compañía Minera Ñuñoa;Av. José Pardo 1200, Lima;Perú",
        "Textiles Bogotá;Calle 13, Bogotá;Colombia",
        "María Jesús Ibáñez;León, Guanajuato;México",
        "Manufacture Française des Tissus;12 rue de la République, Saint-Étienne;France",
        "Société Générale de Pêche;Quai François 1er, Le Havre;France",
        "Atelier Chloé Lefèvre;Besançon;France",
        "Forêts et Élevages du Sénégal;Thiès;Sénégal",
        "Bäckerei Müller GmbH;Königstraße 8, Nürnberg;Deutschland",
        "Schäfer Großhandel;Düsseldorf, Schloßallee;Deutschland",
        "Jürgen Weiß;Köln;Deutschland",
        "Confecções São João Ltda;Rua Paraíba 55, São Paulo;Brasil",
        "Usina de Açúcar Conceição;Maceió;Brasil",
        "Antônio Gonçalves;Goiânia;Brasil",
        "Calçados Praça;Felgueiras, Guimarães;Portugal",
        "Göteborgs Fisk AB;Norra Hamngatan 4, Göteborg;Sverige",
        "Tøjfabrikken A/S;Nørregade 2, Århus;Danmark",
        "Società Italiana Tessuti;Via Libertà 9, Forlì;Italia",
        "Hämeenlinnan Vaate Oy;Hämeenlinna;Suomi"}},
      {"windows-1253",
       "επωνυμία;διεύθυνση;χώρα",
       {"Ελληνική Κλωστοϋφαντουργία ΑΕ;Οδός Ερμού 15, Αθήνα;Ελλάδα",
        "Ναυτιλιακή Αιγαίου;Ακτή Μιαούλη 81, Πειραιάς;Ελλάδα", "Γεώργιος Νικολάου;Λάρισα;Ελλάδα",
        "Αγροτικός Συνεταιρισμός Μεσσηνίας;Καλαμάτα;Ελλάδα",
        "Φράουλες Μανωλάδας ΕΠΕ;Νέα Μανωλάδα, Ηλεία;Ελλάδα",
        "Βιοτεχνία Ενδυμάτων;Θεσσαλονίκη, Εγνατία 120;Ελλάδα"}},
      {"windows-1254",
       "unvan;adres;ülke",
       {"Güneş Tekstil Sanayi A.Ş.;Osmangazi Mah. Çınar Cad. No:5, Bursa;Türkiye",
        "Yıldırım İplik Ltd. Şti.;Başpınar Org. San. Böl., Gaziantep;Türkiye",
        "Şahinler Konfeksiyon;Güneşli, Bağcılar, İstanbul;Türkiye", "Ayşe Kılıçoğlu;Şanlıurfa;Türkiye",
        "Doğuş Gıda;Iğdır;Türkiye", "Özgür Deri;Tuzla Organize Deri Sanayi Bölgesi;Türkiye",
        "Kardeşler Fındık;Ünye, Ordu;Türkiye", "Işık Çorap;Merter, Güngören;Türkiye"}},
      {"windows-1255",
       "שם;כתובת;מדינה",
       {"מפעלי טקסטיל הגליל;רחוב הרצל 12, חיפה;ישראל", "חברת הבנייה המרכזית;תל אביב;ישראל",
        "יוסף כהן;באר שבע;ישראל", "מאפיית אנגל;ירושלים, רחוב יפו;ישראל", "חקלאות הנגב;אשקלון;ישראל"}},
      {"windows-1256",
       "اسم الشركة;العنوان;البلد",
       {"شركة النور للملابس الجاهزة;شارع الجمهورية، القاهرة;مصر",
        "مصنع الأمل للنسيج;المنطقة الصناعية، حلب;سوريا",
        "مؤسسة الخليج للمقاولات;طريق الملك فهد، الرياض;السعودية",
        "مكتب الصفا للاستقدام;جدة;السعودية",
        "محمد عبد الله الحسن;صنعاء;اليمن",
        "شركة الرافدين للتجارة العامة;بغداد، الكرادة;العراق",
        "مجموعة الفجر;دبي، ديرة;الإمارات",
        "مصنع السجاد الوطني;عمان;الأردن",
        "خالد يوسف إبراهيم;بيروت;لبنان",
        "شركة الشحن الدولية;ميناء طرابلس;ليبيا",
        "مزارع الوادي;أسيوط;مصر",
        "شركة الجلود التونسية;صفاقس;تونس",
        "الدار البيضاء للنسيج;الدار البيضاء;المغرب",
        "معمل الزيتون;إدلب;سوريا",
        "مطاحن الشرق;الموصل;العراق",
        "شركة الدوحة للخدمات;الدوحة;قطر",
        "فاطمة الزهراء;الجزائر;الجزائر",
        "مصنع البلاستيك الحديث;الكويت;الكويت",
        "شركة الصيد البحري;نواكشوط;موريتانيا",
        "مؤسسة السلام;الخرطوم;السودان"}},
      {"windows-1257",
       "pavadinimas;adresas;šalis",
       {"UAB Šiaulių siuvykla;Vilniaus g. 8, Šiauliai;Lietuva",
        "AB Žemaitijos pienas;Sedos g. 35, Telšiai;Lietuva", "Rimantė Jankauskaitė;Panevėžys;Lietuva",
        "SIA Rīgas zivju cehs;Brīvības iela 20, Rīga;Latvija", "Liepājas šūšanas fabrika;Liepāja;Latvija",
        "Jānis Krūmiņš;Daugavpils, Ģimnāzijas iela;Latvija", "AB Ąžuolas;Kėdainiai, Įmonių g.;Lietuva",
        "SIA Ķemeru kūdra;Jūrmala;Latvija"}},
      {"windows-1258",
       "tên công ty;địa chỉ;quốc gia",
       {"Công ty TNHH May Thắng Lợi;Quận Tân Phú, TP Hồ Chí Minh;Việt Nam",
        "Công ty Cổ phần Thủy sản Bạc Liêu;Phường Nhà Mát, Bạc Liêu;Việt Nam",
        "Nguyễn Văn Hùng;xã Đông Anh, Hà Nội;Việt Nam",
        "Xí nghiệp Giày Thượng Đình;Thanh Xuân, Hà Nội;Việt Nam",
        "Công ty Dệt Nam Định;đường Trần Phú, Nam Định;Việt Nam",
        "Công ty Xuất khẩu Lao động Hoàng Long;Cầu Giấy, Hà Nội;Việt Nam",
        "Cơ sở Mộc Tân Tiến;huyện Dĩ An, Bình Dương;Việt Nam",
        "Lê Thị Ngọc Ánh;Biên Hòa, Đồng Nai;Việt Nam",
        "Nhà máy Gạch Đồng Tâm;Bến Lức, Long An;Việt Nam",
        "Công ty Cà phê Buôn Hồ;Đắk Lắk;Việt Nam",
        "Hợp tác xã Chè Tân Cương;Thái Nguyên;Việt Nam",
        "Công ty Điện tử Bình Hòa;quận Bình Thạnh;Việt Nam",
        "Trần Quốc Bảo;Đà Nẵng;Việt Nam",
        "Công ty Bao bì Việt Phát;Khu công nghiệp Sóng Thần;Việt Nam",
        "Công ty May Sông Hồng;Xuân Trường, Nam Định;Việt Nam",
        "Công ty Nhựa Duy Tân;quận 6;Việt Nam",
        "Phạm Thị Lan;Hải Dương;Việt Nam",
        "Công ty Thép Hòa Phát;Kim Động, Hưng Yên;Việt Nam",
        "Lò Văn Sơn;Sơn La;Việt Nam",
        "Công ty Hải sản Nha Trang;Khánh Hòa;Việt Nam"}},
      {"windows-874",
       "ชื่อบริษัท;ที่อยู่;ประเทศ",
       {"บริษัท ไทยยูเนี่ยน จำกัด;ถนนเศรษฐกิจ จังหวัดสมุทรสาคร;ไทย", "โรงงานทอผ้ากรุงเทพ;แขวงบางบอน เขตบางบอน;ไทย",
        "นายสมศักดิ์ ใจดี;จังหวัดชลบุรี;ไทย", "แพปลาท่าเรือสงขลา;จังหวัดสงขลา;ไทย", "บริษัท น้ำตาลขอนแก่น;จังหวัดขอนแก่น;ไทย"}},
  };
  return samples;
}

TEST(DetectEncoding, ThreeRowFilesOfEveryEncoding) {
  std::map<std::string, int> samples, wrong;
  for (const Language& language : Samples()) {
    for (std::size_t first = 0; first < language.rows.size(); ++first) {
      for (const char* header : {language.header.c_str(), "name,address,country"}) {
        std::string text = std::string(header) + "\r\n";
        for (std::size_t i = 0; i < 3; ++i)
          text += language.rows[(first + i) % language.rows.size()] + "\r\n";
        Encoding found = DetectEncoding(Encode(text, language.encoding), true);
        ++samples[language.encoding];
        if (found.name == language.encoding) continue;
        ++wrong[language.encoding];
        ADD_FAILURE() << language.encoding << " taken for " << found.name << ":\n" << text;
      }
    }
  }
  for (const auto& [encoding, count] : samples)
    std::printf("  %-13s %3d files, %d wrong\n", encoding.c_str(), count, wrong[encoding]);
}

TEST(DetectEncoding, WholeFiles) {
  for (const Language& language : Samples()) {
    std::string text = language.header + "\n";
    for (int times = 0; times < 200; ++times) {
      for (const std::string& row : language.rows) text += row + "\n";
    }
    Encoding found = DetectEncoding(Encode(text, language.encoding), true);
    EXPECT_EQ(found.name, language.encoding);
    EXPECT_EQ(found.from, "byte statistics");
    std::string bytes = Encode(text, language.encoding);
    // A head that is cut anywhere, also inside a character.
    for (std::size_t cut : {bytes.size() / 2, bytes.size() / 2 + 1, bytes.size() / 3}) {
      EXPECT_EQ(DetectEncoding(std::string_view(bytes).substr(0, cut), false).name, language.encoding);
    }
  }
}

// One name on an otherwise English file is all that many files give.
TEST(DetectEncoding, OneNameInEnglish) {
  struct {
    const char* text;
    const char* encoding;
  } cases[] = {
      {"name,country\nHotel Müller,Germany\n", "windows-1252"},
      {"name,country\nJosé García,Spain\n", "windows-1252"},
      {"name,country\nCafé São Paulo,Brazil\n", "windows-1252"},
      {"name,country\nИванов Сергей,Russia\n", "windows-1251"},
      {"name,country\n김철수,Korea\n", "CP949"},
      {"name,country\n주식회사 태평양,Korea\n", "CP949"},
      {"name,country\n深圳市华强电子有限公司,China\n", "GB18030"},
      {"name,country\n株式会社サクラ,Japan\n", "Shift-JIS"},
      {"name,country\nZakład Łódź,Poland\n", "windows-1250"},
      {"name,country\nمحمد أحمد علي,Egypt\n", "windows-1256"},
      {"name,price\nAcme \xE2\x80\x93 Ltd,\xE2\x82\xAC 5\n", "windows-1252"},
      {"name,note\nO\xE2\x80\x99Neill,\xE2\x80\x9Cok\xE2\x80\x9D\n", "windows-1252"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(DetectEncoding(Encode(test.text, test.encoding), true).name, test.encoding) << test.text;
}

TEST(DetectEncoding, Utf16WithAndWithoutMark) {
  for (const Language& language : Samples()) {
    for (const std::string encoding : {"UTF-16LE", "UTF-16BE"}) {
      std::string text = language.header + "\r\n" + language.rows[0] + "\r\n" + language.rows[1] + "\r\n";
      Encoding bare = DetectEncoding(Encode(text, encoding), true);
      EXPECT_EQ(bare.name, encoding) << text;
      EXPECT_EQ(bare.from, "byte statistics");
      Encoding marked = DetectEncoding(Encode("\xEF\xBB\xBF" + text, encoding), true);
      EXPECT_EQ(marked.name, encoding);
      EXPECT_EQ(marked.from, "byte order mark");
      EXPECT_EQ(marked.mark, 2u);
    }
  }
}

TEST(DetectEncoding, Utf8) {
  for (const Language& language : Samples()) {
    std::string text = language.header + "\n" + language.rows[0] + "\n";
    EXPECT_EQ(DetectEncoding(text, true).name, "UTF-8");
    EXPECT_EQ(DetectEncoding(text, true).from, "valid UTF-8");
    EXPECT_EQ(DetectEncoding("\xEF\xBB\xBF" + text, true).from, "byte order mark");
    std::string cut = text.substr(0, text.size() - 1);
    while (static_cast<unsigned char>(cut.back()) < 0x80) cut.pop_back();
    cut.pop_back();
    EXPECT_EQ(DetectEncoding(cut, false).name, "UTF-8") << cut;
  }
  EXPECT_EQ(DetectEncoding("", true).name, "UTF-8");
  EXPECT_EQ(DetectEncoding("a,b\n", true).name, "UTF-8");
  // A long file with one broken byte stays UTF-8.
  std::string text;
  for (int i = 0; i < 50; ++i) text += "Усть-Кут,Россия\n";
  EXPECT_EQ(DetectEncoding(text + "\xFF" + text, true).name, "UTF-8");
}

TEST(DetectEncoding, AsciiHeadThenSomethingElse) {
  std::string ascii = "name,country\n";
  while (ascii.size() < (3u << 20)) ascii += "Acme Garments Ltd,Bangladesh\n";
  std::string bytes = ascii + Encode("주식회사 한빛,대한민국\n대양물산,한국\n", "CP949");
  auto reader = OpenTableBytes(bytes, "late.csv");
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ((*reader)->info().encoding, "CP949");
  Record record;
  std::string last;
  while (*(*reader)->Next(record)) last = record.cells[0];
  EXPECT_EQ(last, "대양물산");
  EXPECT_TRUE((*reader)->info().warnings.empty());
}

TEST(Encoding, RoundTripThroughTheReader) {
  for (const Language& language : Samples()) {
    std::string text = language.header + "\n";
    for (int times = 0; times < 3; ++times) {
      for (const std::string& row : language.rows) text += row + "\n";
    }
    std::string bytes = Encode(text, language.encoding);
    auto reader = OpenTableBytes(bytes, "x.csv");
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ((*reader)->info().encoding, language.encoding);
    std::string back;
    Record record;
    char delimiter = (*reader)->info().delimiter;
    while (*(*reader)->Next(record)) {
      for (std::size_t i = 0; i < record.cells.size(); ++i)
        back += (i ? std::string(1, delimiter) : "") + record.cells[i];
      back += "\n";
    }
    EXPECT_EQ(back, text) << language.encoding;
    EXPECT_TRUE((*reader)->info().warnings.empty());
  }
}

TEST(Encoding, NamesAndAliases) {
  std::string canonical;
  for (const char* name : {"cp949", "EUC-KR", "ks_c_5601-1987"}) {
    EXPECT_FALSE(ConverterName(name, &canonical).empty());
    EXPECT_EQ(canonical, "CP949");
  }
  EXPECT_FALSE(ConverterName("Latin1", &canonical).empty());
  EXPECT_EQ(canonical, "windows-1252");
  EXPECT_TRUE(ConverterName("ebcdic", &canonical).empty());
  EXPECT_TRUE(ConverterName("", &canonical).empty());
}

}  // namespace
}  // namespace files
