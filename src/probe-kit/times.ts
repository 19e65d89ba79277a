import type { RequestRecord, RunRecord } from '../core/trial.ts';
import { endpointOf, parametersOf } from './requests.ts';
import type { Queries } from './seen.ts';

/** A time that a run asked for. */
export interface AskedTime {
  /** The parameter of an endpoint, or the table of a query. */
  readonly where: string;
  /** Seconds since the epoch; what names no time zone is taken for UTC. */
  readonly time: number;
  /** It names a day only. */
  readonly isDay: boolean;
}

/** Every time in the requests of a run, and in what it asked databases for. */
export function askedTimes({ requests, observation }: RunRecord<Queries>): readonly AskedTime[] {
  const sent = requests.flatMap((request) => [...inRequest(request)]);
  const queried = observation.reads.flatMap(({ table, times }) =>
    times.flatMap((text) => timesIn(text).map((found) => ({ where: `table ${table ?? ''}`, ...found }))),
  );
  return [...sent, ...queried];
}

function* inRequest(request: RequestRecord): Generator<AskedTime> {
  for (const [name, value] of parametersOf(request)) {
    for (const found of timesIn(value)) yield { where: `${endpointOf(request)} ${name}`, ...found };
  }
}

/** Times in a text: of ISO 8601, days, and seconds or milliseconds since the epoch. */
export function timesIn(text: string): readonly { readonly time: number; readonly isDay: boolean }[] {
  const found = [...text.matchAll(pattern)].flatMap(([, day = '', clock = '', fraction = '', zone = '']) => {
    const time =
      Date.parse(`${day}T${clock === '' ? '00:00' : clock}${fraction.slice(0, 4)}${normalZone(zone)}`) / 1000;
    return Number.isNaN(time) ? [] : [{ time, isDay: clock === '' }];
  });
  if (/^\d{10}(\.\d+)?$/.test(text)) found.push({ time: Number(text), isDay: false });
  if (/^\d{13}$/.test(text)) found.push({ time: Number(text) / 1000, isDay: false });
  return found;
}

const pattern = /(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?)?(Z|[+ -]\d\d:?\d\d)?/g;

/** A plus sign that nobody has quoted is a space in a query. */
function normalZone(zone: string): string {
  return zone === '' || zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`.replace(' ', '+');
}

/** The same time, as exactly as both are written. */
export function isSameTime(a: Pick<AskedTime, 'time' | 'isDay'>, time: number): boolean {
  return Math.abs(a.time - time) <= (a.isDay ? 86_400 : 2);
}
