import { fileOf, rowsStored } from './places.ts';
import type { Twin } from './twin.ts';

const probe = 'maps-fields';

/** Values that arrive in other columns, or in none. */
export const fields: readonly Twin[] = [
  {
    name: 'swaps two fields',
    command: 'sync_callrail_users',
    edits: [
      {
        file: fileOf('processor', 'callrail/users'),
        find: '"first_name": text(raw, "first_name"),',
        replace: '"first_name": text(raw, "last_name"),',
      },
      {
        file: fileOf('processor', 'callrail/users'),
        find: '"last_name": text(raw, "last_name"),',
        replace: '"last_name": text(raw, "first_name"),',
      },
    ],
    probe,
    at: rowsStored,
  },
  {
    name: 'drops a field',
    command: 'db_salespro_customers',
    edits: [
      {
        file: fileOf('processor', 'salespro/customers'),
        find: '            "phone": text(raw, "phone"),\n',
        replace: '',
      },
    ],
    probe,
    at: rowsStored,
  },
];
