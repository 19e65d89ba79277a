import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { Certificates } from './certificates.ts';

export interface Port {
  readonly number: number;
  close(): Promise<void>;
}

export interface Connection {
  readonly secure: boolean;
  /** The other side sees `ECONNRESET`. */
  reset(): void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, connection: Connection) => void;

const handshakeOfTls = 0x16;

/** One port of this machine that speaks HTTP, HTTPS and the language of proxies: the first byte says which. */
export async function openPort(certificates: Certificates, handle: Handler): Promise<Port> {
  const sockets = new Map<number | undefined, Socket>();
  const handler = (secure: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    // The socket below TLS: only that one can be reset.
    const socket = sockets.get(request.socket.remotePort);
    handle(request, response, { secure, reset: () => socket?.resetAndDestroy() });
  };
  // Neither of the two listens: they are given connections, and end with these.
  const plain = createHttpServer({ keepAliveTimeout: 0 }, handler(false));
  const secure = createHttpsServer({ ...tlsOptions(certificates), keepAliveTimeout: 0 }, handler(true));
  const route = (socket: Duplex) => {
    socket.once('readable', () => {
      const chunk = socket.read() as Buffer | null;
      if (chunk === null) {
        socket.destroy();
        return;
      }
      socket.unshift(chunk);
      (chunk[0] === handshakeOfTls ? secure : plain).emit('connection', socket);
    });
  };
  plain.on('connect', (_request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    route(socket);
  });
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.on('close', () => sockets.delete(remotePort));
    // Clients go away whenever they like.
    socket.on('error', () => socket.destroy());
    route(socket);
  });
  return { number: await listening(server), close: () => closed(server, sockets) };
}

function tlsOptions(certificates: Certificates) {
  return {
    ALPNProtocols: ['http/1.1'],
    ...certificates.fallback,
    SNICallback(host: string, done: (error: Error | null, context?: SecureContext) => void) {
      certificates.contextFor(host.toLowerCase()).then(
        (context) => {
          done(null, context);
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closed(server: Server, sockets: ReadonlyMap<number | undefined, Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    for (const socket of sockets.values()) socket.destroy();
  });
}
