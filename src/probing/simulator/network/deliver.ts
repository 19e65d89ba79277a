import type { ServerResponse } from 'node:http';
import type { Reply } from '../wire.ts';
import type { Connection } from './port.ts';

/** Sends a reply; one that hangs keeps its connection until somebody closes it. */
export function deliver(reply: Reply, response: ServerResponse, connection: Connection): void {
  switch (reply.kind) {
    case 'hang':
      return;
    case 'reset':
      connection.reset();
      return;
    case 'text': {
      const body = Buffer.from(withoutBody.has(reply.status) ? '' : reply.body, 'utf8');
      response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
      response.end(body);
    }
  }
}

const withoutBody = new Set([204, 205, 304]);
