/** Puts the stand-in in Electron's place: `node --import dist/stand-in/register.js dist/main/main.js`. */
import { register } from 'node:module';

register('./resolve-hook.js', import.meta.url);
