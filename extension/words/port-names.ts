/** Names that two parts of the extension know each other by. No words for people. */
export const sendingPort = 'sending';
