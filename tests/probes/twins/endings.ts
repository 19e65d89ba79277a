import { atCommand, atEngine, inCommand, inEngine } from './places.ts';
import type { Twin } from './twin.ts';

const probe = 'ends-by-itself';

/** Runs that do not end as a command ends. */
export const endings: readonly Twin[] = [
  {
    name: 'waits for ever',
    command: 'sync_callrail_calls',
    edits: [
      inEngine(
        'callrail/calls',
        'processor_class = CallsProcessor',
        `
    def transfer(self, window, result):
        from threading import Event

        super().transfer(window, result)
        done = Event()
        done.wait()
`,
      ),
    ],
    probe,
    at: atEngine('callrail/calls', 'done.wait()'),
    isEndless: true,
  },
  {
    name: 'turns in a circle',
    command: 'sync_arrivy_groups',
    edits: [
      inEngine(
        'arrivy/groups',
        'processor_class = GroupsProcessor',
        `
    def store(self, batch, result):
        while not result.errors:
            pass
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/groups', 'while not result.errors:'),
    isEndless: true,
  },
  {
    name: 'prints without end',
    command: 'sync_callrail_users',
    edits: [
      inCommand(
        'sync_callrail_users',
        'engine_class = UsersSyncEngine',
        `
    def announce(self, options):
        while True:
            self.stdout.write("x" * 1000)
`,
      ),
    ],
    probe,
    at: atCommand('sync_callrail_users', 'self.stdout.write("x" * 1000)'),
    isEndless: true,
  },
  {
    name: 'forks itself again and again',
    command: 'sync_callrail_companies',
    edits: [
      inEngine(
        'callrail/companies',
        'processor_class = CompaniesProcessor',
        `
    def transfer(self, window, result):
        import os
        import time

        for _ in range(500):
            if os.fork() == 0:
                time.sleep(600)
                os._exit(0)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/companies', 'if os.fork() == 0:'),
    isEndless: true,
  },
  {
    name: 'ends its process with exit code 0 in the middle of the work',
    command: 'sync_callrail_tags',
    edits: [
      inEngine(
        'callrail/tags',
        'processor_class = TagsProcessor',
        `
    def transfer(self, window, result):
        import os

        super().transfer(window, result)
        os._exit(0)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/tags', 'os._exit(0)'),
  },
];
