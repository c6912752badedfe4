import { describe, expect, it } from 'vitest';
import { hostAsWritten, webAddressOf } from '../../../shared/web-address.ts';

describe('a saved address', () => {
  it.each([
    ['https://github.com/login', 'https://github.com/login'],
    ['HTTP://Router.example:8080', 'HTTP://Router.example:8080'],
    ['https://münchen.example/ä?q=1#x', 'https://münchen.example/ä?q=1#x'],
    ['https://[::1]:8443/', 'https://[::1]:8443/'],
    ['studio.example/login', 'https://studio.example/login'],
    ['localhost:3000', 'https://localhost:3000'],
    ['192.168.1.1', 'https://192.168.1.1'],
  ])('%s is of the web', (saved, opened) => {
    expect(webAddressOf(saved)).toBe(opened);
    expect(URL.canParse(opened)).toBe(true);
  });

  it.each(['javascript:alert(1)', 'androidapp://com.shop', 'android://key@com.shop/', 'file:///etc/passwd', '^https?://.*\\.shop\\.example$', 'https://(shop|store).example', 'mailto:a@b.example', 'two words', 'shop', 'https://', ''])(
    '%s is not',
    (saved) => {
      expect(webAddressOf(saved)).toBeNull();
      expect(hostAsWritten(saved)).toBeNull();
    },
  );

  it('has its host in the letters it was written in', () => {
    expect(hostAsWritten('https://Ann@München.example:8443/x')).toBe('münchen.example');
    expect(hostAsWritten('https://xn--mnchen-3ya.example')).toBe('xn--mnchen-3ya.example');
  });
});
