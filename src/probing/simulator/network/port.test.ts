import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../simulator.ts';
import { clientOf } from '../testing/ask.ts';
import { withExchange } from '../testing/with-exchange.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ fixtures: null, shipped: null });
});
afterAll(() => simulator.close());

describe('one port', () => {
  test('speaks HTTP and HTTPS, for whatever host', async () => {
    await withExchange(simulator, {}, async ({ ask, exchange }) => {
      const hosts = ['https://api.example.com', 'http://api.example.com:8080', 'https://a.very.long.name.example.org'];
      for (const host of hosts) expect((await ask(`${host}/v1/jobs?page=1`)).status).toBe(200);
      expect(exchange.requests().map(({ url }) => url)).toEqual(hosts.map((host) => `${host}/v1/jobs?page=1`));
    });
  });

  test('is trusted by clients that ask for an address', async () => {
    await withExchange(simulator, {}, async ({ exchange }) => {
      const socket = connectTls({ host: '127.0.0.1', port: exchange.port, ca: simulator.authority });
      await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
      expect(socket.authorized).toBe(true);
      expect(socket.alpnProtocol).toBe(false);
      socket.destroy();
    });
  });

  test('agrees on HTTP/1.1 where a client would rather speak HTTP/2', async () => {
    await withExchange(simulator, {}, async ({ exchange }) => {
      const options = { host: '127.0.0.1', port: exchange.port, ca: simulator.authority, servername: 'example.com' };
      const socket = connectTls({ ...options, ALPNProtocols: ['h2', 'http/1.1'] });
      await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
      expect(socket.alpnProtocol).toBe('http/1.1');
      socket.destroy();
    });
  });

  test('is a proxy: for whole addresses, and for tunnels', async () => {
    await withExchange(simulator, {}, async ({ exchange }) => {
      const whole = await raw(
        exchange.port,
        'GET http://api.example.com/v1/jobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      );
      expect(whole).toMatch(/^HTTP\/1\.1 200 OK/);

      const tunnel = connect(exchange.port, '127.0.0.1');
      tunnel.write('CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com:443\r\n\r\n');
      await new Promise((resolve) => tunnel.once('data', resolve));
      const secure = connectTls({ socket: tunnel, servername: 'api.example.com', ca: simulator.authority });
      secure.write('GET /v1/users HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n\r\n');
      expect(await textOf(secure)).toMatch(/^HTTP\/1\.1 200 OK/);
      expect(exchange.requests().map(({ url }) => url)).toEqual([
        'http://api.example.com/v1/jobs',
        'https://api.example.com/v1/users',
      ]);
    });
  });
});

describe('clients that misbehave', () => {
  test.each([
    ['speak no HTTP', 'EHLO example.com\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'send headers without end',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431/,
    ],
    ['name a host that is none', 'GET / HTTP/1.0\r\nHost: %%%[\r\n\r\n', /^HTTP\/1\.1 200/],
    ['name no host', 'GET //a//b?%ZZ=%ZZ HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 200/],
    ['end with their request', 'GET /v1 HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 200/],
    ['begin TLS with nonsense', '\x16\x03\x01\x00\x05hello', /^[^H]|^$/],
  ])('and %s are told so', async (_what, text, answer) => {
    await withExchange(simulator, {}, async ({ exchange, ask }) => {
      expect(await raw(exchange.port, text)).toMatch(answer);
      expect((await ask('https://example.com/')).status).toBe(200);
    });
  });

  test('and go away at any time disturb nobody', async () => {
    await withExchange(simulator, {}, async ({ exchange, ask }) => {
      for (const text of ['', 'G', '\x16', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf']) {
        const socket = connect(exchange.port, '127.0.0.1');
        socket.on('error', () => undefined);
        await new Promise((resolve) => socket.once('connect', resolve));
        socket.write(text);
        await new Promise((resolve) => setTimeout(resolve, 20));
        socket.resetAndDestroy();
      }
      expect((await ask('https://example.com/')).status).toBe(200);
      expect(exchange.requests()).toHaveLength(1);
    });
  });

  test('and send a lot are read to the end, and remembered for the beginning', async () => {
    await withExchange(simulator, {}, async ({ exchange, ask }) => {
      const body = `note=${'x'.repeat(8_000_000)}`;
      expect((await ask('https://example.com/notes', { method: 'POST', body })).status).toBe(200);
      expect(exchange.requests()[0]?.body).toBe(body.slice(0, 65_536));
    });
  });

  test('and are many are all answered', async () => {
    await withExchange(simulator, {}, async ({ exchange, ask }) => {
      const asked = Array.from({ length: 150 }, (_, index) =>
        ask(`https://host${index % 7}.example.com/jobs/${index}`),
      );
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(exchange.requests()).toHaveLength(150);
    });
  });
});

test('closing leaves nothing open, whatever was going on', async () => {
  const own = await startSimulator({ fixtures: null, shipped: null });
  const exchange = await own.open({ fault: 'hang' });
  const other = await own.open();
  const { ask } = clientOf(exchange.port, own.authority);
  const ended = Promise.allSettled(Array.from({ length: 5 }, () => ask('https://example.com/')));
  const silent = connect(other.port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await own.close();
  expect((await ended).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  silent.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(handles()).toEqual([]);
});

test('secrets of requests are not remembered', async () => {
  await withExchange(simulator, {}, async ({ exchange, ask }) => {
    await ask('https://example.com/login?api_key=S3CR3T&page=1', {
      method: 'POST',
      headers: {
        authorization: 'Bearer S3CR3T',
        'x-auth-key': 'S3CR3T',
        cookie: 'a=S3CR3T',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ user: 'ada', password: 'S3CR3T' }),
    });
    const [record] = exchange.requests();
    expect(JSON.stringify(record)).not.toContain('S3CR3T');
    expect(record).toMatchObject({
      method: 'POST',
      url: 'https://example.com/login?api_key=***&page=1',
      body: '{"user":"ada","password":"***"}',
      status: 200,
    });
  });
});

function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(text, 'latin1');
  return textOf(socket);
}

function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(text);
    });
  });
}

function handles(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /TCP|TLS/.test(name));
}
