import { effectsAt, isRequest, type ExternalEffect } from './external-effects.ts';
import { optionUseAt, type OptionUse } from './option-use-paths.ts';
import { channelOf, type Channel } from './outputs.ts';
import { stateAt, type StateReader } from './state.ts';

/** What a call of a function from outside means to the run, beyond its effects. */
export type ExternalRole =
  | 'styles'
  | 'future'
  | 'runs elsewhere'
  | 'hands back'
  | 'imports'
  | 'leaves the loop'
  | 'runs in an executor'
  | 'gathers'
  | 'runs in a thread'
  | 'runs in a context'
  | 'makes a partial'
  | 'calls a partial'
  | 'decorates'
  | 'runs on commit'
  | 'makes atomic'
  | 'calls a command'
  | 'starts a process'
  | 'exits'
  | 'rolls back'
  | 'enters a context'
  | 'parses a date';

const roles: readonly (readonly [ExternalRole, RegExp])[] = [
  ['styles', /^command\.style\.\w+$/],
  ['future', /^concurrent\.futures\.Future\b/],
  ['runs elsewhere', /(^|\.)(Thread|Process)$|(Executor|Pool)\(\)\.\w+$|^concurrent\.futures\.(as_completed|wait)$/],
  [
    'hands back',
    /^(asyncio\.(run|wait_for|shield|create_task|ensure_future|(get_event_loop|new_event_loop|get_running_loop)\(\)\.(run_until_complete|create_task))|asgiref\.sync\.async_to_sync(\(\))?|copy\.(deep)?copy)$/,
  ],
  ['imports', /^(importlib\.import_module|django\.utils\.module_loading\.import_string)$/],
  ['leaves the loop', /^(asgiref\.sync\.sync_to_async|channels\.db\.database_sync_to_async)(\(\))?$/],
  ['runs in an executor', /^asyncio\.\w+\(\)\.run_in_executor$/],
  ['gathers', /^asyncio\.(gather|wait)$/],
  ['runs in a thread', /^asyncio\.to_thread$/],
  ['runs in a context', /^contextvars\.copy_context\(\)\.run$/],
  ['makes a partial', /^functools\.partial(method)?$/],
  ['calls a partial', /^functools\.partial\(\)$/],
  // The manager class that `from_queryset` makes has the methods of the query set.
  ['decorates', /^functools\.(wraps|lru_cache|cache|update_wrapper)(\(\))?$|Manager\.from_queryset$/],
  ['runs on commit', /^django\.db\.transaction\.on_commit$/],
  ['makes atomic', /^django\.db\.transaction\.atomic$/],
  ['calls a command', /^django\.core\.management\.call_command$/],
  [
    'starts a process',
    /^(subprocess\.(run|call|check_call|check_output|Popen)|django\.core\.management\.execute_from_command_line)$/,
  ],
  ['exits', /^(sys\.exit|os\._exit|builtins\.(exit|quit))$/],
  ['rolls back', /^django\.db\.transaction\.(set_rollback|rollback|savepoint_rollback)$/],
  ['enters a context', /ExitStack\(\)\.enter_(async_)?context$/],
  [
    'parses a date',
    /^(datetime\.(datetime|date)\.(strptime|fromisoformat)|dateutil\.parser(\.parser)?\.(parse|isoparse)|django\.utils\.dateparse\.parse_date(time)?)$/,
  ],
];

/** They look at their arguments and keep nothing. */
const harmless =
  /^(builtins|json|math|datetime|time|re|os\.path|logging|itertools|functools|collections|operator|copy|random|decimal|uuid|typing|textwrap|pprint|traceback|sys|django\.utils|dateutil|pytz|zoneinfo|pathlib|command\.style|csv|string|hashlib|tqdm|contextlib|django\.db\.models)\b/;

/** What comes back is computed from the arguments. */
const pure = /^(builtins|math|datetime|django\.utils|dateutil|pytz|zoneinfo|decimal)\b/;

/** What the path to a function from outside says of its calls. */
export interface ExternalPath {
  readonly role: ExternalRole | undefined;
  /** Prints or logs. */
  readonly channel: Channel | undefined;
  readonly effects: readonly ExternalEffect[];
  /** Somebody else is asked over the network, who may not answer. */
  readonly isRequest: boolean;
  readonly state: StateReader | undefined;
  readonly optionUse: OptionUse | undefined;
  readonly isHarmless: boolean;
  readonly isPure: boolean;
}

/** Every path is looked at once: there are few of them, and very many calls. */
export class ExternalPaths {
  readonly #known = new Map<string, ExternalPath>();

  of(path: string): ExternalPath {
    let known = this.#known.get(path);
    if (known === undefined) {
      known = {
        role: roles.find(([, pattern]) => pattern.test(path))?.[0],
        channel: channelOf(path),
        effects: effectsAt(path),
        isRequest: isRequest(path),
        state: stateAt(path),
        optionUse: optionUseAt(path),
        isHarmless: harmless.test(path),
        isPure: pure.test(path),
      };
      this.#known.set(path, known);
    }
    return known;
  }
}
