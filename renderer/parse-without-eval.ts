/**
 * Tells zod not to compile its parsers with `new Function`: the content security policy refuses it, and zod would try.
 * Imported first by `main.tsx`, before any parser is made.
 */
import { config } from 'zod';

config({ jitless: true });
