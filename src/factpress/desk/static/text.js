// Words of a block as runs, sent when it is left; numbers and emphasis.
(() => {
  const on = (n, f) => document.addEventListener(n, f, true), at = (e, s) => e?.closest?.(s);
  let txt, spot, chip, gone;
  const runs = (n, f) => [...n.childNodes].flatMap(c => c.data ? {text: c.data, ...f} : !c.tagName ? [] : c.tagName === "BR" ? {text: "\n"}
    : c.dataset.chip ? {chip: c.dataset.chip, ...f} : runs(c, {...f, ...{EM: {em: 1}, STRONG: {strong: 1}, A: {link: c.getAttribute("href")}}[c.tagName]}));
  const say = () => JSON.stringify({runs: runs(txt), dropped: gone});
  const left = to => {
    const f = txt?.nextElementSibling;
    if (f && txt.was !== say()) { f.value = say(); f.dispatchEvent(new Event("change", {bubbles: true})); }
    if (txt = to) { gone = []; to.was = say(); }
  };
  on("focusin", e => { const t = at(e.target, ".txt"); if (t && t !== txt) left(t); });
  on("focusout", e => at(e.target, ".txt,.textbar") && !at(e.relatedTarget, ".textbar,dialog,.txt") && left());
  on("selectionchange", () => { const s = getSelection(); if (txt?.contains(s.anchorNode)) spot = s.getRangeAt(0).cloneRange(); });
  on("close", e => { if (e.target.dataset.open === "") { left(txt); chip = null; e.target.remove(); } });
  on("click", e => {
    const offer = at(e.target, "dialog [data-chip]"), wrap = at(e.target, "[data-wrap]")?.dataset.wrap, c = at(e.target, ".txt .chip");
    if (c?.dataset.claim) { chip = c; htmx.ajax("GET", "/text-numbers?claim=" + c.dataset.claim, "#dialog"); }
    if (wrap && txt) { spot.surroundContents(document.createElement(wrap)); txt.focus(); }
    if (!offer || !txt) return;
    const b = offer.cloneNode(true), put = b.dataset.chip ? b : "";
    b.className = "chip";
    if (chip) { gone.push(chip.dataset.chip); chip.replaceWith(put); } else spot?.insertNode(put);
    at(offer, "dialog").close();
  });
  on("keydown", e => e.altKey && e.key === "c" && document.getElementById("number").click());
})();
