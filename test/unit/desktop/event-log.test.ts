import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { framesOf, openEventLog } from '../../../electron/desktop/event-log.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();

describe('the log of bugs', () => {
  it.each(['hunter2', 'boom\n    at hunter2', 'boom\n    at hunter2 (file:///x.ts:1:2)\n    at hunter2:3:4'])('writes no line of the message %j', (message) => {
    const written = framesOf(new TypeError(message));
    expect(written).not.toContain('hunter2');
    expect(written).toContain('TypeError');
    expect(written).toMatch(/at .*event-log\.test\.ts:\d+:\d+/u);
  });

  it('writes no frame where the message was changed after it was thrown', () => {
    const error = new Error('boom\n    at hunter2 (file:///x.ts:1:2)');
    // Made when it is first looked at.
    expect(error.stack).toContain('hunter2');
    error.message = 'another';
    expect(framesOf(error)).toBe('Error');
  });

  it('writes what kind of thing was thrown where that was no error', () => {
    expect(framesOf('hunter2')).toBe('string');
  });

  it('is a file for its owner, with the reference that the window shows', async () => {
    const folder = await newFolder();
    openEventLog(folder, () => 0).bug('a1b2', 'item.read', new Error('hunter2'));
    const text = readFileSync(join(folder, 'latchkey.log'), 'utf8');
    expect(text).toContain('1970-01-01T00:00:00.000Z a1b2 item.read\nError');
    expect(text).not.toContain('hunter2');
  });
});
