import { describe, it } from 'vitest';
import { keySituations } from '../../keys/key-situations.ts';
import { hasLibrary } from '../../support/key-bench.ts';

describe.skipIf(!hasLibrary)('a security key through libfido2', () => {
  it.each(keySituations)('$name', ({ run }) => run());
});
