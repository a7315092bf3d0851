// Words of a block as runs, numbers, emphasis.
(() => {
  const on = (n, f) => addEventListener(n, f, true), at = (e, s) => e?.closest?.(s);
  const fire = (t, n) => t.dispatchEvent(new Event(n, {bubbles: true}));
  let txt, spot, chip;
  const runs = (n, f) => [...n.childNodes].flatMap(c => c.data ? {text: c.data, ...f} : !c.tagName ? [] : c.tagName === "BR" ? {text: "\n"}
    : c.dataset.chip ? {chip: c.dataset.chip, ...f} : runs(c, {...f, ...{EM: {em: 1}, STRONG: {strong: 1}, A: {link: c.getAttribute("href")}}[c.tagName]}));
  const turn = to => {
    if (txt?.typed) { txt.typed = false; fire(txt, "change"); }
    if (txt = to) to.gone = [];
  };
  // words that are not saved go with any other change
  on("htmx:config:request", e => {
    const {request: {method, action, body}, sourceEvent} = e.detail.ctx;
    const t = method === "PUT" ? document.getElementById("t-" + action.split("/")[3]) : txt?.typed ? txt : document.querySelector(".txt[aria-invalid]");
    if (!t || method === "GET") return;
    if (sourceEvent?.type === "input" && !t.typed) { e.preventDefault(); e.stopPropagation(); }
    body.set("value", JSON.stringify({runs: runs(t), dropped: t.gone})); body.set("typed", t.id);
  });
  on("input", e => { const t = at(e.target, ".txt"); if (t) t.typed = true; });
  on("focusin", e => { const t = at(e.target, ".txt"); if (t && t !== txt) turn(t); });
  on("focusout", e => at(e.target, ".txt,.textbar") && !at(e.relatedTarget, ".txt,.textbar,dialog") && turn());
  on("selectionchange", () => { const s = getSelection(); if (txt?.contains(s.anchorNode)) spot = s.getRangeAt(0).cloneRange(); });
  on("close", e => { if (e.target.dataset.open) { turn(txt); chip = null; e.target.remove(); } });
  on("click", e => {
    const offer = at(e.target, "dialog [data-chip]"), wrap = at(e.target, "[data-wrap]")?.dataset.wrap, c = at(e.target, ".txt .chip");
    if (c?.dataset.claim) { chip = c; htmx.ajax("GET", "/text-numbers?claim=" + c.dataset.claim, "#dialog"); }
    if (wrap && txt?.contains(spot?.startContainer)) {
      const w = document.createElement(wrap), is = at(spot.startContainer.parentNode, ".txt " + wrap);
      if (is) is.replaceWith(...is.childNodes);
      else { w.append(spot.extractContents()); spot.insertNode(w); }
      fire(txt, "input"); txt.focus();
    }
    if (!offer || !txt) return;
    const b = offer.cloneNode(true), put = b.dataset.chip ? b : "";
    b.className = "chip";
    if (chip) { txt.gone.push(chip.dataset.chip); chip.replaceWith(put); } else spot?.insertNode(put);
    fire(txt, "input"); at(offer, "dialog").close();
  });
})();
