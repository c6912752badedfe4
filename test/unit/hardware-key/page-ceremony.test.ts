import { describe, expect, it } from 'vitest';
import { makePageCeremony, type DeclineReason } from '../../../electron/hardware-key/page-ceremony.ts';
import { failureOf } from '../../support/sample-vault.ts';

async function codeOf(reason: DeclineReason, asksForPin: boolean): Promise<string> {
  const ceremony = makePageCeremony({
    now: () => 0,
    asksForPin,
    tell: (name, payload) => {
      if (name === 'key.asked') {
        queueMicrotask(() => ceremony.decline(payload.askId, reason));
      }
    },
  });
  return failureOf(ceremony.run({ ceremony: 'get', optionsJson: '{}', prfInputs: {}, keyNames: [], forItem: null, step: 1, steps: 1 }, new AbortController().signal));
}

describe('a touch that did not come through', () => {
  it('is told with what a PIN means where nothing can ask for one', async () => {
    expect(await codeOf('NotAllowedError', false)).toBe('key.cancelled-no-pin');
    expect(await codeOf('NotAllowedError', true)).toBe('key.cancelled');
  });

  it('is no matter of a PIN where it was ended', async () => {
    expect(await codeOf('AbortError', false)).toBe('cancelled');
  });
});
