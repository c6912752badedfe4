/**
 * A name from anywhere as a file name that any of the three systems takes and shows as it is: no folders, no marks that turn the
 * order of letters around, nothing hidden, short enough. Called for names of vaults and attachments.
 */

const mostBytes = 200;
const mostEndingBytes = 24;

function bytesOf(point: string): number {
  const code = point.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}

/** As much of the text as fits into so many bytes of UTF-8; no character is cut in two. */
function cut(text: string, bytes: number): string {
  let left = bytes;
  const kept: string[] = [];
  for (const point of text) {
    left -= bytesOf(point);
    if (left < 0) {
      break;
    }
    kept.push(point);
  }
  return kept.join('');
}

/** @param otherwise where nothing is left of the name. */
export function plainFileName(name: string, otherwise: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  const clean = last
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}<>:"|?*]/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= mostEndingBytes ? cut(clean.slice(dot), mostEndingBytes) : '';
  const short = `${cut(clean.slice(0, clean.length - ending.length), mostBytes - mostEndingBytes).trimEnd()}${ending}`;
  if (short === '') {
    return otherwise;
  }
  // Windows takes these for devices, whatever their ending.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(short) ? `_${short}` : short;
}
