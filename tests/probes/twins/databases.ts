import { atClient, atProcessor, inClient, inEngine, inProcessor, recordFinished } from './places.ts';
import type { Twin } from './twin.ts';

/** What becomes of errors of a source that is read from its database. */
export const databases: readonly Twin[] = [
  {
    name: 'takes a database that is down for an empty one',
    command: 'db_genius_prospects',
    edits: [
      inClient(
        'genius/sales',
        'endpoint = "prospect"',
        `
    def execute_query(self, sql, params):
        import logging

        from ingestion.exceptions import SourceDatabaseError

        try:
            return super().execute_query(sql, params)
        except SourceDatabaseError as exc:
            logging.getLogger(__name__).warning("prospects: %s", exc)
            return []
`,
      ),
    ],
    probe: 'survives-server-error',
    at: atClient('genius/sales', 'logging.getLogger(__name__).warning("prospects: %s", exc)'),
  },
  {
    name: 'asks a database that is down for ever',
    command: 'db_salespro_users',
    edits: [
      inClient(
        'salespro/users',
        'endpoint = "users"',
        `
    def execute_query(self, sql, params):
        import time

        from ingestion.exceptions import SourceDatabaseError

        while True:
            try:
                return super().execute_query(sql, params)
            except SourceDatabaseError:
                time.sleep(30)
`,
      ),
    ],
    probe: 'survives-server-error',
    at: atClient('salespro/users', 'time.sleep(30)'),
  },
  {
    name: 'stores half of a table, and forgets that the rest is missing',
    command: 'db_salespro_customers',
    edits: [
      inEngine(
        'salespro/customers',
        'sync_type = "customers"',
        `
    def stop(self, history, result, status, error_message, **options):
        if status == "failed":
            history.delete()
        else:
            super().stop(history, result, status, error_message, **options)
`,
      ),
    ],
    probe: 'survives-server-error',
  },
  {
    name: 'keeps no record of a run whose database refuses it',
    command: 'db_salespro_estimates',
    edits: [
      inEngine(
        'salespro/estimates',
        'sync_type = "estimates"',
        `
    def stop(self, history, result, status, error_message, **options):
        if status == "failed":
            history.delete()
        else:
            super().stop(history, result, status, error_message, **options)
`,
      ),
    ],
    probe: 'records-failure',
    severity: 'warning',
  },
  {
    name: 'stores a run whose database refuses it as a success',
    command: 'db_genius_users',
    edits: [
      inEngine(
        'genius/organisation',
        'sync_type = "users"',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, "success", "")
`,
      ),
    ],
    probe: 'records-failure',
    at: recordFinished,
  },
  {
    name: 'ends in the traceback of a driver',
    command: 'db_salespro_lead_results',
    edits: [
      inClient(
        'salespro/lead_results',
        'endpoint = "lead_results"',
        `
    def execute_query(self, sql, params):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [dict(zip(self.columns, values, strict=True)) for values in cursor.fetchall()]
`,
      ),
    ],
    probe: 'survives-timeout',
    at: atClient('salespro/lead_results', 'cursor.execute(sql, params)'),
    severity: 'warning',
  },
  {
    name: 'takes a table that has lost a column for an empty one',
    command: 'db_salespro_credit_applications',
    edits: [
      inClient(
        'salespro/credit_applications',
        'endpoint = "credit_applications"',
        `
    def execute_query(self, sql, params):
        from ingestion.exceptions import SourceDatabaseError

        try:
            return super().execute_query(sql, params)
        except SourceDatabaseError:
            return []
`,
      ),
    ],
    probe: 'survives-bad-payload',
  },
  {
    name: 'expects that no column of a database is empty',
    command: 'db_genius_divisions',
    edits: [
      inProcessor(
        'genius/organisation',
        'model = GeniusDivision',
        `
    def build(self, raw):
        raw["label"] = raw["label"].strip()
        return super().build(raw)
`,
      ),
    ],
    probe: 'handles-invalid-records',
    at: atProcessor('genius/organisation', 'raw["label"] = raw["label"].strip()'),
  },
];
