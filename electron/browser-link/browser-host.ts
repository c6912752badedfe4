/**
 * The host as a program of its own, for Node: what the launcher starts where the application is not packaged (development, the stand-in,
 * tests). The packaged program is its own host (`main.ts`), since its fuses forbid it to be Node.
 */
import { runHost } from './host.ts';
import { placeOfThisUser } from './link-place.ts';

// SECURITY: the browser reads standard output as messages; nothing else may be written there.
await runHost({ input: process.stdin, output: process.stdout, place: placeOfThisUser() });
process.exit(0);
