// The desk's own script: what htmx sends with a request, keys, focus, dialogs and growing fields.
// Without it every page can be read.
(() => {
  const $ = s => document.querySelector(s);
  const typing = e => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable;
  const press = keys => $(`[aria-keyshortcuts~="${keys}"]`)?.click();
  const dirty = new Set();
  let turn = 0;

  addEventListener("htmx:config:request", e => {
    const {ctx} = e.detail, {request} = ctx;
    const meta = $("meta[name=desk]");
    request.headers["X-Desk"] = meta.content;
    request.headers["X-Window"] = meta.dataset.window;
    if (request.method !== "PUT") return;
    const write = request.body.get("write") ?? (ctx.sourceEvent?.type === "change" ? "1" : "0");
    request.body.set("write", write); request.body.set("turn", ++turn);
    const id = ctx.sourceElement.id;
    write === "1" ? dirty.delete(id) : dirty.add(id);
  });
  // an open field that was changed is never replaced by what comes from the server
  addEventListener("htmx:before:swap", e => {
    for (const t of e.detail.tasks ?? []) {
      const on = document.activeElement;
      if (t.target && t.target !== on && dirty.has(on?.id) && t.target.contains(on) && e.detail.ctx?.sourceElement?.hasAttribute("hx-sse:connect")) t.target = null;
    }
  });
  addEventListener("htmx:after:swap", () => {
    $("dialog[data-open]:not([open])")?.showModal();
    document.querySelectorAll("textarea").forEach(grow);
    mark();
  });
  addEventListener("htmx:sse:error", () => $("#ended").hidden = false);
  addEventListener("htmx:sse:after:connection", () => $("#ended").hidden = true);
  addEventListener("htmx:error", () => $("#ended").hidden = false);

  const grow = t => { t.style.height = 0; t.style.height = t.scrollHeight + 2 + "px"; };
  const mark = () => {
    const claim = $("#form")?.dataset.claim;
    document.querySelectorAll("#list a").forEach(a => a.id === "row-" + claim ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current"));
    document.querySelectorAll(".slot").forEach(s => {
      const field = document.getElementById(s.id.replace("find-", ""));
      if (!field) return;
      s.firstElementChild ? field.setAttribute("aria-describedby", s.id) : field.removeAttribute("aria-describedby");
      s.querySelector(".error") ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
    });
  };
  const move = by => {
    const all = [...document.querySelectorAll("#list a")];
    const at = Math.max(all.indexOf(document.activeElement), all.findIndex(a => a.hasAttribute("aria-current")));
    const to = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    to?.focus(); to?.scrollIntoView({block: "nearest"});
  };
  const show = (tab, at) => { if (innerWidth <= 1180) $(".desk").dataset.tab = tab; $(at)?.focus(); };
  const finding = () => ($("[aria-invalid=true]") ?? $("#list .flag svg")?.closest("a"))?.focus();
  const single = {"/": () => $("#q")?.focus(), j: () => move(1), k: () => move(-1), f: () => show("form", "#form"),
    g: () => show("table", "#table button, #table a"), n: () => $(".railfoot .btn")?.click(), c: finding,
    u: () => press("u"), b: () => press("b"), p: () => press("p"), "?": () => $("#keys")?.showModal()};
  addEventListener("keydown", e => {
    if (e.key === "Escape" && typing(e)) return document.activeElement.blur();
    if (e.key === "Enter" && e.target.matches?.("textarea") && !e.shiftKey && !e.target.dataset.lines) { e.preventDefault(); return e.target.blur(); }
    if (typing(e) || e.altKey || $("dialog[open]")) return;  // a field keeps its own undo
    if (e.ctrlKey || e.metaKey) {
      if (e.key.toLowerCase() === "z") { e.preventDefault(); press(e.shiftKey ? "Control+Shift+Z" : "Control+Z"); }
    } else if (single[e.key] && $("#keys-on")?.checked !== false) { e.preventDefault(); single[e.key](); }
  });
  addEventListener("input", e => { if (e.target.tagName === "TEXTAREA") grow(e.target); });
  addEventListener("click", e => {
    if (e.target.closest("[data-keys]")) $("#keys").showModal();
    const size = e.target.closest("[data-size]");
    if (size) { size.parentNode.querySelectorAll("button").forEach(b => b.setAttribute("aria-pressed", b === size)); $("#table").classList.toggle("whole", size.dataset.size === "whole"); }
    const put = e.target.closest("[data-put]");
    if (put) { const f = document.getElementById(put.dataset.put); f.value = put.dataset.text; f.dispatchEvent(new Event("change", {bubbles: true})); f.focus(); }
    const tab = e.target.closest(".tabs a, .tabback");
    if (tab) { e.preventDefault(); $(".desk").dataset.tab = new URL(tab.href).searchParams.get("tab"); }
  });
  addEventListener("resize", () => document.querySelectorAll("textarea").forEach(grow));
  addEventListener("beforeunload", e => { if (dirty.size) e.preventDefault(); });
  addEventListener("DOMContentLoaded", () => { document.querySelectorAll("textarea").forEach(grow); mark(); });
})();
