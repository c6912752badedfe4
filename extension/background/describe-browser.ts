/** What the application's list calls this browser: `Chromium 141 on Linux`. Pure, from the user agent; for people, believed by nobody. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Firefox\/(\d+)/u, 'Firefox'],
  [/Edg\/(\d+)/u, 'Edge'],
  [/Vivaldi\/(\d+)/u, 'Vivaldi'],
  [/Chrome\/(\d+)/u, 'Chromium'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Windows/u, 'Windows'],
  [/Mac OS X/u, 'macOS'],
  [/CrOS/u, 'ChromeOS'],
  [/Linux/u, 'Linux'],
];

export function describeBrowser(userAgent: string): string {
  const found = browsers.flatMap(([pattern, name]) => {
    const version = pattern.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  return `${found ?? 'A browser'}${system === undefined ? '' : ` on ${system}`}`;
}
