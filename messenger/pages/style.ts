// The pages' one style sheet: calm, phone first, light and dark. Colours are named by role.

export const STYLE = `
:root {
  color-scheme: light dark;
  --canvas: #f5f7f7; --surface: #fff; --sunken: #e9eeee; --ink: #16211f; --ink-2: #3f4c4a; --ink-3: #55625f;
  --line: #d3dad9; --edge: #6e7c79; --accent: #135468; --accent-tint: #e1eef1; --on-accent: #fff; --focus: #0b3fa8;
  --font: "Pretendard Variable", Pretendard, "Apple SD Gothic Neo", "Noto Sans KR", "Malgun Gothic", system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #121817; --surface: #1a2221; --sunken: #0d1211; --ink: #ecf1ef; --ink-2: #c0cac7; --ink-3: #a3afac;
    --line: #323d3b; --edge: #7f8d8a; --accent: #8cc7d8; --accent-tint: #1b3138; --on-accent: #0d1211; --focus: #9dbcff;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--canvas); color: var(--ink);
  font: 400 1.0625rem/1.6 var(--font); word-break: keep-all; overflow-wrap: anywhere; }
:lang(en) { word-break: normal; }
a { color: var(--accent); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.35; font-weight: 680; text-wrap: balance; }
p { margin: 0; }
header, footer { background: var(--surface); border-bottom: 1px solid var(--line); }
header > div, footer > div, main { width: 100%; max-width: 42rem; margin: 0 auto; padding: .75rem 1.25rem; }
header > div { display: flex; align-items: center; gap: 1rem; min-height: 3.25rem; }
header .wordmark { font-weight: 680; color: var(--ink); text-decoration: none; margin-right: auto; }
header a:not(.wordmark) { display: inline-flex; align-items: center; min-height: 2.75rem; font-size: .9375rem; }
main { flex: 1; padding-top: 2rem; padding-bottom: 3rem; }
footer { border: 0; border-top: 1px solid var(--line); color: var(--ink-3); font-size: .875rem; }
.quiet { color: var(--ink-3); font-size: .9375rem; }
.lead { margin-top: .25rem; color: var(--ink-2); }
.list { list-style: none; margin: 1.5rem 0 0; padding: 0; }
.rooms li + li { border-top: 1px solid var(--line); }
.rooms a { display: flex; align-items: center; min-height: 3rem; padding: .5rem 0; text-decoration: none; font-weight: 550; }
.rooms a:hover { text-decoration: underline; }
.messages { display: grid; gap: 1rem; }
.message { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; }
.message.absent { background: var(--sunken); border-style: dashed; border-color: var(--edge); color: var(--ink-2); }
.message .by { display: flex; flex-wrap: wrap; gap: .125rem .75rem; align-items: baseline; }
.message .who { font-weight: 680; }
.message .by time, .message .by a { color: var(--ink-3); font-size: .875rem; }
.message .text { margin-top: .375rem; white-space: pre-wrap; }
.message figure { margin: .75rem 0 0; }
.message img, .message video { display: block; width: min(100%, 30rem); height: auto; border-radius: 6px; background: var(--sunken); }
.message figure.gone { border: 1px dashed var(--edge); border-radius: 6px; background: var(--sunken); color: var(--ink-2);
  padding: 1.5rem 1rem; text-align: center; font-size: .9375rem; }
.forwarded { margin-top: .375rem; color: var(--ink-3); font-size: .875rem; }
.more { margin-top: 1.5rem; }
.more a, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .5rem 1.125rem;
  border: 1px solid var(--edge); border-radius: 6px; background: var(--surface); color: var(--ink); font: inherit; font-weight: 550;
  text-decoration: none; cursor: pointer; }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
form { display: grid; gap: 1rem; max-width: 24rem; margin-top: 1.5rem; }
label { font-weight: 550; }
input { display: block; width: 100%; min-height: 2.75rem; margin-top: .375rem; padding: .5rem .75rem; border: 1px solid var(--edge);
  border-radius: 6px; background: var(--surface); color: var(--ink); font: inherit; }
.refused { margin-top: 1rem; padding: .75rem 1rem; border-left: 3px solid var(--accent); background: var(--accent-tint); }
@media (forced-colors: active) { .message { border-color: CanvasText; } }
`;
