import { describe, expect, it } from 'vitest';
import { shortUrl } from '../../../../renderer/screens/browse/short-url.ts';

describe('an address as it is shown', () => {
  it('leaves out what every address has', () => {
    expect(shortUrl('https://github.com/')).toBe('github.com');
    expect(shortUrl('https://github.com/login')).toBe('github.com/login');
  });

  it('shows a scheme that is not the usual one', () => {
    expect(shortUrl('http://router.example/')).toBe('http://router.example/');
    expect(shortUrl('javascript:alert(1)')).toBe('javascript:alert(1)');
  });
});
