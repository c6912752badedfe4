/**
 * How the chooser looks. Colours as in the application's tokens; the system's own typeface, because a font of ours would have to be
 * readable by every page. SECURITY: one size always, so that a page that feels for its edges learns nothing of what stands in it.
 */
export const chooserSize = { width: 320, height: 236 } as const;

export const chooserStyle = `
:host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important; display: block !important; opacity: 1 !important; filter: none !important; transform: none !important; transition: none !important; animation: none !important; clip-path: none !important; mask: none !important; contain: none !important; content-visibility: visible !important; pointer-events: auto !important; visibility: visible !important; zoom: 1 !important; }
.place { all: initial; position: fixed; margin: 0; padding: 0; border: 0; width: ${chooserSize.width}px; height: ${chooserSize.height}px; overflow: hidden; color-scheme: light dark; background: light-dark(#fffdfa, #1d1c19); outline: 1px solid light-dark(#d3ccc0, #3d3a34); outline-offset: -1px; font: 400 14px/20px system-ui, sans-serif; color: light-dark(#1d1b18, #efebe4); cursor: default; user-select: none; -webkit-user-select: none; }
.place:not(:popover-open) { display: none; }
.place * { box-sizing: border-box; }
.panel { display: flex; flex-direction: column; height: 100%; }
.head, .foot { flex: none; padding: 8px 12px; font-size: 12.5px; line-height: 16px; color: light-dark(#6b665e, #aaa49a); }
.head { display: flex; gap: 8px; border-bottom: 1px solid light-dark(#e4dfd6, #2e2c28); }
.head b { font-weight: 600; color: light-dark(#1d1b18, #efebe4); }
.head span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.foot { border-top: 1px solid light-dark(#e4dfd6, #2e2c28); min-height: 33px; }
.rows { flex: 1; overflow-y: auto; padding: 4px; min-height: 0; scrollbar-width: thin; }
.row { display: flex; align-items: center; gap: 12px; width: 100%; height: 48px; padding: 0 8px; border-radius: 8px; }
.row:hover { background: light-dark(#f3eee8, #252420); }
.row[aria-selected=true] { background: light-dark(#f6ead2, #352b17); box-shadow: inset 0 0 0 1px light-dark(#b98524, #d9a441); }
.tile { flex: none; width: 32px; height: 32px; border-radius: 8px; display: grid; place-items: center; font-size: 12.5px; font-weight: 600; background: light-dark(#efece6, #2b2925); color: light-dark(#1d1b18, #efebe4); }
.text { min-width: 0; flex: 1; }
.title, .sub { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sub { font-size: 12.5px; line-height: 16px; color: light-dark(#6b665e, #aaa49a); }
.secret { font-family: ui-monospace, monospace; font-size: 13px; }
.say { padding: 16px 12px; display: grid; gap: 12px; justify-items: start; }
.say p { margin: 0; overflow-wrap: anywhere; }
.act { all: unset; box-sizing: border-box; padding: 8px 16px; border-radius: 8px; background: light-dark(#1d1b18, #efebe4); color: light-dark(#fffdfa, #1d1b18); font: 600 14px/20px system-ui, sans-serif; cursor: default; }
.act:hover { background: light-dark(#35322d, #ffffff); }
.act[aria-selected=true] { outline: 2px solid light-dark(#a06f14, #d9a441); outline-offset: 2px; }
`;
