import { request as requestHttp, type IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Json } from '../../../core/verdict.ts';

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A client to which the port of the simulator is the whole world. */
export function clientOf(port: number, authority: string) {
  const ask = (address: string, { method = 'GET', headers = {}, body }: Asking = {}) =>
    new Promise<Got>((resolve, reject) => {
      const url = new URL(address);
      const request = url.protocol === 'https:' ? requestHttps : requestHttp;
      const place = { host: '127.0.0.1', port, servername: url.hostname, ca: authority, agent: false };
      const options = { ...place, method, path: url.pathname + url.search, headers: { host: url.host, ...headers } };
      const asked = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  return {
    ask,
    json: async (address: string, asking?: Asking) => JSON.parse((await ask(address, asking)).text) as Json,
  };
}
