// Changes, keys, focus, dialogs. Without it every page can be read.
(() => {
  const $ = s => document.querySelector(s), all = s => [...document.querySelectorAll(s)];
  const on = (names, f) => names.split(" ").forEach(n => addEventListener(n, f));
  const typing = t => t.matches("input,textarea,select,.txt");
  const set = (e, name, value) => value ? e.setAttribute(name, value) : e.removeAttribute(name);
  const dirty = new Set();
  let turn = 0;

  on("htmx:config:request", ({detail: {ctx: {request, sourceEvent, sourceElement}}}) => {
    if (request.method !== "PUT") return;
    const write = request.body.get("write") ?? (sourceEvent?.type === "change" ? "1" : "0");
    request.body.set("write", write); request.body.set("turn", ++turn);
    dirty[write === "1" ? "delete" : "add"](sourceElement.id);
  });
  // a field that is being changed is not replaced by what another one caused
  on("htmx:before:swap", ({detail: {tasks, ctx}}) => {
    const at = document.activeElement;
    if (dirty.has(at?.id) && ctx?.sourceElement?.hasAttribute("hx-sse:connect"))
      for (const t of tasks ?? []) if (t.target !== at && t.target?.contains(at)) t.target = null;
  });
  on("htmx:after:swap DOMContentLoaded", () => {
    all('[data-open=""]').forEach(d => d.showModal(d.dataset.open = 1));
    all("#list a").forEach(a => set(a, "aria-current", a.id === "row-" + $("#form")?.dataset.claim));
    all(".slot").forEach(s => {
      const field = document.getElementById(s.id.replace("find-", ""));
      if (!field) return;
      set(field, "aria-describedby", s.firstElementChild && s.id);
      set(field, "aria-invalid", s.querySelector(".error") && "true");
    });
  });
  on("htmx:sse:error htmx:error htmx:sse:after:connection", e => $("#ended").hidden = e.type.endsWith("n"));

  const move = by => {
    const rows = all("#list a"), at = rows.indexOf($("#list a:focus") ?? $("#list [aria-current]"));
    rows[Math.max(at + by, 0)]?.focus();
  };
  const show = (tab, at) => { $(".desk").dataset.tab = tab; $(at)?.focus(); };
  const single = {"/": () => $("#q")?.focus(), j: () => move(1), k: () => move(-1), f: () => show("form", "#form"),
    g: () => show("table", "#table :checked, #table a"),
    c: () => ($("[aria-invalid=true]") ?? $("#list .flag svg")?.closest("a"))?.focus()};
  on("keydown", e => {
    const t = e.target, held = e.ctrlKey || e.metaKey ? "Control+" : e.altKey ? "Alt+" : "";
    if (e.key === "Escape" && typing(t)) return t.blur();
    if (e.key === "Enter" && t.matches("textarea:not([data-lines])") && !e.shiftKey) { e.preventDefault(); return t.blur(); }
    if ($("dialog[open]") || typing(t) && held !== "Alt+" || !held && $("#keys-on")?.checked === false) return;  // a field keeps its own undo
    const keys = held && e.key.length < 2 ? held + (e.shiftKey ? "Shift+" : "") + e.key.toUpperCase() : held + e.key;
    const b = all(`[aria-keyshortcuts~="${CSS.escape(keys)}"]`).find(b => (b.closest(".blk") ?? document).contains(t)), f = single[keys];
    if (f || b) { e.preventDefault(); f ? f() : b.click(); }
  });
  on("click", e => {
    const put = e.target.closest("[data-put]"), tab = e.target.closest(".tabs a, .tabback");
    if (put) { const f = document.getElementById(put.dataset.put); f.value = put.dataset.text; f.dispatchEvent(new Event("change", {bubbles: true})); f.focus(); }
    if (tab) { e.preventDefault(); $(".desk").dataset.tab = new URL(tab.href).searchParams.get("tab"); }
  });
  on("beforeunload", e => dirty.size && e.preventDefault());
})();
