/**
 * One process to one user-data folder, as Electron's single-instance lock: a file with the owner's process id, and a
 * local socket on which a second process hands over its arguments. Called by played-app.ts.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, createConnection, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface FolderClaim {
  readonly isOurs: boolean;
  /** Gives the folder back, or, for the second process, waits until its arguments are handed over. */
  release(): Promise<void>;
}

type OnSecond = (argv: string[], workingDirectory: string, data: unknown) => void;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function takeFile(lockPath: string): boolean {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      const owner = Number(readFileSync(lockPath, 'utf8'));
      if (Number.isInteger(owner) && owner > 0 && owner !== process.pid && isAlive(owner)) {
        return false;
      }
      rmSync(lockPath, { force: true });
    }
  }
  return false;
}

function listen(socketPath: string, onSecond: OnSecond): Server {
  if (process.platform !== 'win32') {
    rmSync(socketPath, { force: true });
  }
  const server = createServer((connection) => {
    let text = '';
    connection.on('data', (chunk) => (text += chunk.toString('utf8')));
    connection.on('end', () => {
      const { argv, workingDirectory, data } = JSON.parse(text) as { argv: string[]; workingDirectory: string; data: unknown };
      onSecond(argv, workingDirectory, data);
    });
  });
  server.listen(socketPath);
  server.unref();
  return server;
}

export function claimFolder(folder: string, additionalData: unknown, onSecond: OnSecond): FolderClaim {
  const mark = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24);
  const socketPath = process.platform === 'win32' ? `\\\\.\\pipe\\latchkey-${mark}` : join(tmpdir(), `latchkey-${mark}.sock`);
  const lockPath = join(folder, 'stand-in.lock');
  if (takeFile(lockPath)) {
    const server = listen(socketPath, onSecond);
    return {
      isOurs: true,
      release: async () => {
        server.close();
        rmSync(lockPath, { force: true });
      },
    };
  }
  const handedOver = new Promise<void>((done) => {
    const connection = createConnection(socketPath);
    connection.on('connect', () => connection.end(JSON.stringify({ argv: process.argv, workingDirectory: process.cwd(), data: additionalData ?? null })));
    connection.on('close', () => done());
    connection.on('error', () => done());
  });
  return { isOurs: false, release: () => handedOver };
}
