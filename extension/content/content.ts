/** The content script's entry, in each frame: opens the chooser where the focus falls on a field of ours, and does what was chosen. */
import { makeFieldWatch } from './field-watch.ts';
import { watchSending } from './watch-sending.ts';
import { onBackground, openSending, tellSent } from './ask-background.ts';

const watch = makeFieldWatch();
watch.start();
watchSending(
  ({ username, password }) => tellSent(password === null ? { type: 'username-sent', username } : { type: 'login-sent', username, password }),
  openSending,
  () => performance.now(),
);
onBackground((message) => watch.told(message));
