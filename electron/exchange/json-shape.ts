/**
 * Looks over JSON before it is parsed, so that a small file cannot make a parser fill the memory or its stack: how deep it is nested
 * and of how many parts it is made. Says nothing about whether it is JSON at all. Called by `read-import.ts`.
 */

/** An export of Bitwarden's nests five deep. */
const mostDeep = 64;
/** Ten lists or objects an entry, and thirty members, at the most entries that are taken. */
const mostOpened = 2_500_000;
const mostMembers = 7_500_000;

const [quote, backslash, comma, openList, closeList, openObject, closeObject] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];

export function jsonShape(text: string): 'fine' | 'too-deep' | 'too-many' {
  let deep = 0;
  let opened = 0;
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      at = endOfString(text, at + 1);
    } else if (unit === comma) {
      members += 1;
    } else if (unit === openList || unit === openObject) {
      deep += 1;
      opened += 1;
    } else if (unit === closeList || unit === closeObject) {
      deep -= 1;
    }
    if (deep > mostDeep) {
      return 'too-deep';
    }
    if (opened > mostOpened || members > mostMembers) {
      return 'too-many';
    }
  }
  return 'fine';
}

/** Place of the quote that ends it, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === backslash) {
      at += 1;
    } else if (unit === quote) {
      return at;
    }
  }
  return text.length;
}
