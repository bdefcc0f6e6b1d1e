// Seals what a worker typed before it leaves her browser. Old browsers run it too: ECMAScript 5, no network, no
// storage, nothing written into the page. The fields with her words stand outside the form, so that no browser
// sends them, whatever happens here; the form carries the sealed text alone. The format is that of
// crypto/browser_box.h, the filling-up that of voice/intake/padding.h. The page shows the fields only after
// this script has sealed a text on trial.
(function (nacl) {
  "use strict";
  var SMALLEST = 512, STEP = 4;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var last = { text: "", box: "" };

  function byId(id) { return document.getElementById(id); }

  // Half of a character outside the basic plane, as a slip of the keyboard leaves it, would spoil the whole text.
  function whole(text) {
    return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, function (found) {
      return found.length === 2 ? found : "\uFFFD";
    });
  }

  function utf8(text) {
    var coded = unescape(encodeURIComponent(text)), bytes = new Uint8Array(coded.length), i;
    for (i = 0; i < coded.length; i++) bytes[i] = coded.charCodeAt(i);
    return bytes;
  }

  // The text, one byte 0x80, zeros up to the next class of length; nothing where it is longer than `most`.
  function padded(bytes, most) {
    var size = SMALLEST, out;
    while (size <= bytes.length) size *= STEP;
    if (size > most) return null;
    out = new Uint8Array(size);
    out.set(bytes);
    out[bytes.length] = 0x80;
    return out;
  }

  function fromHex(text) {
    var out = new Uint8Array(text.length / 2), i;
    for (i = 0; i < out.length; i++) out[i] = parseInt(text.substr(2 * i, 2), 16);
    return out;
  }

  function base64Url(bytes) {
    var out = [], i, n;
    for (i = 0; i < bytes.length; i += 3) {
      n = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
      out.push(DIGITS.charAt(n >> 18 & 63), DIGITS.charAt(n >> 12 & 63));
      if (i + 1 < bytes.length) out.push(DIGITS.charAt(n >> 6 & 63));
      if (i + 2 < bytes.length) out.push(DIGITS.charAt(n & 63));
    }
    return out.join("");
  }

  // Nothing where the text is too long.
  function seal(text, key, most) {
    var plain = padded(utf8(text), most), once, nonce, box, all;
    if (!plain) return null;
    once = nacl.box.keyPair();
    nonce = nacl.randomBytes(nacl.box.nonceLength);
    box = nacl.box(plain, nonce, key, once.secretKey);
    all = new Uint8Array(once.publicKey.length + nonce.length + box.length);
    all.set(once.publicKey);
    all.set(nonce, once.publicKey.length);
    all.set(box, once.publicKey.length + nonce.length);
    return base64Url(all);
  }

  function chosen(name) {
    var all = document.getElementsByName(name), values = [], i;
    for (i = 0; i < all.length; i++) if (all[i].checked) values.push(all[i].value);
    return values;
  }

  function typed(id) { return whole(byId(id).value).trim(); }

  function start() {
    var form = byId("seal-form"), key = fromHex(byId("seal-key").textContent);
    var most = parseInt(byId("seal-most").textContent, 10);

    function problem(id) {
      byId("seal-empty").hidden = id !== "seal-empty";
      byId("seal-long").hidden = id !== "seal-long";
      if (id) { byId(id).scrollIntoView(); byId(id).focus(); }
    }

    form.addEventListener("submit", function (event) {
      var said = { kind: "report", picks: chosen("pick"), what: typed("what"), where: typed("where"),
                   who: typed("who"), contact: typed("contact") };
      var text = JSON.stringify(said);
      event.preventDefault();
      problem("");
      if (!said.picks.length && !said.what && !said.where && !said.who && !said.contact) {
        problem("seal-empty");
        return;
      }
      // The same words pressed twice are the same box, so that the server sees one report.
      if (text !== last.text) last = { text: text, box: seal(text, key, most) };
      if (!last.box) {
        problem("seal-long");
        return;
      }
      form.elements.box.value = last.box;
      form.elements.safe.value = chosen("answer-safe")[0] || "";
      form.submit();
    });

    if (!seal("on trial", key, most)) return;
    byId("seal-off").hidden = true;
    byId("seal-on").hidden = false;
  }

  start();
})(self.nacl);
