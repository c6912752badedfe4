/**
 * From the bytes of an export to text: UTF-8 with or without a mark, UTF-16, and files that a spreadsheet saved in the
 * old Western encoding. Line by line where a file is not wholly UTF-8, so that one bad byte costs one line at most.
 * Called by `read-import.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';

export type DecodedText = {
  readonly text: string;
  /** Lines, counted from 1, that were not UTF-8 and were read as Windows-1252. */
  readonly mendedLines: ReadonlySet<number>;
};

const newline = 0x0a;
/** More than an export of the most entries with long notes has. */
export const mostLines = 1_000_000;

/**
 * Windows-1252 where it differs from Latin-1: bytes 0x80 to 0x9f. Written out, because Node 20's own decoder takes the
 * one for the other.
 */
const windowsOnly = '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWestern(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x80 && byte <= 0x9f ? windowsOnly.charAt(byte - 0x80) : String.fromCharCode(byte))).join('');
}

/** Latin text in UTF-16 has a zero in every other byte; a mark settles it. */
function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le';
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return 'utf-16be';
  }
  if (bytes.length >= 4 && bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) {
    return 'utf-16le';
  }
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 && bytes[3] !== 0) {
    return 'utf-16be';
  }
  return null;
}

function decodeByLine(bytes: Uint8Array): DecodedText {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  const mendedLines = new Set<number>();
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    if (line > mostLines) {
      throw new VaultFailure('import.too-many');
    }
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found + 1;
    const part = bytes.subarray(start, end);
    try {
      parts.push(strict.decode(part));
    } catch {
      parts.push(decodeWestern(part));
      mendedLines.add(line);
    }
    start = end;
  }
  return { text: parts.join(''), mendedLines };
}

/** What had to be guessed is told. Fails only with `import.too-many`, for text that is not UTF-8 and has no end of lines. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const utf16 = utf16Label(bytes);
  if (utf16 !== null) {
    return { text: new TextDecoder(utf16).decode(bytes), mendedLines: new Set() };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), mendedLines: new Set() };
  } catch {
    return decodeByLine(bytes);
  }
}
