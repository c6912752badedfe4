import { describe, expect, it } from 'vitest';
import { plainFileName } from '../../../shared/plain-file-name.ts';

describe('a name for a file', () => {
  it.each([
    ['Deed.pdf', 'Deed.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\notes.txt', 'notes.txt'],
    ['..', 'file'],
    ['', 'file'],
    ['a/', 'file'],
    ['.bashrc', 'bashrc'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['two\nlines\u0000.txt', 'two lines.txt'],
    ['nul.txt', '_nul.txt'],
    ['CON', '_CON'],
    ['what? <this>: "that".md', 'what   this    that.md'],
    ['ends with a dot. ', 'ends with a dot'],
  ])('%j becomes %j', (name, plain) => {
    expect(plainFileName(name, 'file')).toBe(plain);
  });

  it('is at most two hundred bytes long in any script, and keeps its ending', () => {
    for (const letter of ['x', 'é', '保', '🗝']) {
      const plain = plainFileName(`${letter.repeat(400)}.pdf`, 'file');
      expect(Buffer.byteLength(plain)).toBeLessThanOrEqual(200);
      expect(Buffer.byteLength(plain)).toBeGreaterThan(160);
      expect(plain).toMatch(new RegExp(`^${letter}+\\.pdf$`, 'u'));
    }
  });
});
