import { atEngine, inEngine } from './places.ts';
import type { Twin } from './twin.ts';

const probe = 'dry-run-writes-nothing';

/** A dry run that writes by SQL, through Django or beside it. */
export const dryRunStatements: readonly Twin[] = [
  {
    name: 'inserts by SQL, behind a comment',
    command: 'sync_callrail_companies',
    edits: [
      inEngine(
        'callrail/companies',
        'processor_class = CompaniesProcessor',
        `
    def transfer(self, window, result):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "/* select */ insert into callrail_account (id, name, outbound_recording_enabled, hipaa_account,"
                " sync_created_at, sync_updated_at) values (%s, 'seen', false, false, CURRENT_TIMESTAMP,"
                " CURRENT_TIMESTAMP)",
                ["ACC0"],
            )
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/companies', 'cursor.execute('),
  },
  {
    name: 'inserts by SQL once for each of many values',
    command: 'sync_callrail_tags',
    edits: [
      inEngine(
        'callrail/tags',
        'processor_class = TagsProcessor',
        `
    def transfer(self, window, result):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO callrail_account (id, name, outbound_recording_enabled, hipaa_account, sync_created_at,"
                " sync_updated_at) VALUES (%s, %s, false, false, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                [("ACC0", "seen"), ("ACC1", "seen")],
            )
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/tags', 'cursor.executemany('),
  },
  {
    name: 'inserts by SQL that begins with a query',
    command: 'sync_arrivy_groups',
    edits: [
      inEngine(
        'arrivy/groups',
        'processor_class = GroupsProcessor',
        `
    def transfer(self, window, result):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "WITH seen AS (SELECT 5001 AS id, 'seen' AS title) INSERT INTO arrivy_status (id, title, status_type,"
                " color, visible_to_customer, sync_created_at, sync_updated_at) SELECT id, title, '', '', true,"
                " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM seen"
            )
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/groups', 'cursor.execute('),
  },
  {
    name: 'opens a connection of its own',
    command: 'sync_arrivy_customers',
    edits: [
      inEngine(
        'arrivy/customers',
        'processor_class = CustomersProcessor',
        `
    def transfer(self, window, result):
        import sqlite3

        from django.db import connection

        own = sqlite3.connect(connection.settings_dict["NAME"])
        own.execute(
            "INSERT INTO arrivy_status (id, title, status_type, color, visible_to_customer, sync_created_at,"
            " sync_updated_at) VALUES (5001, 'seen', '', '', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"
        )
        own.commit()
        own.close()
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/customers', 'own.execute('),
  },
  {
    name: 'asks the driver for a cursor',
    command: 'sync_arrivy_bookings',
    edits: [
      inEngine(
        'arrivy/bookings',
        'processor_class = BookingsProcessor',
        `
    def transfer(self, window, result):
        from django.db import connection

        connection.ensure_connection()
        cursor = connection.connection.cursor()
        cursor.execute(
            "INSERT INTO arrivy_status (id, title, status_type, color, visible_to_customer, sync_created_at,"
            " sync_updated_at) VALUES (5001, 'seen', '', '', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"
        )
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/bookings', 'cursor.execute('),
  },
  {
    name: "uses the cursor below Django's",
    command: 'sync_arrivy_status',
    edits: [
      inEngine(
        'arrivy/status',
        'processor_class = StatusProcessor',
        `
    def transfer(self, window, result):
        from django.db import connection

        with connection.cursor() as wrapper:
            wrapper.cursor.execute(
                "INSERT INTO arrivy_status (id, title, status_type, color, visible_to_customer, sync_created_at,"
                " sync_updated_at) VALUES (5001, 'seen', '', '', true, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"
            )
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/status', 'wrapper.cursor.execute('),
  },
  {
    name: 'clears its table first',
    command: 'sync_salesrabbit_users',
    edits: [
      inEngine(
        'salesrabbit/users',
        'processor_class = UsersProcessor',
        `
    def transfer(self, window, result):
        from ingestion.models import SalesRabbitUser

        SalesRabbitUser.objects.all().delete()
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('salesrabbit/users', 'SalesRabbitUser.objects.all().delete()'),
    severity: 'warning',
  },
  {
    name: 'writes when a transaction is committed',
    command: 'db_salespro_users',
    edits: [
      inEngine(
        'salespro/users',
        'processor_class = UsersProcessor',
        `
    def read(self, client, window, batch_size):
        from django.db import transaction

        with transaction.atomic():
            transaction.on_commit(self.remember)
        return super().read(client, window, batch_size)

    def remember(self):
        from ingestion.models import SalesProUser

        SalesProUser.objects.update_or_create(id="5001", defaults={"name": "seen"})
`,
      ),
    ],
    probe,
    at: atEngine('salespro/users', 'SalesProUser.objects.update_or_create('),
  },
  {
    name: 'runs a script of statements',
    command: 'sync_hubspot_pipelines',
    edits: [
      inEngine(
        'hubspot/pipelines',
        'processor_class = PipelinesProcessor',
        `
    async def store(self, batch):
        from asgiref.sync import sync_to_async

        await sync_to_async(self.remember)()
        return await super().store(batch)

    def remember(self):
        from django.db import connection

        connection.ensure_connection()
        connection.connection.executescript(
            "INSERT INTO hubspot_owner (id, email, first_name, last_name, archived, sync_created_at, sync_updated_at)"
            " VALUES ('5001', '', '', '', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP);"
        )
`,
      ),
    ],
    probe,
    at: atEngine('hubspot/pipelines', 'connection.connection.executescript('),
  },
];
