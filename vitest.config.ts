/** Tests that need no window: unit, property, rules and security. End-to-end tests are playwright's (playwright.config.ts). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,property,rules,security,torture,fuzz}/**/*.test.{ts,tsx}'],
    // By itself it leaves one processor out, of two that would be half.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
