import type { Location, SymbolId } from './location.ts';

export interface DjangoModel {
  readonly symbol: SymbolId;
  readonly name: string;
  /** The class-name token. */
  readonly at: Location;
  readonly abstract: boolean;
  /** A proxy has neither a table nor fields of its own. */
  readonly proxy: boolean;
  /** False: the table is made and kept by somebody else (`managed = False`). */
  readonly managed: boolean;
  /** `db_table` where it is a literal; quotes and schema stripped (`"crm"."sync_log"` → `sync_log`). */
  readonly table?: { readonly name: string; readonly at: Location };
  /** Fields declared in the class itself, not inherited ones. */
  readonly fields: readonly ModelField[];
}

export interface ModelField {
  readonly name: string;
  /** The field-name token. */
  readonly at: Location;
  /** Dotted name of the field class, e.g. `django.db.models.CharField`. */
  readonly type: string;
  /** The empty string may be stored: `blank`, or an empty default. */
  readonly mayBeEmpty: boolean;
  /** Django sets it whenever the record is saved (`auto_now`). */
  readonly automatic: boolean;
  /** Takes values that JSON alone does not know (`encoder`). */
  readonly encodes: boolean;
  /** Values of `choices`; `unreadable` where one of them is computed. */
  readonly choices?: readonly string[] | 'unreadable';
}
