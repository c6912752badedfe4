/**
 * The part of the contract about quick copy and about running in the background: shortcut, tray, start at login. `contract.ts` takes it
 * into the one table; which calls the quick window may make stands in `electron/ipc/role-calls.ts`.
 */
import { z } from 'zod';
import { call, none, nothing } from './call-shape.ts';
import { id } from './ids.ts';
import { instant } from './item.ts';
import { row } from './views.ts';

/** What the desktop lets this app do; the settings screen says it. */
export const desktopState = z.object({
  /** `taken`: another program has it, or the system keeps it. `asked`: the desktop decides, and tells nobody (Wayland). */
  shortcut: z.enum(['working', 'asked', 'taken', 'off']),
  /** `no-host`: nothing on this desktop shows icons of programs. `unknown`: nobody could be asked. */
  tray: z.enum(['shown', 'no-host', 'unknown']),
  /** `unavailable`: only an installed program can be started at login. */
  startAtLogin: z.enum(['on', 'off', 'unavailable']),
});
export type DesktopState = z.infer<typeof desktopState>;

/** Rows of the quick window, in their three groups; none stands in two. */
const found = z.object({ onPage: z.array(row), recent: z.array(row), rows: z.array(row), total: z.number().int() });

export const quickCalls = {
  'desktop.state': call(nothing, desktopState, { whileLocked: true }),
  'desktop.setStartAtLogin': call(z.object({ on: z.boolean() }), desktopState),
  /** While the person presses keys to choose a shortcut, the one in force must not act. */
  'desktop.recordShortcut': call(z.object({ recording: z.boolean() }), none),
  'quick.find': call(z.object({ text: z.string().max(500) }), found),
  /** Puts the quick window away; the focus goes where it was. */
  'quick.hide': call(nothing, none, { whileLocked: true }),
  /** The main window in its place, for what the quick window does not do. */
  'quick.openMain': call(nothing, none, { whileLocked: true }),
  'item.copyCode': call(z.object({ itemId: id }), z.object({ fieldId: id, clearsAt: instant.nullable() })),
  /** The running code of an item, without the rest of it. */
  'item.currentCode': call(z.object({ itemId: id }), z.object({ code: z.string(), periodSeconds: z.number().int(), endsAt: instant }), { secret: true }),
} as const;

export const quickEvents = {
  'desktop.changed': desktopState,
  /** The quick window is on the screen; `text` is what it shall look for. */
  'quick.shown': z.object({ text: z.string() }),
  'quick.hidden': z.object({}),
} as const;
