import { atCommand, commandFile, inCommand, inEngine, rowsStored } from './places.ts';
import type { Twin } from './twin.ts';

/** Flags that are declared and do not do what they say, and arguments that nobody checks. */
export const flags: readonly Twin[] = [
  {
    name: 'says no more with --debug',
    command: 'sync_arrivy_groups',
    edits: [
      inCommand(
        'sync_arrivy_groups',
        'engine_class = GroupsSyncEngine',
        `
    def logging_level(self, options):
        return super().logging_level({**options, "debug": False})

    def report(self, engine, result, options):
        super().report(engine, result, {**options, "debug": False})
`,
      ),
    ],
    probe: 'debug-says-more',
    severity: 'warning',
  },
  {
    name: 'says no less with --quiet',
    command: 'sync_arrivy_status',
    edits: [
      inCommand(
        'sync_arrivy_status',
        'engine_class = StatusSyncEngine',
        `
    def report(self, engine, result, options):
        super().report(engine, result, {**options, "quiet": False})
`,
      ),
    ],
    probe: 'quiet-says-less',
    severity: 'warning',
  },
  {
    name: 'hides errors with --quiet',
    command: 'sync_arrivy_customers',
    edits: [
      inCommand(
        'sync_arrivy_customers',
        'engine_class = CustomersSyncEngine',
        `
    def handle(self, *args, **options):
        import sys

        try:
            super().handle(*args, **options)
        except Exception:
            if options["quiet"]:
                sys.exit(1)
            raise
`,
      ),
    ],
    probe: 'quiet-says-less',
  },
  {
    name: 'has batches of its own size',
    command: 'sync_callrail_users',
    edits: [
      inEngine(
        'callrail/users',
        'processor_class = UsersProcessor',
        `
    def transfer(self, window, result):
        with self.build_client() as client:
            for page in client.iter_pages(window, 100):
                self.store(page, result)
`,
      ),
    ],
    probe: 'batch-size-respected',
    at: rowsStored,
  },
  {
    name: 'takes any size of batches',
    command: 'sync_callrail_companies',
    edits: [
      inCommand(
        'sync_callrail_companies',
        'engine_class = CompaniesSyncEngine',
        `
    def validate_options(self, options):
        return super().validate_options({**options, "batch_size": 100})
`,
      ),
    ],
    probe: 'rejects-bad-batch-size',
  },
  {
    name: 'makes no date of what is none, and goes on',
    command: 'sync_callrail_tags',
    edits: [
      inCommand(
        'sync_callrail_tags',
        'engine_class = TagsSyncEngine',
        `
    def parse_date(self, flag, value, time_of_day):
        try:
            return super().parse_date(flag, value, time_of_day)
        except Exception:
            return None
`,
      ),
    ],
    probe: 'rejects-bad-date',
  },
  {
    name: 'ends in a traceback when a date is none',
    command: 'sync_callrail_trackers',
    edits: [
      inCommand(
        'sync_callrail_trackers',
        'engine_class = TrackersSyncEngine',
        `
    def parse_date(self, flag, value, time_of_day):
        from datetime import date, datetime

        from django.utils import timezone

        if value is None:
            return None
        day = date.fromisoformat(value)
        return timezone.make_aware(datetime.combine(day, time_of_day))
`,
      ),
    ],
    probe: 'rejects-bad-date',
    at: atCommand('sync_callrail_trackers', 'day = date.fromisoformat(value)'),
  },
  {
    name: 'asks the source before it looks at its dates',
    command: 'sync_callrail_accounts',
    edits: [
      inCommand(
        'sync_callrail_accounts',
        'engine_class = AccountsSyncEngine',
        `
    def handle(self, *args, **options):
        from ingestion.sync.callrail.clients import AccountsClient

        with AccountsClient() as client:
            client.get({"page": 1, "per_page": 1})
        super().handle(*args, **options)
`,
      ),
    ],
    probe: 'rejects-bad-date',
  },
  {
    name: 'takes a period that ends before it starts',
    command: 'sync_callrail_text_messages',
    edits: [
      inCommand(
        'sync_callrail_text_messages',
        'engine_class = TextMessagesSyncEngine',
        `
    def validate_options(self, options):
        start_date, _ = super().validate_options({**options, "end_date": None})
        _, end_date = super().validate_options({**options, "start_date": None})
        return start_date, end_date
`,
      ),
    ],
    probe: 'rejects-inverted-dates',
  },
  {
    name: 'takes --debug and --quiet together',
    command: 'sync_callrail_form_submissions',
    edits: [
      inCommand(
        'sync_callrail_form_submissions',
        'engine_class = FormSubmissionsSyncEngine',
        `
    def validate_options(self, options):
        return super().validate_options({**options, "quiet": False})
`,
      ),
    ],
    probe: 'rejects-conflicting-flags',
  },
  {
    name: 'lets a start date limit a full sync',
    command: 'sync_callrail_calls',
    edits: [
      inEngine(
        'callrail/calls',
        'processor_class = CallsProcessor',
        `
    def window_from(self, *, full, start_date, end_date):
        return super().window_from(full=full and start_date is None, start_date=start_date, end_date=end_date)
`,
      ),
    ],
    probe: 'full-overrides-start-date',
  },
  {
    name: 'refuses --full together with a start date',
    command: 'sync_five9_contacts',
    edits: [
      {
        file: commandFile('sync_five9_contacts'),
        find: '        self.announce(options)\n',
        replace:
          '        if options["full"] and start_date:\n            raise CommandError("--full and --start-date contradict each other")\n        self.announce(options)\n',
      },
    ],
    probe: 'full-overrides-start-date',
  },
  {
    name: 'lacks a required flag',
    command: 'sync_arrivy_entities',
    edits: [
      inCommand(
        'sync_arrivy_entities',
        'engine_class = EntitiesSyncEngine',
        `
    def add_arguments(self, parser):
        from ingestion.management.flags import add_window_arguments

        parser.add_argument("--dry-run", action="store_true", help="Write nothing")
        parser.add_argument("--full", action="store_true", help="Copy everything")
        parser.add_argument("--batch-size", type=int, default=100, help="Records a batch")
        parser.add_argument("--debug", action="store_true", help="Log more")
        parser.add_argument("--quiet", action="store_true", help="Print errors only")
        add_window_arguments(parser)
        parser.set_defaults(force=False)
`,
      ),
    ],
    probe: 'command-loads',
  },
  {
    name: 'imports a name that does not exist',
    command: 'sync_arrivy_bookings',
    edits: [
      {
        file: commandFile('sync_arrivy_bookings'),
        find: 'import BookingsSyncEngine\n',
        replace: 'import BookingSyncEngine as BookingsSyncEngine\n',
      },
    ],
    probe: 'command-loads',
    at: atCommand('sync_arrivy_bookings', 'from ingestion.sync.arrivy.engines import'),
  },
  {
    name: 'declares a flag twice',
    command: 'sync_gsheet_leads',
    edits: [
      inCommand(
        'sync_gsheet_leads',
        'engine_class = LeadsSyncEngine',
        `
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--force", action="store_true", help="Rewrite all rows")
`,
      ),
    ],
    probe: 'command-loads',
    at: atCommand('sync_gsheet_leads', 'parser.add_argument("--force"'),
  },
  {
    name: 'takes the help of a flag away',
    command: 'sync_gsheet_spends',
    edits: [
      inCommand(
        'sync_gsheet_spends',
        'engine_class = SpendsSyncEngine',
        `
    def add_arguments(self, parser):
        super().add_arguments(parser)
        for action in parser._actions:
            if action.dest == "force":
                action.help = None
`,
      ),
    ],
    probe: 'command-loads',
    severity: 'note',
  },
];
