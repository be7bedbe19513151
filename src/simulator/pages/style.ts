/** Inline, so that the page needs nothing from anywhere. Logical properties: it mirrors for Arabic. */
export const STYLE = `
:root { color-scheme: light dark; --ink:#16202c; --soft:#5c6b7a; --line:#e3e8ee; --paper:#fff;
  --ground:#eef2f6; --brand:#0a6e6a; --brand-ink:#fff; --note:#fff4dc; --note-ink:#6b4b00 }
@media (prefers-color-scheme: dark) { :root { --ink:#edf2f7; --soft:#9fb0c0; --line:#2b3744;
  --paper:#18212b; --ground:#0e141b; --brand:#2bb5ac; --brand-ink:#06201e; --note:#3a2f14;
  --note-ink:#ffdf9e } }
* { box-sizing:border-box }
body { margin:0; min-height:100vh; min-height:100dvh; display:grid; place-items:center;
  padding:1rem; background:var(--ground); color:var(--ink);
  font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif }
main { inline-size:100%; max-inline-size:26rem; background:var(--paper); border-radius:1.25rem;
  overflow:hidden; box-shadow:0 1px 2px rgb(0 0 0/.06),0 12px 32px rgb(0 0 0/.10) }
header { display:flex; justify-content:space-between; align-items:center;
  padding:1rem 1.5rem; border-block-end:1px solid var(--line) }
header strong { letter-spacing:.01em } header a { color:var(--brand); text-decoration:none }
.simulated { margin:0; padding:.45rem 1.5rem; font-size:.8125rem; text-align:center;
  background:var(--note); color:var(--note-ink) }
section { padding:1.5rem }
.label { margin:0; color:var(--soft); font-size:.875rem }
h1 { margin:.1rem 0 1rem; font-size:1.125rem; font-weight:600; overflow-wrap:anywhere }
.amount { margin:0 0 1.25rem; font-size:2.25rem; font-weight:700; line-height:1.1;
  font-variant-numeric:tabular-nums } .amount small { font-size:1rem; font-weight:600; color:var(--soft) }
dl { display:grid; grid-template-columns:auto 1fr; gap:.4rem 1rem; margin:0 0 1.25rem;
  padding-block:.9rem; border-block:1px solid var(--line); font-size:.9375rem }
dt { color:var(--soft) } dd { margin:0; text-align:end; overflow-wrap:anywhere;
  font-variant-numeric:tabular-nums }
fieldset { display:flex; flex-wrap:wrap; gap:.5rem; margin:0 0 1.25rem; padding:0; border:0 }
legend { padding:0 0 .4rem; color:var(--soft); font-size:.875rem }
fieldset label { flex:1; display:flex; gap:.5rem; align-items:center; padding:.7rem .6rem;
  border:1px solid var(--line); border-radius:.75rem; cursor:pointer; font-size:.9375rem;
  white-space:nowrap }
fieldset label:has(:checked) { border-color:var(--brand); box-shadow:inset 0 0 0 1px var(--brand) }
input { accent-color:var(--brand) }
button,.button { display:block; inline-size:100%; min-block-size:3rem; padding:.7rem 1rem; border:0;
  border-radius:.75rem; font:inherit; font-weight:600; text-align:center; text-decoration:none;
  cursor:pointer; background:var(--brand); color:var(--brand-ink) }
button.quiet { margin-block-start:.6rem; background:none; color:var(--soft); font-weight:500 }
button:focus-visible,.button:focus-visible,a:focus-visible { outline:3px solid var(--brand);
  outline-offset:2px }
.notice { margin:0 0 1.25rem; padding:.7rem .9rem; border-radius:.75rem; background:var(--note);
  color:var(--note-ink); font-size:.9375rem }
.mark { inline-size:3.5rem; block-size:3.5rem; margin-block-end:1rem; border-radius:50%;
  display:grid; place-items:center; font-size:1.6rem; background:var(--brand); color:var(--brand-ink) }
.mark.closed { background:var(--line); color:var(--soft) }
`
