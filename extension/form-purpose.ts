/** What a form is for. Said by the content script, asked of the app; the same words on both sides of the extension. */
export const formPurposes = ['login', 'username', 'sign-up', 'change', 'code', 'card', 'identity'] as const;
export type FormPurpose = (typeof formPurposes)[number];
