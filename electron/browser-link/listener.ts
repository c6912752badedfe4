/**
 * The application's end of the socket: one place a user, connections counted, frames taken apart, each connection a channel. What two
 * browsers and three profiles say at once stays apart here. Not here: what is said. Made by main.ts; tests make it beside a fake desk.
 */
import { chmodSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { News } from '../../shared/browser-asks.ts';
import type { FromApp } from '../../shared/browser-messages.ts';
import type { Channel, ChannelPeer } from './channel.ts';
import { encodeMessage, makeFrameReader, parseMessage } from './native-frame.ts';
import { linkPlaces, makeOwnFolder, type PlaceDeps } from './link-place.ts';

export type Listener = {
  /** Where it listens; null where no place could be had, or another program of this user listens there. */
  readonly place: string | null;
  tell(news: News): void;
  /** Ends every connection of a pairing. */
  cutOff(pairingId: string): void;
  connected(): readonly string[];
  close(): Promise<void>;
};

/** A browser has one a profile. */
const mostConnections = 32;
const mostStrangers = 8;
/** What waits for a browser that does not read. */
const mostUnread = 8 * 1_048_576;

type Connection = { readonly socket: Socket; readonly channel: Channel };

export async function startListener(deps: { readonly place: PlaceDeps; readonly makeChannel: (peer: ChannelPeer) => Channel; readonly trouble: (where: string, error: unknown) => void }): Promise<Listener> {
  const connections = new Set<Connection>();

  function accept(socket: Socket): void {
    const peer: ChannelPeer = {
      send(message: FromApp) {
        if (socket.writable) {
          socket.write(encodeMessage(message));
          if (socket.writableLength > mostUnread) {
            socket.destroy();
          }
        }
      },
      close: () => socket.end(),
    };
    const channel = deps.makeChannel(peer);
    const connection: Connection = { socket, channel };
    // Somebody who connects again and again pushes his own strangers out, never a browser that has proven itself.
    const strangers = [...connections].filter((one) => one.channel.isStranger());
    if (strangers.length >= mostStrangers) {
      strangers[0]?.channel.refuse('too-many');
    }
    connections.add(connection);
    if (connections.size > mostConnections) {
      channel.refuse('too-many');
    }
    const reader = makeFrameReader();
    socket.on('data', (chunk: Buffer) => {
      const frames = reader.take(chunk);
      if (frames === null) {
        channel.refuse('too-large');
        return;
      }
      frames.forEach((body) => channel.receive(parseMessage(body)));
    });
    const over = (): void => {
      connections.delete(connection);
      channel.ended();
    };
    socket.on('end', () => socket.end());
    socket.on('close', over);
    // Nothing of the error is worth a word: the browser is gone.
    socket.on('error', over);
  }

  const { server, place } = await listen(deps.place, accept);
  server?.on('error', (error) => deps.trouble('listen for browsers', error));
  return {
    place,
    tell: (news) => connections.forEach(({ channel }) => channel.tell(news)),
    cutOff(pairingId) {
      connections.forEach(({ channel }) => {
        if (channel.pairingId() === pairingId) {
          channel.refuse('unknown-pairing');
        }
      });
    },
    connected: () => [...connections].flatMap(({ channel }) => channel.pairingId() ?? []),
    close: () =>
      new Promise((resolve) => {
        connections.forEach(({ socket }) => socket.destroy());
        server === null ? resolve() : server.close(() => resolve());
      }),
  };
}

function tryListen(place: string, accept: (socket: Socket) => void): Promise<Server | 'taken' | 'failed'> {
  return new Promise((resolve) => {
    const server = createServer(accept);
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' ? 'taken' : 'failed'));
    server.listen(place, () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

function answers(place: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(place);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function listen(placeDeps: PlaceDeps, accept: (socket: Socket) => void): Promise<{ readonly server: Server | null; readonly place: string | null }> {
  const isPipe = placeDeps.platform === 'win32';
  for (const place of linkPlaces(placeDeps)) {
    if (!isPipe && !makeOwnFolder(place, placeDeps.userId)) {
      continue;
    }
    let server = await tryListen(place, accept);
    if (server === 'taken') {
      if (isPipe || (await answers(place))) {
        // Another Latchkey, of another folder: it was first.
        return { server: null, place: null };
      }
      // Left behind by one that did not end in order.
      unlinkSync(place);
      server = await tryListen(place, accept);
    }
    if (typeof server !== 'string') {
      if (!isPipe) {
        // SECURITY: the folder keeps others out already; this says it once more of the socket itself.
        chmodSync(place, 0o600);
      }
      return { server, place };
    }
  }
  return { server: null, place: null };
}
