/** A file's media type by its ending, for display alone: nothing is ever opened because of it. */
const types: Readonly<Record<string, string>> = {
  txt: 'text/plain', md: 'text/markdown', csv: 'text/csv', json: 'application/json', pdf: 'application/pdf',
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', svg: 'image/svg+xml',
  zip: 'application/zip', pem: 'application/x-pem-file', p12: 'application/x-pkcs12', pfx: 'application/x-pkcs12', age: 'application/age',
};

export function mediaTypeOf(fileName: string): string {
  const ending = /\.([a-z0-9]+)$/iu.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(types, ending) ? (types[ending] ?? '') : 'application/octet-stream';
}
