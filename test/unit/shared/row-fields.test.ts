import { describe, expect, it } from 'vitest';
import { kinds } from '../../../shared/kinds/kinds.ts';
import { primaryFieldOf, subtitleOf, usernameFieldOf } from '../../../shared/kinds/row-fields.ts';

const field = (name: string | null, value: string, concealed = false, type = 'text') => ({ name, value, concealed, type });

describe('the fields that stand for an item', () => {
  it('a row never shows a concealed value, whatever the kind', () => {
    for (const { kind, fields } of kinds) {
      expect(subtitleOf(kind, fields.map(({ name }) => field(name, 'needle', true)))).toBe('');
    }
  });

  it('a row shows the first line of what the kind names', () => {
    expect(subtitleOf('login', [field('password', 'x', true), field('username', '  ada\nlovelace ')])).toBe('ada');
    expect(subtitleOf('login', [field('username', '   ')])).toBe('');
  });

  it('Ctrl+C means the kind’s own field, else the first secret, else the first of all', () => {
    const [own, secret, plain] = [field('password', 'p', true), field(null, 's', true), field(null, 'a')];
    expect(primaryFieldOf('login', [plain, secret, own])).toBe(own);
    expect(primaryFieldOf('login', [plain, secret])).toBe(secret);
    expect(primaryFieldOf('login', [plain])).toBe(plain);
    expect(primaryFieldOf('login', [])).toBeUndefined();
  });

  it('a username goes before an address of mail', () => {
    const [mail, user] = [field(null, 'm', false, 'email'), field(null, 'u', false, 'username')];
    expect(usernameFieldOf([mail, user])).toBe(user);
    expect(usernameFieldOf([mail])).toBe(mail);
  });
});
