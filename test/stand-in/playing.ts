/**
 * Hands a part that fits out as the whole: Electron's objects have hundreds of members, the stand-in plays those
 * the application uses. Every member is checked against electron.d.ts; one that is not played is not there, and
 * calling it is a TypeError. Called by every `played-*` file; nothing else may cast.
 */
import type {} from 'electron';

export function playing<Real extends object>(part: Partial<Real>, base: object = {}): Real {
  const whole: object = Object.defineProperties(base, Object.getOwnPropertyDescriptors(part));
  return whole as Real;
}

/** An event as Electron's emitters pass it: cancellable, with what the particular event adds. */
export function cancellable<Extra extends object>(extra: Extra): Extra & { preventDefault(): void; defaultPrevented: boolean } {
  const event = {
    ...extra,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
