import { asyncClientFile, atClient, atCommand, inClient, inCommand, inEngine, requestsClientFile } from './places.ts';
import type { Twin } from './twin.ts';

/** What becomes of errors of the source. */
export const faults: readonly Twin[] = [
  {
    name: 'prints an error and ends in exit code 0',
    command: 'sync_callrail_calls',
    edits: [
      inCommand(
        'sync_callrail_calls',
        'engine_class = CallsSyncEngine',
        `
    def handle(self, *args, **options):
        from django.core.management.base import CommandError

        try:
            super().handle(*args, **options)
        except CommandError as error:
            self.stderr.write(str(error))
`,
      ),
    ],
    probe: 'survives-auth-error',
    at: atCommand('sync_callrail_calls', 'except CommandError as error:'),
  },
  {
    name: 'does not say why it fails',
    command: 'sync_callrail_text_messages',
    edits: [
      inCommand(
        'sync_callrail_text_messages',
        'engine_class = TextMessagesSyncEngine',
        `
    def handle(self, *args, **options):
        from django.core.management.base import CommandError

        try:
            super().handle(*args, **options)
        except CommandError as error:
            raise CommandError("oops") from error
`,
      ),
    ],
    probe: 'survives-auth-error',
    severity: 'warning',
  },
  {
    name: 'takes a silent source for an empty one',
    command: 'sync_arrivy_tasks',
    edits: [
      inClient(
        'arrivy/tasks',
        'endpoint = "tasks"',
        `
    async def get(self, params):
        import logging

        from ingestion.exceptions import APIError

        try:
            return await super().get(params)
        except APIError:
            logging.getLogger(__name__).warning("tasks: no answer")
            return []
`,
      ),
    ],
    probe: 'survives-timeout',
    at: atClient('arrivy/tasks', 'logging.getLogger(__name__).warning('),
  },
  {
    name: 'has no time limit for its requests',
    command: 'sync_callrail_tags',
    edits: [
      inClient(
        'callrail/tags',
        'result_key = "tags"',
        `
    def get(self, params):
        import requests

        try:
            response = self.session.get(self.url(), params=params)
        except requests.RequestException as exc:
            raise self.transport_error(exc) from exc
        if not response.ok:
            raise self.status_error(response.status_code)
        return self.decode(response)
`,
      ),
    ],
    probe: 'survives-timeout',
    at: atClient('callrail/tags', 'response = self.session.get('),
  },
  {
    name: 'has no time limit for its connections',
    command: 'sync_gsheet_leads',
    edits: [
      inClient(
        'gsheet/leads',
        'endpoint = "Leads"',
        `
    def read(self, request):
        from urllib.request import urlopen

        with urlopen(request) as response:
            return response.read()
`,
      ),
    ],
    probe: 'survives-timeout',
    at: atClient('gsheet/leads', 'with urlopen(request) as response:'),
  },
  {
    name: 'has no time limit for its asynchronous session',
    command: 'sync_arrivy_customers',
    edits: [
      inClient(
        'arrivy/customers',
        'endpoint = "customers"',
        `
    async def __aenter__(self):
        import aiohttp

        timeout = aiohttp.ClientTimeout(total=None, sock_connect=None)
        self.session = aiohttp.ClientSession(headers=self.headers(), timeout=timeout)
        return self
`,
      ),
    ],
    probe: 'survives-timeout',
    at: { file: asyncClientFile, find: 'async with self.session.get(self.url(), params=params) as response:' },
  },
  {
    name: 'asks again for ever when nobody answers',
    command: 'sync_salesrabbit_users',
    edits: [
      inClient(
        'salesrabbit/users',
        'endpoint = "users"',
        `
    def get(self, params):
        import time

        from ingestion.exceptions import APIError

        while True:
            try:
                return super().get(params)
            except APIError:
                time.sleep(60)
`,
      ),
    ],
    probe: 'survives-timeout',
    at: atClient('salesrabbit/users', 'time.sleep(60)'),
  },
  {
    name: 'asks again for ever when the source is down',
    command: 'sync_callrail_trackers',
    edits: [
      inClient(
        'callrail/trackers',
        'result_key = "trackers"',
        `
    def get(self, params):
        import time

        while True:
            response = self.session.get(self.url(), params=params, timeout=self.timeout_seconds)
            if response.ok:
                return self.decode(response)
            if response.status_code < 500:
                raise self.status_error(response.status_code)
            time.sleep(0.5)
`,
      ),
    ],
    probe: 'survives-server-error',
    at: atClient('callrail/trackers', 'time.sleep(0.5)'),
  },
  {
    name: 'asks an asynchronous source for ever',
    command: 'sync_arrivy_status',
    edits: [
      inClient(
        'arrivy/status',
        'endpoint = "taskstatuses"',
        `
    async def get(self, params):
        import asyncio

        from ingestion.exceptions import APIError

        while True:
            try:
                return await super().get(params)
            except APIError:
                await asyncio.sleep(5)
`,
      ),
    ],
    probe: 'survives-server-error',
    at: atClient('arrivy/status', 'await asyncio.sleep(5)'),
  },
  {
    name: 'takes an error of the server for the last page',
    command: 'sync_arrivy_entities',
    edits: [
      inClient(
        'arrivy/entities',
        'endpoint = "entities"',
        `
    async def get(self, params):
        from ingestion.exceptions import APIError

        try:
            return await super().get(params)
        except APIError:
            return []
`,
      ),
    ],
    probe: 'survives-server-error',
  },
  {
    name: 'takes a page of HTML for an empty list',
    command: 'sync_five9_contacts',
    edits: [
      inClient(
        'five9/contacts',
        'endpoint = "contacts"',
        `
    def decode(self, body):
        import json

        try:
            return json.loads(body)
        except ValueError:
            return {"items": []}
`,
      ),
    ],
    probe: 'survives-bad-payload',
  },
  {
    name: 'ends in a traceback when JSON breaks off',
    command: 'sync_salesrabbit_leads',
    edits: [
      inClient(
        'salesrabbit/leads',
        'endpoint = "leads"',
        `
    def decode(self, response):
        import json

        return json.loads(response.text)
`,
      ),
    ],
    probe: 'survives-bad-payload',
    at: atClient('salesrabbit/leads', 'return json.loads(response.text)'),
    severity: 'warning',
  },
  {
    name: 'does not wait as long as it is told to',
    command: 'sync_callrail_summaries',
    edits: [
      inClient(
        'callrail/summaries',
        'endpoint = "calls/summary.json"',
        `
    def retry_delay(self, attempt, retry_after=None):
        return super().retry_delay(attempt)
`,
      ),
    ],
    probe: 'respects-retry-after',
    at: { file: requestsClientFile, find: 'time.sleep(self.retry_delay(attempt, retry_after))' },
  },
  {
    name: 'does not wait as long as an asynchronous source says',
    command: 'sync_arrivy_bookings',
    edits: [
      inClient(
        'arrivy/bookings',
        'endpoint = "bookings"',
        `
    def retry_delay(self, attempt, retry_after=None):
        return 1
`,
      ),
    ],
    probe: 'respects-retry-after',
    at: { file: asyncClientFile, find: 'await asyncio.sleep(self.retry_delay(attempt, retry_after))' },
  },
  {
    name: 'asks again at once after 429',
    command: 'sync_gsheet_spends',
    edits: [
      inClient(
        'gsheet/spends',
        'endpoint = "Spends"',
        `
    def read(self, request):
        from urllib.error import HTTPError
        from urllib.request import urlopen

        for _ in range(5):
            try:
                with urlopen(request, timeout=self.timeout_seconds) as response:
                    return response.read()
            except HTTPError as error:
                if error.code != 429:
                    raise
        raise self.status_error(429)
`,
      ),
    ],
    probe: 'respects-retry-after',
    at: atClient('gsheet/spends', 'with urlopen(request, timeout=self.timeout_seconds) as response:'),
  },
  {
    name: 'leaves half of the records behind when a later page fails',
    command: 'sync_callrail_form_submissions',
    edits: [
      inEngine(
        'callrail/form_submissions',
        'processor_class = FormSubmissionsProcessor',
        `
    def close_history(self, history, result, status, error_message):
        if status == "failed":
            history.delete()
        else:
            super().close_history(history, result, status, error_message)
`,
      ),
    ],
    probe: 'survives-server-error',
  },
];
