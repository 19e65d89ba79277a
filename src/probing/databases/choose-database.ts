import { UsageError } from '../../core/errors.ts';
import type { DatabaseTarget } from '../protocol.ts';
import { startPostgres } from './postgres.ts';

/** Where the scratch databases are made. */
export interface DatabaseServer {
  readonly target: DatabaseTarget;
  /** Never throws. */
  stop(): Promise<void>;
}

const local = ['', 'localhost', '127.0.0.1', '[::1]', '::1'];

/** `sqlite`, `postgres` for a server of ours, or the URL of a server on which databases of ours are made and dropped. */
export async function chooseDatabase(
  { database, allowRemoteDatabase }: { readonly database: string; readonly allowRemoteDatabase: boolean },
  scratch: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DatabaseServer> {
  if (database === 'sqlite') return { target: { engine: 'sqlite' }, stop: () => Promise.resolve() };
  if (database === 'postgres' || database === 'postgresql') return startPostgres(scratch, environment);
  return { target: targetOf(database, allowRemoteDatabase), stop: () => Promise.resolve() };
}

function targetOf(text: string, allowRemote: boolean): DatabaseTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol)) {
    throw new UsageError(
      `\`${withoutPassword(text)}\` is no database for probes`,
      'there is sqlite, postgres, and postgresql://user@host/database',
    );
  }
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  if (!local.includes(host) && !host.startsWith('/') && !allowRemote) {
    throw new UsageError(
      `the database server \`${host}\` is not on this machine`,
      'probes make and drop databases there: say --allow-remote-db if that is meant',
    );
  }
  return {
    engine: 'postgresql',
    host: host === '' ? 'localhost' : host,
    port: Number(url.port === '' ? 5432 : url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    maintenance: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    prefix: `synclint_${process.pid}_`,
  };
}

function withoutPassword(text: string): string {
  return text.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:…@');
}
