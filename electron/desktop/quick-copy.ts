/**
 * When and where the quick window shows: on the display where the pointer is, until Esc, a copy, or another window takes the focus.
 * Electron's window and screen are passed in. Not here: the window itself (`quick-window.ts`), what stands in it (`renderer`).
 */
import type { Rectangle } from 'electron';
import type { Heard } from '../../shared/contract.ts';

/** The part of Electron's window that is used. */
export type QuickFrame = {
  setBounds(bounds: Rectangle): void;
  show(): void;
  focus(): void;
  blur(): void;
  hide(): void;
  isVisible(): boolean;
  isFocused(): boolean;
  on(event: 'blur' | 'focus' | 'closed', heard: () => void): unknown;
};

export type QuickCopy = {
  /** Makes the window, hidden, so that it shows at once when it is wanted. */
  prepare(): void;
  /** The shortcut: shows it, or puts it away where it has the focus. */
  toggle(): void;
  /** @param text what it shall look for. */
  show(text: string): void;
  hide(): void;
  isShown(): boolean;
  /** A touch is asked for: the system's own dialog may take the focus meanwhile. */
  hold(untilMilliseconds: number): void;
  letGo(): void;
};

export type QuickCopyDeps<Frame extends QuickFrame> = {
  /** The window there is, or a new one. */
  readonly window: () => Frame;
  readonly size: { readonly width: number; readonly height: number };
  /** The usable part of the display where the pointer is. */
  readonly workArea: () => Rectangle;
  readonly now: () => number;
  readonly platform: NodeJS.Platform;
  readonly shown: (text: string) => void;
  readonly hidden: () => void;
};

/** A little above the middle, where eyes are. */
const heightShare = 0.24;

export function placeIn(area: Rectangle, size: { readonly width: number; readonly height: number }): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + Math.min((area.height - height) * 0.5, area.height * heightShare)),
    width,
    height,
  };
}

export function makeQuickCopy<Frame extends QuickFrame>(deps: QuickCopyDeps<Frame>): QuickCopy {
  let known: Frame | null = null;
  let heldUntil = -Infinity;
  let isHiding = false;

  const letGo = (): void => {
    heldUntil = -Infinity;
  };

  function hide(): void {
    if (isHiding || known?.isVisible() !== true) {
      return;
    }
    // Both of these tell of the lost focus, which would come here once more.
    isHiding = true;
    letGo();
    if (deps.platform === 'win32') {
      // Windows gives the focus to whatever had it before only where it is given up first.
      known.blur();
    }
    known.hide();
    isHiding = false;
    deps.hidden();
  }

  function find(): Frame {
    const window = deps.window();
    if (window !== known) {
      known = window;
      window.on('blur', () => {
        if (window === known && deps.now() >= heldUntil) {
          hide();
        }
      });
      // Back from the system's dialog.
      window.on('focus', letGo);
      window.on('closed', () => {
        known = window === known ? null : known;
      });
    }
    return window;
  }

  function show(text: string): void {
    const window = find();
    letGo();
    window.setBounds(placeIn(deps.workArea(), deps.size));
    window.show();
    window.focus();
    deps.shown(text);
  }

  return {
    prepare: () => void find(),
    show,
    hide,
    letGo,
    isShown: () => known?.isVisible() === true,
    toggle() {
      if (known?.isVisible() === true && known.isFocused()) {
        hide();
      } else {
        show('');
      }
    },
    hold(untilMilliseconds) {
      heldUntil = untilMilliseconds;
    },
  };
}

type KeyEvent = 'key.asked' | 'key.awaited' | 'key.withdrawn';

/** The ceremony's way to the pages, which holds the quick window for as long as a touch is asked for. */
export function holdWhileAsked(quick: Pick<QuickCopy, 'hold' | 'letGo'>, tell: <Name extends KeyEvent>(name: Name, payload: Heard<Name>) => void): typeof tell {
  return (name, payload) => {
    if ('endsAt' in payload) {
      quick.hold(payload.endsAt);
    } else {
      quick.letGo();
    }
    tell(name, payload);
  };
}
