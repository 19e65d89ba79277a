import { nameMatcher } from '../../../core/name-glob.ts';

/** How a program talks to the outside. */
export type IoKind = 'http' | 'socket' | 'driver' | 'raw-sql';

/** `talks`: something goes over the wire. `prepares`: makes the object that will; nothing has happened yet. */
export type IoRole = 'talks' | 'prepares';

/** Globs over dotted names, calls and subscripts left out: `requests.Session().get` is `requests.Session.get`. */
interface IoNames {
  readonly kind: IoKind;
  readonly talks?: readonly string[];
  readonly prepares?: readonly string[];
}

/** A name and whatever is taken from it: `smtplib.SMTP` and `smtplib.SMTP.sendmail`, and not `smtplib.SMTPException`. */
const withMembers = (glob: string): readonly string[] => [glob, `${glob}.*`];

const verbs = '{get,options,head,post,put,patch,delete,request}';

/**
 * Functions, classes and methods outside the project that do input and output over a network or a database driver.
 *
 * Exceptions, types, constants, adapters, parsers and requests that nobody sends are left out on purpose.
 */
const table: readonly IoNames[] = [
  // https://requests.readthedocs.io/en/latest/api/
  {
    kind: 'http',
    talks: [
      `requests.{api.,}${verbs}`,
      `requests.{sessions.,}{Session,session}.{send,get,options,head,post,put,patch,delete,request}`,
    ],
    prepares: ['requests.{sessions.,}{Session,session}'],
  },
  // https://www.python-httpx.org/api/
  {
    kind: 'http',
    talks: [
      `httpx.${verbs}`,
      'httpx.stream',
      `httpx.{Client,AsyncClient}.${verbs}`,
      'httpx.{Client,AsyncClient}.{send,stream}',
    ],
    prepares: ['httpx.{Client,AsyncClient}'],
  },
  // https://docs.python.org/3/library/urllib.request.html
  {
    kind: 'http',
    talks: ['urllib.request.{urlopen,urlretrieve}', 'urllib.request.{build_opener,OpenerDirector}.open'],
    prepares: ['urllib.request.{build_opener,OpenerDirector}'],
  },
  // https://urllib3.readthedocs.io/en/stable/reference/
  {
    kind: 'http',
    talks: [
      'urllib3.request',
      'urllib3.{poolmanager.,connectionpool.,}{PoolManager,ProxyManager,HTTPConnectionPool,HTTPSConnectionPool,connection_from_url}.{request,request_encode_url,request_encode_body,urlopen}',
    ],
    prepares: [
      'urllib3.{poolmanager.,connectionpool.,}{PoolManager,ProxyManager,HTTPConnectionPool,HTTPSConnectionPool,connection_from_url}',
    ],
  },
  // https://docs.aiohttp.org/en/stable/client_reference.html
  {
    kind: 'http',
    talks: [
      'aiohttp.request',
      `aiohttp.{client.,}ClientSession.${verbs}`,
      'aiohttp.{client.,}ClientSession.ws_connect',
    ],
    prepares: ['aiohttp.{client.,}ClientSession'],
  },
  // https://docs.python.org/3/library/http.client.html and …/xmlrpc.client.html
  {
    kind: 'http',
    talks: [
      'http.client.{HTTPConnection,HTTPSConnection}.{connect,request,getresponse,send,putrequest,endheaders}',
      'xmlrpc.client.ServerProxy.*',
    ],
    prepares: ['http.client.{HTTPConnection,HTTPSConnection}', 'xmlrpc.client.ServerProxy'],
  },
  // https://googleapis.github.io/google-api-python-client/docs/ (`build` itself fetches the description of the service)
  {
    kind: 'http',
    talks: [
      'googleapiclient.discovery.build',
      'googleapiclient.discovery.{build,build_from_document}.*{execute,next_chunk}',
    ],
    prepares: ['googleapiclient.discovery.build_from_document'],
  },
  // https://docs.gspread.org/en/latest/api/top-level.html (whatever is done with a client goes to Google)
  {
    kind: 'http',
    talks: [
      'gspread.{authorize,login,oauth,oauth_from_dict,service_account,service_account_from_dict,api_key,Client}.*',
      'gspread.client.Client.*',
    ],
    prepares: [
      'gspread.{authorize,login,oauth,oauth_from_dict,service_account,service_account_from_dict,api_key,Client}',
      'gspread.client.Client',
    ],
  },
  // https://docs.python.org/3/library/socket.html and …/asyncio-stream.html; names and addresses are looked up locally, too
  {
    kind: 'socket',
    talks: [
      'socket.{create_connection,create_server}',
      'socket.socket.{connect,connect_ex,bind,listen,accept,send,sendall,sendto,sendmsg,recv,recvfrom,recv_into}',
      'socket.create_connection.{send,sendall,recv}',
      'asyncio.{streams.,}{open_connection,start_server,open_unix_connection,start_unix_server}',
    ],
    prepares: ['socket.socket'],
  },
  // https://websocket-client.readthedocs.io/en/latest/ and https://websockets.readthedocs.io/en/stable/
  {
    kind: 'socket',
    talks: [
      ...withMembers('websocket.create_connection'),
      'websocket.{WebSocket,WebSocketApp}.{connect,send,send_text,send_binary,recv,run_forever}',
      ...withMembers('websockets.{connect,serve,unix_connect}'),
      ...withMembers(
        'websockets.{legacy.client,client,asyncio.client,sync.client,server,asyncio.server,sync.server}.{connect,serve}',
      ),
    ],
    prepares: ['websocket.{WebSocket,WebSocketApp}'],
  },
  // https://docs.python.org/3/library/internet.html (constructors connect when they get a host)
  {
    kind: 'socket',
    talks: [
      ...withMembers('ftplib.{FTP,FTP_TLS}'),
      ...withMembers('smtplib.{SMTP,SMTP_SSL,LMTP}'),
      ...withMembers('imaplib.{IMAP4,IMAP4_SSL}'),
      ...withMembers('poplib.{POP3,POP3_SSL}'),
      ...withMembers('telnetlib.Telnet'),
    ],
  },
  // https://docs.paramiko.org/en/stable/
  {
    kind: 'socket',
    talks: [
      'paramiko.{client.,}SSHClient.{connect,exec_command,invoke_shell}',
      ...withMembers('paramiko.{client.,}SSHClient.open_sftp'),
      'paramiko.{transport.,}Transport.{connect,open_session,start_client}',
      ...withMembers('paramiko.{sftp_client.,}SFTPClient.from_transport'),
      ...withMembers('pysftp.Connection'),
    ],
    prepares: ['paramiko.{client.,transport.,}{SSHClient,Transport}'],
  },
  // PEP 249 (https://peps.python.org/pep-0249/): `connect`, and whatever is done with a connection
  {
    kind: 'driver',
    talks: [
      ...withMembers(
        '{psycopg,psycopg2,pymysql,MySQLdb,mysql.connector,sqlite3,aiosqlite,pyodbc,cx_Oracle,oracledb,pymssql,asyncpg}.connect',
      ),
      ...withMembers('{pymysql,MySQLdb}.{Connect,Connection,connections.Connection}'),
      ...withMembers('psycopg.{Connection,AsyncConnection}.connect'),
      ...withMembers('mysql.connector.{MySQLConnection,connection.MySQLConnection}'),
      ...withMembers('{cx_Oracle,oracledb}.{Connection,connect_async}'),
      'psycopg2.extras.{execute_batch,execute_values}',
      ...withMembers('snowflake.connector.connect'),
    ],
  },
  // Pools connect when they are made.
  {
    kind: 'driver',
    talks: [
      ...withMembers('psycopg2.pool.{SimpleConnectionPool,ThreadedConnectionPool}'),
      ...withMembers('psycopg_pool.{ConnectionPool,AsyncConnectionPool}'),
      ...withMembers('mysql.connector.pooling.MySQLConnectionPool'),
      ...withMembers('{cx_Oracle,oracledb}.{SessionPool,create_pool,create_pool_async}'),
      ...withMembers('asyncpg.create_pool'),
    ],
  },
  // https://docs.djangoproject.com/en/stable/topics/db/sql/#executing-custom-sql-directly
  {
    kind: 'raw-sql',
    talks: [...withMembers('django.db.{connection,connections,utils.ConnectionHandler}.{cursor,chunked_cursor}')],
  },
];

interface Use {
  readonly kind: IoKind;
  readonly role: IoRole;
}

const matchers = table.flatMap(({ kind, talks = [], prepares = [] }) => [
  { use: { kind, role: 'talks' } as const, matches: nameMatcher(talks) },
  { use: { kind, role: 'prepares' } as const, matches: nameMatcher(prepares) },
]);

const roots =
  /^(requests|httpx|urllib|urllib3|aiohttp|http|xmlrpc|googleapiclient|gspread|socket|asyncio|websockets?|ftplib|smtplib|imaplib|poplib|telnetlib|paramiko|pysftp|psycopg2?|psycopg_pool|pymysql|MySQLdb|mysql|sqlite3|aiosqlite|pyodbc|cx_Oracle|oracledb|pymssql|asyncpg|snowflake|django)\./;

/** What a call of this dotted name does; undefined: nothing that is known. */
export function ioUseOf(name: string): Use | undefined {
  return roots.test(name) ? matchers.find(({ matches }) => matches(name))?.use : undefined;
}
