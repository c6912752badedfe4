/**
 * What each played part forgets when tests start the application anew inside the same process (test-channel.ts):
 * everything a process would forget. Called by the parts as they load, and by played-app.ts.
 */
const resets: (() => void)[] = [];

export function onReset(forget: () => void): void {
  resets.push(forget);
}

export function resetAll(): void {
  resets.forEach((forget) => forget());
}
