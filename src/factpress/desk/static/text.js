// Words of a block as runs, sent when it is left; numbers and emphasis.
(() => {
  const on = (n, f, d = document) => d.addEventListener(n, f, true), at = (e, s) => e?.closest?.(s);
  let txt, spot, gone = [];
  const runs = (n, f) => [...n.childNodes].flatMap(c => c.data ? {text: c.data, ...f} : !c.tagName ? [] : c.dataset.chip ? {chip: c.dataset.chip, ...f}
    : c.tagName === "BR" ? {text: "\n"} : runs(c, {...f, ...{EM: {em: 1}, STRONG: {strong: 1}, A: {link: c.getAttribute("href")}}[c.tagName]}));
  const say = () => JSON.stringify({runs: runs(txt), dropped: gone});
  const save = () => {
    const f = txt?.nextElementSibling;
    if (f && txt.was !== say()) { f.value = txt.was = say(); f.dispatchEvent(new Event("change", {bubbles: true})); }
  };
  on("focusin", e => { const t = at(e.target, ".txt"); if (t && t !== txt) { txt = t; gone = []; t.was = say(); } });
  on("focusout", e => { if (at(e.target, ".txt") && !at(e.relatedTarget, "[role=toolbar],dialog,.txt .chip")) { save(); txt = 0; } });
  on("selectionchange", () => { const s = getSelection(); if (txt && txt.contains(s.anchorNode)) spot = s.getRangeAt(0).cloneRange(); });
  on("close", e => { if (e.target.dataset.open === "") { save(); e.target.remove(); } });
  on("mousedown", e => at(e.target, "[data-wrap]") && e.preventDefault());
  on("click", e => {
    const chip = at(e.target, ".txt .chip"), offer = at(e.target, "[data-offer]"), wrap = at(e.target, "[data-wrap]");
    if (chip) { txt = at(chip, ".txt"); spot = document.createRange(); spot.selectNode(chip); }
    if (wrap && txt) spot.surroundContents(document.createElement(wrap.dataset.wrap));
    if (!offer || !spot) return;
    gone.push(...[...spot.cloneContents().querySelectorAll(".chip")].map(c => c.dataset.chip));
    spot.deleteContents();
    if (offer.dataset.offer) {
      const b = document.createElement("span");
      b.className = "chip"; b.contentEditable = false; b.dataset.chip = offer.dataset.offer; b.textContent = offer.textContent;
      spot.insertNode(b);
    }
    at(offer, "dialog").close();
  });
  on("keydown", e => e.altKey && e.key === "c" && document.getElementById("number").click());
})();
