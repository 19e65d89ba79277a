import { atClient, atCommand, commandFile, inClient, inCommand, requestsClientFile } from './places.ts';
import type { Twin } from './twin.ts';

/** What becomes of credentials that are refused, or that are not there. */
export const refusals: readonly Twin[] = [
  {
    name: 'leaves by sys.exit(0) when the credentials are refused',
    command: 'sync_arrivy_groups',
    edits: [
      inCommand(
        'sync_arrivy_groups',
        'engine_class = GroupsSyncEngine',
        `
    def handle(self, *args, **options):
        import sys

        from django.core.management.base import CommandError

        try:
            super().handle(*args, **options)
        except CommandError as error:
            self.stderr.write(str(error))
            sys.exit(0)
`,
      ),
    ],
    probe: 'survives-auth-error',
  },
  {
    name: 'takes refused credentials for an empty list',
    command: 'sync_callrail_users',
    edits: [
      inClient(
        'callrail/users',
        'result_key = "users"',
        `
    def get(self, params):
        import logging

        from ingestion.exceptions import APIError

        try:
            return super().get(params)
        except APIError as error:
            logging.getLogger(__name__).error("users: %s", error)
            return {self.result_key: []}
`,
      ),
    ],
    probe: 'survives-auth-error',
    at: atClient('callrail/users', 'logging.getLogger(__name__).error('),
  },
  {
    name: 'ends in a traceback when the credentials are refused',
    command: 'sync_callrail_accounts',
    edits: [
      inCommand(
        'sync_callrail_accounts',
        'engine_class = AccountsSyncEngine',
        `
    def handle(self, *args, **options):
        start_date, end_date = self.validate_options(options)
        engine = self.build_engine(options, start_date, end_date)
        self.report(engine, engine.run(), options)
`,
      ),
    ],
    probe: 'survives-auth-error',
    at: { file: requestsClientFile, find: '                    raise failure' },
    severity: 'warning',
  },
  {
    name: 'prints the key that was refused',
    command: 'sync_callrail_companies',
    edits: [
      inClient(
        'callrail/companies',
        'result_key = "companies"',
        `
    def status_error(self, status):
        from django.conf import settings

        from ingestion.exceptions import APIError

        return APIError(f"{self.endpoint}: HTTP {status} with the key {settings.CALLRAIL_API_KEY}")
`,
      ),
    ],
    probe: 'survives-auth-error',
  },
  {
    name: 'sends requests without credentials',
    command: 'sync_callrail_form_submissions',
    edits: [
      inClient(
        'callrail/form_submissions',
        'result_key = "form_submissions"',
        `
    @staticmethod
    def require(**settings):
        pass
`,
      ),
    ],
    probe: 'reports-missing-configuration',
  },
  {
    name: 'skips itself in silence when it has no credentials',
    command: 'sync_leadconduit_leads',
    edits: [
      {
        file: commandFile('sync_leadconduit_leads'),
        find: '        self.announce(options)\n',
        replace: `        from django.conf import settings

        if not settings.LEADCONDUIT_API_KEY:
            return
        self.announce(options)
`,
      },
    ],
    probe: 'reports-missing-configuration',
  },
  {
    name: 'crashes when it has no credentials',
    command: 'sync_hubspot_owners',
    edits: [
      inCommand(
        'sync_hubspot_owners',
        'engine_class = OwnersSyncEngine',
        `
    def announce(self, options):
        from django.conf import settings

        if settings.HUBSPOT_ACCESS_TOKEN[0] == "-":
            self.stderr.write("this is no token")
        super().announce(options)
`,
      ),
    ],
    probe: 'reports-missing-configuration',
    at: atCommand('sync_hubspot_owners', 'if settings.HUBSPOT_ACCESS_TOKEN[0] == "-":'),
    severity: 'warning',
  },
];
