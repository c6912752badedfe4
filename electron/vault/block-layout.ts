/** Where things stand in the payload of an overview frame (docs/vault-format.md, "Overview payload"): for those who make blocks and those who read them. */

/** Another first byte than that of a commit, which is `{`. */
export const blockMark = 1;
export const encodings = { latin1: 1, utf16: 2 } as const;
export const headBytes = 16;
export const idBytes = 16;
export const rowBytes = 68;
/** Bytes from the beginning of a row of the table. */
export const blockAt = { itemId: 0, versionId: 16, updatedAt: 32, createdAt: 40, flags: 48, marks: 50, kind: 51, change: 52, device: 54, collection: 56, rest: 60, search: 64 } as const;
export const marks = { trash: 1, tags: 2 } as const;
