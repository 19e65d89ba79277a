/** Calls, by their path, that give a date or a time, and fields of models that hold one. */
const moment =
  /^(datetime\.(datetime|date)(\.(now|utcnow|today|fromtimestamp|fromisoformat|strptime|combine))?|django\.utils\.timezone\.(now|localtime|localdate|make_aware)|django\.utils\.dateparse\.parse_date(time)?|dateutil\.parser(\.parser)?\.(parse|isoparse)|django\.(\w+\.)*Date(Time)?Field)\(\)(\.(replace|astimezone|date)\(\))*$/;

/** What a value was made by is known to give a date or a time. */
export function isMoment(made: string | undefined): boolean {
  return made !== undefined && moment.test(made);
}
