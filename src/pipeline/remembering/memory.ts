import type { Configuration } from '../../config/configuration.ts';
import type { FilePath } from '../../core/location.ts';
import type { Policy } from '../../core/policy.ts';
import type { Discovery } from '../../discovery/discovery.ts';
import { LastingReadings } from '../../project/core-readings.ts';
import { createPythonParser, type PythonParser } from '../../syntax/python/parse.ts';
import type { LoadedRule } from '../../core/rule.ts';
import type { EarlierLook, SourceStore } from '../files/source-store.ts';

/** What is there to be looked at: what `openProject` and `discoverFiles` found. */
export interface Found {
  readonly root: string;
  readonly rules: readonly LoadedRule[];
  readonly configuration: Configuration;
  readonly discovery: Discovery;
}

/** Edits after which everything is read anew: what is left behind by each of them is not much, but it adds up. */
const editsUntilRenewal = 500;

/** What one check of a project knows from the ones before it, so that it need not find it out again. */
export class CheckMemory {
  #found: (Found & { readonly key: string }) | undefined;
  #isDiskTheSame = false;
  #store: SourceStore | undefined;
  #readings: { readonly basis: string; readonly lasting: LastingReadings; edits: number } | undefined;
  #parser: Promise<PythonParser> | undefined;

  /** Files may have changed on the disk, or come, or gone. */
  diskChanged(): void {
    this.#isDiskTheSame = false;
  }

  parser(): Promise<PythonParser> {
    return (this.#parser ??= createPythonParser());
  }

  /** Looks at files and configuration again where they may have changed. `overlaid`: files that need not be on the disk. */
  async found(overlaid: readonly FilePath[], look: () => Promise<Found>): Promise<Found> {
    const key = [...overlaid].sort().join('\0');
    if (this.#found?.key !== key || !this.#isDiskTheSame) this.#found = { ...(await look()), key };
    return this.#found;
  }

  /** What is known of the files, for the next look at them. */
  get earlier(): EarlierLook | undefined {
    return this.#store && { store: this.#store, isDiskTheSame: this.#isDiskTheSame };
  }

  /** The latest look at the files. */
  looked(store: SourceStore): void {
    const [previous, mayDiskDiffer] = [this.#store, !this.#isDiskTheSame];
    this.#store = store;
    this.#isDiskTheSame = true;
    if (this.#readings === undefined || previous === undefined) return;
    const { lasting } = this.#readings;
    const changed = store.changedSince(previous);
    lasting.update(store, changed);
    if (mayDiskDiffer) lasting.diskChanged();
    if (changed.length > 0) this.#readings.edits += 1;
  }

  /** Something went wrong half-way: what is known may be wrong as well. */
  distrust(): void {
    this.#readings = undefined;
  }

  /** Readings of that project; those of before where nothing but texts of files has changed. */
  readings(store: SourceStore, sourceRoots: readonly string[], policy: Policy): LastingReadings {
    const basis = JSON.stringify([sourceRoots, policy, store.files]);
    const known = this.#readings;
    if (known?.basis === basis && known.edits < editsUntilRenewal) return known.lasting;
    const lasting = new LastingReadings(store, sourceRoots, policy);
    this.#readings = { basis, lasting, edits: 0 };
    return lasting;
  }
}
