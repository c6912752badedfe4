/** What the page adds to a ceremony's options and takes out of its result. */
import { describe, expect, test } from 'vitest';
import { authenticationOptions, registrationOptions } from '../../../../renderer/hardware-key/ceremony-options.ts';
import { takePrfOutputs } from '../../../../renderer/hardware-key/prf-output.ts';

const input = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const inputBytes = Uint8Array.from({ length: 32 }, (_, at) => at);

describe('options of a ceremony', () => {
  test('to make a credential evaluate PRF at once', () => {
    const options = registrationOptions({ optionsJson: '{"challenge":"AA","extensions":{"credProps":true}}', prfInputs: { '': { first: input, second: 'AAAA' } } });
    expect(options.extensions).toEqual({ prf: { eval: { first: inputBytes.buffer, second: new ArrayBuffer(3) } }, credProps: true });
  });

  test('to use one carry an input for each credential', () => {
    const optionsJson = JSON.stringify({ challenge: 'AA', allowCredentials: [{ id: 'one', type: 'public-key' }, { id: 'two', type: 'public-key' }] });
    const options = authenticationOptions({ optionsJson, prfInputs: { one: { first: input, second: null }, two: { first: 'AAAA', second: input } } });
    expect(options.extensions).toEqual({ prf: { evalByCredential: { one: { first: inputBytes.buffer }, two: { first: new ArrayBuffer(3), second: inputBytes.buffer } } } });
  });

  test('to use one are refused without a list of credentials', () => {
    expect(() => authenticationOptions({ optionsJson: '{"challenge":"AA"}', prfInputs: {} })).toThrow(TypeError);
    expect(() => authenticationOptions({ optionsJson: '{"challenge":"AA","allowCredentials":[]}', prfInputs: {} })).toThrow(TypeError);
  });
});

describe('the PRF output', () => {
  test('is null for an input that was not evaluated', () => {
    expect(takePrfOutputs({ prf: { results: { first: Uint8Array.from(inputBytes) } } })).toEqual({ prf: inputBytes, prfSecond: null });
  });

  test('is copied out and the original overwritten', () => {
    const first = Uint8Array.from(inputBytes).buffer;
    const second = new Uint8Array(32).fill(7).buffer;
    expect(takePrfOutputs({ prf: { results: { first, second } } })).toEqual({ prf: inputBytes, prfSecond: new Uint8Array(32).fill(7) });
    expect(new Uint8Array(first)).toEqual(new Uint8Array(32));
    expect(new Uint8Array(second)).toEqual(new Uint8Array(32));
  });

  test.each([[undefined], [null], [{}], [{ prf: {} }], [{ prf: { enabled: true } }], [{ prf: { results: { first: 'text' } } }]])(
    'is null in %j',
    (results) => {
      expect(takePrfOutputs(results)).toEqual({ prf: null, prfSecond: null });
    },
  );
});
