/**
 * Serves the collection to a browser whose host rules send every name here, over https and over http. What is asked for is found by the
 * last part of the path, whatever the host: which hosts a page needs is its own business.
 */
import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeSelfSigned } from './self-signed.ts';

export interface PageServer {
  /** Switches for the browser: every host here, and this key believed. */
  readonly browserSwitches: readonly string[];
  close(): Promise<void>;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** @param find the text of a page by its name; undefined for what is not there. */
export async function servePages(find: (name: string) => string | undefined): Promise<PageServer> {
  const certificate = makeSelfSigned();
  const answer: RequestListener = (request, response) => {
    const name = new URL(request.url ?? '/', 'https://any.example').pathname.split('/').at(-1) ?? '';
    const text = find(name);
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(text ?? '');
  };
  const secure = createSecure({ key: certificate.key, cert: certificate.cert }, answer);
  const plain = createPlain(answer);
  const [securePort, plainPort] = await Promise.all([listen(secure), listen(plain)]);
  return {
    browserSwitches: [`--host-resolver-rules=MAP *:443 127.0.0.1:${securePort}, MAP *:80 127.0.0.1:${plainPort}`, `--ignore-certificate-errors-spki-list=${certificate.keyHash}`],
    async close() {
      await Promise.all(
        [secure, plain].map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => void server.close(resolve));
        }),
      );
    },
  };
}
