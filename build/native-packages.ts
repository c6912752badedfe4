/**
 * Packages with a compiled part: they stay outside the bundle and outside the asar archive. Read by bundle.ts and by
 * the packaging configuration.
 */
export const nativePackages = ['argon2', 'koffi'] as const;
