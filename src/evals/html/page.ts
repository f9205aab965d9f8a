import { createHash } from "node:crypto";

import { html, Markup } from "./markup.ts";

const style = `
:root { color-scheme: light dark; --line: #8884; --good: #18794e; --bad: #b3261e; --mute: #6b7280; }
@media (prefers-color-scheme: dark) { :root { --good: #5bd39b; --bad: #ff8a80; --mute: #9ca3af; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; } h3, h4 { font-size: 1rem; margin: 1rem 0 .25rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; }
td.figure, th.figure { text-align: right; } td.figure { white-space: nowrap; } thead th.figure { max-width: 10rem; vertical-align: bottom; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; }
details > :not(summary) { margin-left: 1rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
blockquote { margin: .25rem 0; padding-left: .75rem; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; } .mute { color: var(--mute); }
#filter { display: none; border: 0; padding: 0; margin: 1rem 0; } .scripted #filter { display: block; }
#filter label { margin-right: 1rem; }
`;

const script = `
document.documentElement.classList.add("scripted");
document.getElementById("filter").addEventListener("change", function (event) {
  document.querySelectorAll("details[data-result]").forEach(function (item) {
    item.hidden = event.target.value !== "all" && item.dataset.result !== event.target.value;
  });
});
`;

/** A whole page in one file: nothing is loaded from anywhere, and its policy lets no other script or style run. */
export function page(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          ${new Markup(`<style>${style}</style>`)}
        </head>
        <body>
          ${body} ${new Markup(`<script>${script}</script>`)}
        </body>
      </html>`.text
  }\n`;
}

/** The choice of which items are shown; it is there only where scripts run. */
export const filter = html`<fieldset id="filter">
  <legend class="mute">Show</legend>
  ${[
    ["all", "all items"],
    ["passed", "passed"],
    ["failed", "not passed"],
  ].map(
    ([value = "", words = ""]) =>
      html`<label
        ><input type="radio" name="show" value="${value}" ${value === "all" ? new Markup(' checked=""') : null} />
        ${words}</label
      >`,
  )}
</fieldset>`;

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
