/** What a page of the collection expects, from the comment at its head. Parsed strictly: a misspelt expectation must not pass for none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const expectation = z.strictObject({
  /** A sentence about the page. */
  trait: z.string().min(10),
  url: z.url().optional(),
  /** Part of the address of the frame that has the field; the page's own where absent. */
  frame: z.string().optional(),
  /** Clicked first, for pages that show their form later. */
  first: z.string().optional(),
  /** The field that is clicked. */
  focus: z.string(),
  /** Scripts move the focus; nobody clicks. */
  untouched: z.boolean().default(false),
  shows: z.enum(['offers', 'suggestion', 'question', 'sentence', 'none']),
  /** All titles that are offered, in order. */
  titles: z.array(z.string()).optional(),
  /** The title to choose; with `filled` and none, the first. `-` for nobody chooses. */
  choose: z.string().optional(),
  /** Answers the question with yes before choosing. */
  agree: z.boolean().default(false),
  /** Chosen as fast as a machine can, before a person could have seen what it was. */
  hurry: z.boolean().default(false),
  /** What stands in the fields afterwards. Everything else holds nothing of the vault. */
  filled: z.record(z.string(), z.string()).default({}),
  /** The popup's own "Fill" is tried afterwards, and fills or does not. */
  popupFills: z.boolean().optional(),
});
export type Expectation = z.infer<typeof expectation>;

export interface CollectedPage {
  readonly name: string;
  readonly isHostile: boolean;
  readonly text: string;
  readonly expected: Expectation;
}

function collect(folder: string, isHostile: boolean): readonly CollectedPage[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.html') && !file.startsWith('frame-'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const head = /^<!--(.*?)-->/su.exec(text)?.[1];
      if (head === undefined) {
        throw new Error(`${file} says at its head nothing of what it expects.`);
      }
      return { name: file.replace(/\.html$/u, ''), isHostile, text, expected: expectation.parse(JSON.parse(head)) };
    });
}

export function collectPages(): readonly CollectedPage[] {
  return [...collect('test/pages/honest', false), ...collect('test/pages/hostile', true)];
}

/** Any file of the collection, frames among them, by name. The expectation stays here: a page must not read it. */
export function findPageText(name: string): string | undefined {
  if (!/^[a-z0-9-]+(\.html)?$/u.test(name)) {
    return undefined;
  }
  const file = name.endsWith('.html') ? name : `${name}.html`;
  const folder = ['test/pages/honest', 'test/pages/hostile'].find((one) => readdirSync(one).includes(file));
  const text = folder === undefined ? undefined : readFileSync(join(folder, file), 'utf8').replace(/^<!--.*?-->\s*/su, '');
  return text === undefined || /^<!doctype/iu.test(text) ? text : `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>\n<style>body{font:16px sans-serif;margin:24px}label{display:block;margin:8px 0}</style>\n${text}`;
}
