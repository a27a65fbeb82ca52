import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { loadPouch, pouchServer } from './peer-modules.ts';

export type PeerServerOrder =
  | { readonly do: 'serve'; readonly folder: string }
  /** What has crossed the wire so far. */
  | { readonly do: 'count' };

export interface PeerServerDone {
  readonly url: string;
  readonly bytes: number;
  readonly requests: number;
}

const sockets = new Set<Socket>();
let closedBytes = 0;
let requests = 0;
let url = '';

process.on('message', (order: PeerServerOrder) => {
  const ready = order.do === 'serve' ? serve(order.folder) : Promise.resolve();
  void ready.then(() => process.send?.({ url, bytes: bytesSoFar(), requests } satisfies PeerServerDone));
});

async function serve(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const server = createServer(pouchServer(loadPouch().defaults({ prefix: `${folder}${path.sep}` })));
  server.on('request', () => requests++);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      closedBytes += socket.bytesRead + socket.bytesWritten;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/records`;
}

function bytesSoFar(): number {
  return [...sockets].reduce(
    (sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten,
    closedBytes,
  );
}
